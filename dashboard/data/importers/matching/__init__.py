"""Any table people have: which of its columns is the name, the address, the telephone.

``propose`` matches each column to a wanted one, ``with_choices`` corrects it, ``to_json`` and
``from_json`` keep it for the next edition, ``read_as`` gives the columns to who reads them.
"""

from dashboard.data.importers.matching.apply import read_as
from dashboard.data.importers.matching.mapping import (
    ColumnMapping,
    from_json,
    only_choices,
    to_json,
    with_choices,
)
from dashboard.data.importers.matching.match import ColumnMatch, HeaderMatch, MatchReason
from dashboard.data.importers.matching.propose import propose
from dashboard.data.importers.matching.wanted import BY_CODE, WANTED, wanted_named

__all__ = [
    "BY_CODE",
    "WANTED",
    "ColumnMapping",
    "ColumnMatch",
    "HeaderMatch",
    "MatchReason",
    "from_json",
    "only_choices",
    "propose",
    "read_as",
    "to_json",
    "wanted_named",
    "with_choices",
]
