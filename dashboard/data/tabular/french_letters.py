"""How well a reading of bytes makes French: which letters are where in its words."""

from __future__ import annotations

import unicodedata

SURE, LIKELY, DOUBTFUL, WRONG = 1.0, 0.7, 0.3, -1.0
"""What a character is worth in its place."""

_AT_START = {"é": "", "â": "gcmnp", "ç": "a", "ê": "t", "î": "l", "ô": "t", "œ": "uics"}
"""Letters that begin words, and those that may follow; empty for any."""

_AT_END = {"é": "abcdefghijklmnopqrstuvwxyzèé", "à": "ljç", "ù": "o", "û": "dr", "ë": "oé"}
"""Letters that end words, and those that may come before."""

_INSIDE = set("éèêëâîïôûçœ")
_ALONE = set("àÀ")
_ACCENTED = _INSIDE | _AT_END.keys()
_APOSTROPHES, _AROUND_WORDS, _AFTER_NUMBERS = set("’‘"), set("«»“”–—•"), set("°º²³")
_BEFORE_MARKS = set("nNmM")
_MARKS = {"\u00a0", "\u202f", "€", "…"} | _APOSTROPHES | _AROUND_WORDS | _AFTER_NUMBERS


def worth(before: str, character: str, after: str) -> float:
    """Return the worth of a character that is not ASCII between its neighbours, empty at an end."""
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
    elif character == "…" and before.isalpha() and not after.isalpha():
        return LIKELY  # less than a capital that ends a word, as « É » in another encoding
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
    if not before.isalpha():
        return _initial(character, after)
    if after.isalpha():
        return SURE if character in _INSIDE else DOUBTFUL
    return SURE if before.lower() in _AT_END.get(character, "") else DOUBTFUL


def _initial(character: str, after: str) -> float:
    following = _AT_START.get(character)
    return SURE if following is not None and after in (following or after) else DOUBTFUL


def _capital(before: str, character: str, after: str) -> float:
    if before.islower() or (before.isupper() and after.islower()):
        return WRONG
    if not before.isalpha():
        return _initial(character.lower(), after.lower())
    return SURE if character.lower() in _ACCENTED else DOUBTFUL
