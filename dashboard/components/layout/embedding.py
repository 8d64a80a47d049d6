"""Showing a view in a page of another site: the code to copy, and who may use it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria
from dashboard.domain.formats import listed
from dashboard.domain.pages import SELECTION_PAGES

EMBEDDABLE_PATHS = frozenset(page.path for page in SELECTION_PAGES)
"""The pages that can be shown without what surrounds them."""

SETTING = "DASHBOARD_FRAME_ANCESTORS"
_SELF, _NOBODY, _ANYBODY = "'self'", "'none'", "*"


def embed_panel(frame_ancestors: str) -> html.Details:
    """Offer the code that shows this view in another site; a script writes it from the address.

    Args:
        frame_ancestors: who may use it, as the content security policy writes it.
    """
    code = [] if frame_ancestors == _NOBODY else _code()
    return html.Details(
        [
            html.Summary("Intégrer cette vue dans un autre site"),
            html.P(allowed_text(frame_ancestors)),
            *code,
        ],
        className="embed-panel screen-only",
    )


def allowed_text(frame_ancestors: str) -> str:
    """Describe which sites may show this view, and what another one needs."""
    if frame_ancestors == _ANYBODY:
        return "Tout site peut montrer cette vue dans ses pages."
    needed = (
        "Pour un autre site, la personne qui fait fonctionner ce serveur doit l’autoriser par le "
        f"réglage {SETTING}."
    )
    if frame_ancestors == _NOBODY:
        return f"Aucun site ne peut montrer cette vue dans ses pages. {needed}"
    others = [site for site in frame_ancestors.split() if site != _SELF]
    if not others:
        return f"Seul ce site peut, pour l’instant, montrer cette vue dans ses pages. {needed}"
    return f"Peuvent montrer cette vue dans leurs pages : {listed(['ce site', *others])}. {needed}"


def _code() -> list[Component]:
    return [
        html.Label("Code à copier dans la page", htmlFor=ids.EMBED_CODE),
        html.Textarea(id=ids.EMBED_CODE, readOnly="readonly", rows=4, spellCheck="false"),
        html.P(
            [
                html.Button("Copier", id=ids.EMBED_COPY, type="button", className="quiet-button"),
                html.Span(id=ids.EMBED_STATUS, role="status", **aria(live="polite")),
            ],
            className="buttons",
        ),
        html.P(
            "La vue intégrée garde les filtres choisis ci-dessus, et suit les mises à jour des "
            "données.",
            className="note",
        ),
    ]
