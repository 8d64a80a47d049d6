import base64

import numpy as np
import pytest

from dashboard.figures.interactive.hover_text import (
    HoverTexts,
    Inhabitants,
    Numbers,
    Rate,
    distinct_templates,
    scaled,
)

PEOPLE = np.array([2_000, 80_000, 0])
HOVERS = HoverTexts(
    templates=("{0|fiche|fiches} pour {3} hab.", "{1}, soit {2} %"),
    rows=np.array([0, 1, 1]),
    columns=(
        Numbers(np.array([1, 1, 2])),
        Rate(0),
        Numbers(np.array([5, 125, 0]), decimals=1),
        Inhabitants(),
    ),
)


def test_gaps_are_filled_with_numbers_as_french_readers_write_them():
    assert HOVERS.texts(PEOPLE) == [
        "1\u00a0fiche pour 2\u202f000 hab.",
        "0,12, soit 12,5 %",
        "0,00, soit 0,0 %",
    ]


def test_a_rate_of_what_is_not_a_column_of_numbers_is_refused():
    wrong = HoverTexts(("{0}",), np.array([0]), (Rate(1), Inhabitants()))
    with pytest.raises(TypeError, match="column 1 has none"):
        wrong.texts(np.array([1]))


def test_equal_territories_are_sent_once():
    rows = np.tile(HOVERS.rows[:2], 200)
    columns = tuple(
        Numbers(np.tile(column.values[:2], 200), column.decimals)
        if isinstance(column, Numbers)
        else column
        for column in HOVERS.columns
    )
    sent = HoverTexts(HOVERS.templates, rows, columns).sent(np.tile([3, 7], 200).astype(np.uint8))
    assert sent["kinds"] == [[3, 7], [0, 1], [1, 1], [5, 125]]
    assert sent["columns"] == [{"decimals": 0}, {"rate": 0}, {"decimals": 1}, {"inhabitants": 1}]
    assert list(base64.b64decode(sent["rows"]["bdata"])) == [0, 1] * 200


def test_more_kinds_than_a_byte_tells_are_numbered_with_two():
    numbers = np.arange(256)
    hovers = HoverTexts(("{0}",), np.zeros(256, np.int64), (Numbers(numbers),))
    sent = hovers.sent(np.zeros(256, np.uint8))
    assert sent["rows"]["dtype"] == "u2"
    assert (
        np.frombuffer(base64.b64decode(sent["rows"]["bdata"]), "<u2").tolist() == numbers.tolist()
    )


def test_nothing_is_sent_of_no_territory():
    none = HoverTexts(("{0}",), np.zeros(0, np.int64), (Numbers(np.zeros(0, np.int64)),))
    assert none.sent(np.zeros(0, np.uint8))["kinds"] == [[], [], []]
    assert none.texts(np.zeros(0, np.int64)) == []


def test_sentences_are_kept_once_in_their_order():
    templates, rows = distinct_templates(["b", "a", "b"])
    assert (templates, rows.tolist()) == (("b", "a"), [0, 1, 0])


def test_values_are_rounded_as_they_are_written():
    assert scaled(np.array([14.25, 0.125, np.nan, 14.25]), 1).tolist() == [142, 1, 0, 142]
