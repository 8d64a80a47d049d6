"""Codes as people type them."""

import pytest

from dashboard.domain.selections.query import written_code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("01", "D01"),
        ("d01", "D01"),
        ("D01", "D01"),
        ("2a", "D2A"),
        ("2a004", "2A004"),
        ("r82", "R82"),
        ("01053", "01053"),
        ("200071751", "200071751"),
        ("Lyon", "Lyon"),
        ("", ""),
    ],
)
def test_a_code_is_written_as_addresses_do_and_other_texts_stay(typed, code):
    assert written_code(typed) == code
