"""The words of published files, and what they become in ours: reading ``data/vocabularies/``."""

from dashboard.data.vocabularies.files import read_vocabularies
from dashboard.data.vocabularies.terms import Vocabularies, map_words, unmapped_remarks

__all__ = ["Vocabularies", "map_words", "read_vocabularies", "unmapped_remarks"]
