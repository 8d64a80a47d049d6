"""Rows with a bar each, on one side of zero or on both."""

from dashboard.figures.palette import CIRCLE, POINT
from dashboard.figures.static.row_panels import BarRow, RowGroup, RowPanel, row_panels
from tests.helpers.svg_tree import drawing_of, elements_in, lines_in


def drawn(*rows, signed, name="Ain", cautious=False):
    (panel,) = row_panels(
        [RowPanel(name, (RowGroup("taux", rows),), cautious)], title="Écarts", signed=signed
    )
    drawing = drawing_of(f"<svg xmlns='http://www.w3.org/2000/svg'>{panel.body}</svg>")
    return panel, drawing


def bars(drawing):
    """The bars: where each begins, how wide it is, its colour."""
    return [
        (float(bar.get("x")), float(bar.get("width")), bar.get("fill"))
        for bar in elements_in(drawing, "rect")
        if bar.get("fill") in {CIRCLE, POINT}
    ]


def test_a_share_fills_its_part_of_the_track():
    _, drawing = drawn(BarRow("moins de 200 hab.", "25,0 %", 0.25), signed=False)
    assert bars(drawing) == [(0, 75, CIRCLE)]


def test_a_deviation_starts_from_the_middle_to_the_right_or_to_the_left():
    more, less = BarRow("région", "+1", 0.5), BarRow("voisins", "−2", -1.0)
    _, drawing = drawn(more, less, signed=True)
    assert bars(drawing) == [(150, 75, CIRCLE), (0, 150, POINT)]


def test_nothing_and_the_unknown_have_no_bar_and_only_nothing_a_track():
    _, drawing = drawn(BarRow("a", "0", 0.0), BarRow("b", "sans objet", None), signed=True)
    assert bars(drawing) == []
    assert len(elements_in(drawing, "rect")) == 1
    assert lines_in(drawing) == ["Ain", "Taux", "a", "0", "b", "sans objet"]


def test_beyond_its_track_a_bar_ends_in_an_arrow_inside_it():
    _, drawing = drawn(BarRow("a", "+9", 3.0), BarRow("b", "−9", -3.0), signed=True)
    arrows = [path.get("d") for path in elements_in(drawing, "path") if path.get("fill") != "none"]
    assert [arrow[: arrow.index(" ")] for arrow in arrows] == ["M150", "M150"]
    assert "L300 " in arrows[0]
    assert "L0 " in arrows[1]


def test_a_sentence_stands_for_each_panel():
    panel, _ = drawn(BarRow("Moyenne régionale", "+1,15", 1.0), signed=True, name="Drôme")
    assert panel.title == "Écarts, Drôme : Moyenne régionale : +1,15."


def test_few_inhabitants_are_said():
    _, drawing = drawn(BarRow("a", "+1", 1.0), signed=True, cautious=True)
    assert "effectif faible" in lines_in(drawing)
