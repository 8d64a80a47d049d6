"""Lists of our own words, as people type them."""

from __future__ import annotations

import re

import pandas as pd

from dashboard.data.importers.cells.api import mapped, split_terms
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS

_WITH_COMMA = {
    label.casefold(): code for code, label in (THEME_LABELS | PUBLIC_LABELS).items() if "," in label
}
_LABELS = re.compile("|".join(map(re.escape, _WITH_COMMA)) or r"(?!)", re.IGNORECASE)


def own_terms(cells: pd.Series[str]) -> pd.Series[str]:
    """Join by ``|`` terms parted by ``|``, ``;``, a comma or a new line.

    A comma inside one of our labels, as in « Emploi, formation et savoirs de base », parts nothing:
    such labels become their code.
    """
    coded = mapped(cells, lambda cell: _LABELS.sub(lambda label: _code(label[0]), cell))
    return split_terms(coded, ";,|")


def _code(label: str) -> str:
    return _WITH_COMMA[label.casefold()]
