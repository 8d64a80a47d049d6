"""The words of published files, and what they become in ours: reading ``data/vocabularies/``."""

from dashboard.data.vocabularies.files import VocabularyError, read_vocabularies
from dashboard.data.vocabularies.schemes import SCHEMES
from dashboard.data.vocabularies.terms import (
    Mapped,
    Vocabularies,
    Vocabulary,
    map_terms,
    nearest_term,
    unmapped_remarks,
)

__all__ = [
    "SCHEMES",
    "Mapped",
    "Vocabularies",
    "Vocabulary",
    "VocabularyError",
    "map_terms",
    "nearest_term",
    "read_vocabularies",
    "unmapped_remarks",
]
