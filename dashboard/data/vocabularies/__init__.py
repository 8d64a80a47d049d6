"""The words of published files, and what they become in ours: reading ``data/vocabularies/``."""

from dashboard.data.vocabularies.files import VocabularyError, read_vocabularies
from dashboard.data.vocabularies.schemes import SCHEMES
from dashboard.data.vocabularies.terms import (
    Mapped,
    MappedWords,
    Vocabularies,
    Vocabulary,
    map_terms,
    map_words,
    nearest_term,
    unmapped_remarks,
)

__all__ = [
    "SCHEMES",
    "Mapped",
    "MappedWords",
    "Vocabularies",
    "Vocabulary",
    "VocabularyError",
    "map_terms",
    "map_words",
    "nearest_term",
    "read_vocabularies",
    "unmapped_remarks",
]
