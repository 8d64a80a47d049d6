"""Lines of words: even, as French is written, and names in one piece."""

import pytest

from dashboard.figures.static.line_breaks import broken, wrapped


def test_a_long_text_is_broken_into_even_lines():
    # 300 / (0.56 × 15) leaves 35 letters.
    name = "CC du Crestois et de Pays de Saillans Coeur de Drôme"
    assert wrapped(name, width_px=300, size_px=15) == (
        "CC du Crestois et de Pays",
        "de Saillans Coeur de Drôme",
    )
    assert wrapped("Mobilité", width_px=300, size_px=15) == ("Mobilité",)


def test_what_does_not_fit_is_shortened():
    assert wrapped("un deux trois quatre", width_px=56, size_px=10, lines=1) == ("un deux\u00a0…",)


@pytest.mark.parametrize("width", range(120, 260, 5))
def test_a_line_never_begins_with_a_colon_a_dot_or_a_number_in_brackets(width):
    text = "effectif faible : moins de la moitié · des communes « dans » la région (7)"
    lines = [line.replace("\u00a0", " ") for line in broken(text, width, 14)]
    assert " ".join(lines) == text
    assert not [
        line for line in lines if line.startswith((":", "·", "(", "»")) or line.endswith("«")
    ]


def test_names_are_not_broken_at_their_hyphens():
    # 250 / (0.52 × 20) leaves 24 letters, 250 / (0.56 × 20) leaves 22.
    text = "Lyon et Clermont-en-Genevois"
    assert broken(text, 250, 20) == ["Lyon et", "Clermont-en-Genevois"]
    assert wrapped(text, width_px=250, size_px=20) == ("Lyon et", "Clermont-en-Genevois")


def test_a_name_that_no_line_holds_is_broken_at_a_hyphen():
    assert broken("Saint-Étienne-de-Saint-Geoirs", 250, 20) == ["Saint-Étienne-de-Saint-", "Geoirs"]


def test_no_words_are_one_empty_line():
    assert wrapped("", width_px=250, size_px=20) == ("",)


def test_a_title_leaves_no_word_alone():
    title = "Initiatives pour 10\u00a0000 habitants, par public : Ain et Ardèche"
    assert broken(title, 632, 20)[-1] == "Ardèche"
    assert broken(title, 632, 20, even=True) == [
        "Initiatives pour 10\u00a0000 habitants,",
        "par public\u00a0: Ain et Ardèche",
    ]
