"""How well a reading of bytes makes French: which letters stand where in its words."""

from __future__ import annotations

import unicodedata

SURE, DOUBTFUL, WRONG = 1.0, 0.3, -1.0
"""What a character is worth in its place."""

_AT_START, _INSIDE, _AT_END = set("éêàâîôœ"), set("éèêëâîïôûçœ"), set("éàùûë")
_ALONE = set("àÀ")
_ACCENTED = _AT_START | _INSIDE | _AT_END
_APOSTROPHES, _AROUND_WORDS, _AFTER_NUMBERS = set("’‘"), set("«»“”–—•"), set("°º²³")
_BEFORE_MARKS = set("nNmM")
_MARKS = {"\u00a0", "\u202f", "€", "…"} | _APOSTROPHES | _AROUND_WORDS | _AFTER_NUMBERS


def worth(before: str, character: str, after: str) -> float:
    """Say what a character that is not ASCII is worth between its neighbours, empty at an end."""
    if character in _MARKS:
        return _mark(before, character, after)
    if character.isalpha() and "LATIN" in unicodedata.name(character, ""):
        return _letter(before, character, after)
    return WRONG


def _mark(before: str, character: str, after: str) -> float:
    between = before.isalpha() and after.isalpha()
    if character in _APOSTROPHES:
        expected = between
    elif character in _AROUND_WORDS:
        expected = not between
    elif character in _AFTER_NUMBERS:
        expected = before.isdigit() or before in _BEFORE_MARKS
    else:
        expected = character != "…" or not after.isalpha()
    return SURE if expected else DOUBTFUL


def _letter(before: str, character: str, after: str) -> float:
    if not (before.isalpha() or after.isalpha()):
        return SURE if character in _ALONE else 0.0
    if character.isupper():
        return _capital(before, character, after)
    if after.isupper():
        return WRONG
    inside = _INSIDE if after.isalpha() else _AT_END
    expected = inside if before.isalpha() else _AT_START
    return SURE if character in expected else DOUBTFUL


def _capital(before: str, character: str, after: str) -> float:
    if before.islower() or (before.isupper() and after.islower()):
        return WRONG
    return SURE if character.lower() in _ACCENTED else DOUBTFUL
