"""The words of a file's name: short and ASCII."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.query import year_text

ALL_YEARS = "toutes-annees"
LONGEST_NAME = 120
"""Letters of a name; some systems cut or refuse longer ones once a folder precedes them."""


def years_words(filters: Filters) -> tuple[str, ...]:
    """Return the words for some years, none for all of them."""
    return (year_text(filters.years),) if filters.years else ()


def named_file(words: Sequence[str], extension: str, *, day: dt.date) -> str:
    """Write a file's name: ``chiffre_taux_D01_sante_20261126.csv``."""
    return f"{'_'.join([*words, f'{day:%Y%m%d}'])}.{extension}"
