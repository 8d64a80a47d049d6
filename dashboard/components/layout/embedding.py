"""Sharing a view, or showing it in a page of another site: what to copy, and who may show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria, data
from dashboard.domain.formats import listed
from dashboard.domain.pages import SELECTION_PAGES

EMBEDDABLE_PATHS = frozenset(page.path for page in SELECTION_PAGES)
"""The pages that can be shown without what surrounds them."""

SETTING = "DASHBOARD_FRAME_ANCESTORS"
PART_KEY = "partie"
"""The key that names the only part of an embedded view that is shown."""
_SELF, _NOBODY, _ANYBODY = "'self'", "'none'", "*"


@dataclass(frozen=True)
class EmbeddedPart:
    """A part of a view that can be shown alone.

    Attributes:
        word: what addresses call it; ``assets/embedded.css`` shows it alone.
        label: what readers call it.
        selector: what it is in a page; a page without one does not offer it.
        height_px: of the frame in the code offered.
        before: what a page has that will have the part, once its tab is opened.
    """

    word: str
    label: str
    selector: str
    height_px: int
    before: str = ""

    @property
    def offered_by(self) -> str:
        """What a page has that offers it."""
        return ", ".join(filter(None, (self.selector, self.before)))


PARTS = (
    EmbeddedPart("", "Toute la vue", "main", 800),
    EmbeddedPart("carte", "La carte seule", ".map-panel", 680),
    EmbeddedPart(
        "tableau",
        "Le tableau ou la liste seule",
        "#tableau, #coverage-tableau, #comparison-chiffres, #nearby-resultats",
        600,
    ),
    EmbeddedPart(
        "graphique",
        "Les graphiques seuls",
        ".multiples, #coverage-equite",
        600,
        before=".compared-list",
    ),
)


def part_of(words: Sequence[str]) -> str:
    """Read the part that an address asks for; empty for the whole view."""
    return next((part.word for part in PARTS if part.word in words), "")


def embed_panel(frame_ancestors: str) -> html.Details:
    """Offer what to copy to share this view; scripts write it from the address.

    Args:
        frame_ancestors: who may show it in another site, as the content security policy writes it.
    """
    code = [] if frame_ancestors == _NOBODY else _code()
    return html.Details(
        [
            html.Summary("Partager ou intégrer cette vue"),
            *_share(),
            html.H3("Intégrer dans un autre site"),
            html.P(allowed_text(frame_ancestors)),
            *code,
        ],
        id=ids.SHARE_PANEL,
        className="embed-panel screen-only",
    )


def _share() -> list[Component]:
    buttons = (
        ("link", "Copier le lien"),
        ("sentence", "Copier la phrase"),
        ("citation", "Copier la citation"),
    )
    return [
        html.P(
            [
                *(
                    html.Button(label, type="button", className="quiet-button", **data(share=what))
                    for what, label in buttons
                ),
                html.Span(id=ids.SHARE_STATUS, role="status", **aria(live="polite")),
            ],
            className="buttons",
        ),
        html.Div(
            [
                html.Label("Texte à copier", htmlFor=ids.SHARE_TEXT),
                html.Textarea(id=ids.SHARE_TEXT, readOnly="readonly", rows=3, spellCheck="false"),
            ],
            id=ids.SHARE_FALLBACK,
            hidden=True,
        ),
        html.P(
            "Le lien garde tous les choix de la page ; la citation nomme en plus les sources, leurs "
            "dates et l’édition des données.",
            className="note",
        ),
    ]


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
        html.P(
            [
                html.Label("Ce que le cadre montre", htmlFor=ids.EMBED_PART),
                html.Select(
                    [
                        html.Option(
                            part.label,
                            value=part.word,
                            **data(shows=part.offered_by, height=str(part.height_px)),
                        )
                        for part in PARTS
                    ],
                    id=ids.EMBED_PART,
                ),
            ]
        ),
        html.Label("Code à copier dans la page", htmlFor=ids.EMBED_CODE),
        html.Textarea(id=ids.EMBED_CODE, readOnly="readonly", rows=4, spellCheck="false"),
        html.P(
            [
                html.Button(
                    "Copier le code", id=ids.EMBED_COPY, type="button", className="quiet-button"
                ),
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
