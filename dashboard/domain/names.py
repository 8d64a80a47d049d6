"""Names as people type them, brought to one spelling."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte"}


def normalise_name(text: str) -> str:
    """Bring a name to lower-case words: ``« St-Étienne »`` and ``SAINT ETIENNE`` become one.

    Accents, case, ligatures, hyphens, apostrophes and repeated spaces stop mattering, and the
    words ``st`` and ``ste`` become ``saint`` and ``sainte``.
    """
    spelled = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    plain = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    words = _NOT_A_WORD.sub(" ", plain).split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)
