import pytest

from dashboard.components.layout.embedding import allowed_text, embed_panel
from dashboard.components.shared import ids
from tests.helpers.component_tree import elements, identifiers, words

NEEDED = (
    "Pour un autre site, la personne qui fait fonctionner ce serveur doit l’autoriser par le "
    "réglage DASHBOARD_FRAME_ANCESTORS."
)


@pytest.mark.parametrize(
    ("frame_ancestors", "said"),
    [
        (
            "'self'",
            f"Seul ce site peut, pour l’instant, montrer cette vue dans ses pages. {NEEDED}",
        ),
        ("'none'", f"Aucun site ne peut montrer cette vue dans ses pages. {NEEDED}"),
        ("*", "Tout site peut montrer cette vue dans ses pages."),
        (
            "'self' https://a.fr https://*.ville.fr",
            "Peuvent montrer cette vue dans leurs pages : ce site, https://a.fr et "
            f"https://*.ville.fr. {NEEDED}",
        ),
    ],
)
def test_who_may_embed_is_said_as_the_setting_says_it(frame_ancestors, said):
    assert allowed_text(frame_ancestors) == said
    assert said in words(embed_panel(frame_ancestors))


def test_the_code_is_read_only_and_has_a_name_a_button_and_a_place_for_what_happened():
    panel = embed_panel("'self'")
    (box,) = elements(panel, "Textarea")
    assert (box["id"], box["readOnly"]) == (ids.EMBED_CODE, "readonly")
    (label,) = elements(panel, "Label")
    assert (label["htmlFor"], label["children"]) == (ids.EMBED_CODE, "Code à copier dans la page")
    (button,) = elements(panel, "Button")
    assert (button["id"], button["children"], button["type"]) == (
        ids.EMBED_COPY, "Copier", "button",
    )  # fmt: skip
    (status,) = elements(panel, "Span")
    assert (status["id"], status["role"], status["aria-live"]) == (
        ids.EMBED_STATUS, "status", "polite",
    )  # fmt: skip


def test_nobody_is_offered_a_code_that_no_page_could_show():
    offered = {ids.EMBED_CODE, ids.EMBED_COPY, ids.EMBED_STATUS}
    assert identifiers(embed_panel("'none'")) & offered == set()
    assert identifiers(embed_panel("*")) >= offered
