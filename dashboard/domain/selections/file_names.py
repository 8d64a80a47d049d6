"""The words of a file's name: what differs from the default, short and ASCII."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.domain.indicator import Counting
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.query import year_text

ALL_YEARS = "toutes-annees"
LONGEST_NAME = 120
"""Letters of a name; some systems cut or refuse longer ones once a folder stands before them."""
_LONGEST_LIST = 45
"""Letters of codes listed one by one, the longest of them included; more are counted."""


def filter_words(selection: MapSelection) -> tuple[str, ...]:
    """Say which filters are on, but for the years: themes, publics, what counts."""
    return (
        *code_words(selection.themes, "themes"),
        *code_words(selection.publics, "publics"),
        *([selection.counting] if selection.counting is not Counting.PRESENT else []),
        *(["elargi"] if selection.wide else []),
    )


def code_words(codes: Sequence[str], noun: str) -> tuple[str, ...]:
    """List codes while they are short, then count them: ``5-themes``."""
    return tuple(codes) if len("_".join(codes)) <= _LONGEST_LIST else (f"{len(codes)}-{noun}",)


def years_words(selection: MapSelection | CoverageSelection) -> tuple[str, ...]:
    """Say which years, nothing for all of them."""
    return (year_text(selection.years),) if selection.years else ()


def named_file(words: Sequence[str], extension: str, *, day: dt.date) -> str:
    """Write a file's name: ``chiffre_taux_D01_sante_20261126.csv``."""
    return f"{'_'.join([*words, f'{day:%Y%m%d}'])}.{extension}"
