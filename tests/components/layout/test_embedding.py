import re

import pytest

from dashboard.components.layout.embedding import PARTS, allowed_text, embed_panel, part_of
from dashboard.components.shared import ids
from tests.helpers import ROOT
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


def buttons(panel):
    return {words(button["children"]): button for button in elements(panel, "Button")}


def boxes(panel):
    return {box["id"]: box for box in elements(panel, "Textarea")}


def labels(panel):
    return {label["htmlFor"]: label["children"] for label in elements(panel, "Label")}


def states(panel):
    """The places that say what happened, by id."""
    return {
        place["id"]: (place["role"], place["aria-live"])
        for place in elements(panel, "Span")
        if "role" in place
    }


def test_the_code_is_read_only_and_has_a_name_a_button_and_a_place_for_what_happened():
    panel = embed_panel("'self'")
    assert boxes(panel)[ids.EMBED_CODE]["readOnly"] == "readonly"
    assert labels(panel)[ids.EMBED_CODE] == "Code à copier dans la page"
    button = buttons(panel)["Copier le code"]
    assert (button["id"], button["type"]) == (ids.EMBED_COPY, "button")
    assert states(panel)[ids.EMBED_STATUS] == ("status", "polite")


def test_link_sentence_and_citation_are_copied_even_where_nobody_may_embed():
    for frame_ancestors in ("'none'", "'self'", "*"):
        panel = embed_panel(frame_ancestors)
        shared = {
            label: button["data-share"]
            for label, button in buttons(panel).items()
            if "data-share" in button
        }
        assert shared == {
            "Copier le lien": "link",
            "Copier la phrase": "sentence",
            "Copier la citation": "citation",
        }
        assert states(panel)[ids.SHARE_STATUS] == ("status", "polite")
        assert labels(panel)[ids.SHARE_TEXT] == "Texte à copier"
        assert boxes(panel)[ids.SHARE_TEXT]["readOnly"] == "readonly"


def test_nobody_is_offered_a_code_that_no_page_could_show():
    offered = {ids.EMBED_CODE, ids.EMBED_COPY, ids.EMBED_STATUS, ids.EMBED_PART}
    assert identifiers(embed_panel("'none'")) & offered == set()
    assert identifiers(embed_panel("*")) >= offered


def test_the_parts_of_a_view_are_offered_with_what_they_are_in_a_page():
    panel = embed_panel("*")
    (select,) = elements(panel, "Select")
    assert labels(panel)[select["id"]] == "Ce que le cadre montre"
    options = {option["value"]: option for option in elements(panel, "Option")}
    assert list(options) == ["", "carte", "tableau", "graphique"]
    assert words(options["carte"]["children"]) == "La carte seule"
    assert options["carte"]["data-shows"] == ".map-panel"


@pytest.mark.parametrize(
    ("words_of", "part"),
    [(["carte"], "carte"), (["inconnue"], ""), ([], ""), (["x", "tableau"], "tableau"), ([""], "")],
)
def test_an_address_asks_for_one_part_or_for_the_whole(words_of, part):
    assert part_of(words_of) == part


def test_the_styles_show_alone_what_the_page_offers():
    styles = (ROOT / "assets" / "embedded.css").read_text(encoding="utf-8")
    for part in PARTS[1:]:
        rule = styles.partition(f'[data-part="{part.word}"] .embedded main :not(')[2]
        shown = {words.strip() for words in re.split(r"[,\n]", re.split(r"\[data-part|{", rule)[0])}
        for selector in part.selector.split(", "):
            assert {selector, f"{selector} *"} <= shown
            assert any(words.startswith(f":has({selector})") for words in shown)
