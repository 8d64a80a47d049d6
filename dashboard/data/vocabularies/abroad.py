"""Towns and countries beyond the border that readers of the map may type."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dashboard.data.catalogue.csv_files import read_csv_file
from dashboard.data.vocabularies.files import VocabularyError
from dashboard.domain.errors import Defect
from dashboard.domain.names import normalise_name

FILE = "abroad.csv"
COLUMNS = ("word", "name", "country")


def read_abroad(folder: Path) -> pd.DataFrame:
    """Read ``abroad.csv``: ``word`` as typed, ``name``, ``country`` (empty for a country itself).

    Raises:
        VocabularyError: the file is missing or broken, a cell is empty, or a word is there twice.
    """
    file = read_csv_file(folder, FILE, COLUMNS)
    defects = list(file.defects)
    lines: dict[str, int] = {}
    for row in file.rows:
        if not (row.cells["word"] and row.cells["name"]):
            defects.append(Defect(file.name, row.line, "word", "", "a word and a name"))
        first = lines.setdefault(normalise_name(row.cells["word"]), row.line)
        if first != row.line:
            expected = f"a word once: see line {first}"
            defects.append(Defect(file.name, row.line, "word", row.cells["word"], expected))
    if defects:
        raise VocabularyError(defects)
    return pd.DataFrame([row.cells for row in file.rows], columns=list(COLUMNS), dtype="str")
