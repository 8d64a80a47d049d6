"""What every page shares: skip links, header, main landmark, footer."""

from __future__ import annotations

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.components.layout.embedding import embed_panel
from dashboard.components.layout.theme import THEME
from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.links import address
from dashboard.domain.help_needs import ALWAYS_SHOWN, emergency_text
from dashboard.domain.pages import MAP_PAGE, PAGES, SOURCES_PAGE, page_showing
from dashboard.domain.selections.fields import PageSelection
from dashboard.domain.selections.shown import View

_SITE_KIND = "Carte de la "
"""What the name of a site begins with, which is left out first."""


def framed_page(
    content: list[Component],
    selection: PageSelection,
    *,
    site: str,
    frame_ancestors: str,
) -> html.Div:
    """Frame a page's content as its address asks: whole, or embedded in another site.

    Args:
        content: what the page shows in both.
        selection: what the address asks for; its view decides between the two.
        site: what the site is called.
        frame_ancestors: who may embed it, as the setting writes it.
    """
    if selection.view is View.EMBEDDED:
        return embedded_page(content, whole=selection.changed(view=View.LIST), site=site)
    path = page_showing(selection).path
    return page([*content, embed_panel(frame_ancestors)], path=path, site=site)


def page(content: Sequence[str | Component], *, path: str, site: str) -> html.Div:
    """Frame a page's content between the header, which names the site, and the footer."""
    return html.Div(
        [
            *site_header(site, path),
            html.Div(id=ids.ALERT, role="alert", className="alert"),
            html.Main(content, id=ids.CONTENT, tabIndex=-1),
            site_footer(),
        ],
        className="site",
    )


def embedded_page(content: list[Component], *, whole: PageSelection, site: str) -> html.Div:
    """Frame content for a page of another site: nothing around it but its author, and a way out.

    Args:
        content: what is shown.
        whole: what the same page shows with its header, its navigation and its footer.
        site: what the site is called.
    """
    return html.Div(
        [
            html.Div(id=ids.ALERT, role="alert", className="alert"),
            html.Main([_attribution(whole, site), *content], id=ids.CONTENT, tabIndex=-1),
        ],
        className="site embedded",
    )


def site_header(site: str, path: str = "") -> list[Component]:
    """Head a page: the way to its content, the site's name, its pages; ``path`` is that of the page."""
    links = [
        html.Li(
            html.A(
                page.title, href=page.path, **(aria(current="page") if page.path == path else {})
            )
        )
        for page in PAGES
    ]
    return [
        html.A("Aller au contenu", href=f"#{ids.CONTENT}", className="skip-link"),
        html.Header(
            [
                html.A(
                    [html.Span(className="site-mark", **aria(hidden="true")), *_named(site)],
                    href=MAP_PAGE.path,
                    className="site-name",
                ),
                html.Nav(
                    html.Details([html.Summary("Menu"), html.Ul(links)], className="site-menu"),
                    **aria(label="Pages"),
                ),
            ],
            className="site-header",
        ),
    ]


def _named(site: str) -> list[Component]:
    """Write the name of the site, which is shortened to one line where there is little room."""
    short = site.removeprefix(_SITE_KIND)
    kind = [html.Span(_SITE_KIND, className="site-kind")] if short != site else []
    return [html.Span([*kind, html.Span(short, className="site-subject")])]


def in_theme(outlet: Component) -> dmc.MantineProvider:
    """Wrap the whole application in its theme, light or dark as the reader's system is."""
    return dmc.MantineProvider(outlet, theme=THEME, defaultColorScheme="auto")


def _attribution(whole: PageSelection, site: str) -> html.P:
    """Name the author of the page and what it rests on; a script makes the link follow the address."""
    return html.P(
        [
            html.Strong(site),
            ". Sources\u00a0: IGN, INSEE, DILA (Licence Ouverte 2.0) et celles que cite chaque fiche. ",
            html.A(
                "Ouvrir la page complète",
                id=ids.WHOLE_PAGE,
                href=address(whole),
                target="_blank",
                rel="noopener",
            ),
        ],
        className="attribution",
    )


def _emergency(number: str) -> html.A:
    text = emergency_text(number)
    return html.A(number, href=f"tel:{number}", title=text, **aria(label=f"Appeler le {text}"))


def site_footer() -> html.Footer:
    """Close a page: whose data these are, and what is done with the reader's."""
    return html.Footer(
        [
            html.P(
                [
                    html.Strong("Urgence :"),
                    *(part for number in ALWAYS_SHOWN for part in (" ", _emergency(number))),
                ],
                className="emergency",
            ),
            html.P(
                "Limites, populations et mairies : IGN, INSEE, DILA, Licence Ouverte 2.0. "
                "Initiatives : chaque fiche cite ses sources et leur date."
            ),
            html.P(
                [
                    html.A("Sources, méthode et licences", href=SOURCES_PAGE.path),
                    " · ",
                    html.A(
                        "Accessibilité : partiellement vérifiée",
                        href=f"{SOURCES_PAGE.path}#accessibilite",
                    ),
                    " · Aucun traceur, aucune donnée envoyée à un tiers.",
                ]
            ),
        ],
        className="site-footer",
    )
