"""The words of a file's name: short and ASCII."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from dashboard.domain.names import normalise_name
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.query import year_text

_LONGEST_PLACE = 40
ALL_YEARS = "toutes-annees"
LONGEST_NAME = 120
"""Letters of a name; some systems cut or refuse longer ones once a folder precedes them."""


def years_words(filters: Filters) -> tuple[str, ...]:
    """Return the words for some years, none for all of them."""
    return (year_text(filters.years),) if filters.years else ()


def place_words(name: str, code: str) -> tuple[str, str]:
    """Return the words for a territory: its name as far as it is not too long, and its code."""
    words = re.sub(r"[^a-z0-9]+", "-", normalise_name(name))[:_LONGEST_PLACE]
    return words.strip("-"), code


def named_file(words: Sequence[str], extension: str, *, day: dt.date) -> str:
    """Write a file's name: ``chiffre_taux_D01_sante_20261126.csv``."""
    return f"{'_'.join([*words, f'{day:%Y%m%d}'])}.{extension}"


def in_form(name: str, form: str) -> str:
    """Write the name of a picture of another form than the usual one: ``…_20261126_16-9.png``."""
    stem, _, extension = name.rpartition(".")
    return f"{stem}_{form}.{extension}"
