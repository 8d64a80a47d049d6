"""Names as people type them, brought to one spelling."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_ACCENTS = re.compile("[\u0300-\u036f]+")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_PLURALS = ("s", "x")
_SHORTEST_WITH_PLURAL = 4
ARTICLES = ("le", "la", "les", "l")
LITTLE_WORDS = frozenset(("a", "au", "aux", "d", "de", "des", "du", "en", "et", *ARTICLES))
"""Words that tell no name from another, wherever names are read; each reader adds its own."""
_SMALL_WORDS = LITTLE_WORDS | {"ou", "par", "pour", "sous", "sur", "un", "une"}
_ACRONYMS = frozenset(
    [
        "adapei",
        "admr",
        "adil",
        "afpa",
        "anpe",
        "apf",
        "bge",
        "bij",
        "caf",
        "cada",
        "cap",
        "ccas",
        "cias",
        "cidff",
        "cio",
        "cpam",
        "crij",
        "epn",
        "epide",
        "esat",
        "fjep",
        "foj",
        "greta",
        "iut",
        "maif",
        "mfr",
        "mife",
        "mjc",
        "mpt",
        "msa",
        "msap",
        "oni",
        "pij",
        "pimms",
        "plie",
        "pmi",
        "ram",
        "rsa",
        "samu",
        "sas",
        "scop",
        "seve",
        "siae",
        "smile",
        "udaf",
        "unaf",
        "urssaf",
    ]
)
_VOWEL = re.compile("[AEIOUYÀÂÉÈÊËÎÏÔÙÛÜ]")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT_ACRONYM, _SHORT_CODE = 3, 4
_SORTED_BY = re.compile(r"(?:[A-Z]{2,4}_)+(?=[^_\s])")
"""Codes that a name begins with."""
_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[A-Z]{2})(?=[A-ZÀ-Ý][a-zà-ÿ])")
"""Where the words of a name without spaces part."""
_ABBREVIATIONS = {"st": "saint", "ste": "sainte"}


def normalise_name(text: str) -> str:
    """Bring a name to lower-case words: ``« St-Étienne »`` and ``SAINT ETIENNE`` become one.

    Accents, case, ligatures, hyphens, apostrophes and repeated spaces stop mattering, and the
    words ``st`` and ``ste`` become ``saint`` and ``sainte``.
    """
    parted = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    words = _NOT_A_WORD.sub(" ", _ACCENTS.sub("", parted)).split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


def spelled(text: str) -> str:
    """Bring everyday words to one spelling: normalised, and without the ``s`` or ``x`` of a plural."""
    return " ".join(_singular(word) for word in normalise_name(text).split())


def _singular(word: str) -> str:
    long_enough = len(word) >= _SHORTEST_WITH_PLURAL
    return word[:-1] if long_enough and word.endswith(_PLURALS) else word


def written_name(name: str) -> str:
    """Write a name as people do: one all in capitals in small letters, underscores as spaces.

    ``MAISON DES HABITANTS DE L'ABBAYE`` is ``Maison des Habitants de l'Abbaye``; words without a vowel and
    known acronyms stay in capitals. What sorts the names of a list comes after: ``AG_ALT_CCASEybens`` is
    ``CCAS Eybens (AG ALT)``.
    """
    sorted_by = _SORTED_BY.match(name)
    if sorted_by and name.count("_") > 1:
        rest = _GLUED.sub(" ", name[sorted_by.end() :].replace("_", " ")).strip()
        words = rest if len(rest) <= _SHORT_CODE else written_name(rest)
        return f"{words} ({sorted_by[0].replace('_', ' ').strip()})"
    plain = name.replace("_", " ").strip()
    letters = [letter for letter in plain if letter.isalpha()]
    if len(letters) <= _SHORT_ACRONYM or any(letter.islower() for letter in letters):
        return plain
    return _WORD.sub(lambda word: _small(word[0], first=word.start() == 0), plain)


def _small(word: str, *, first: bool) -> str:
    low = word.lower()
    if low in _SMALL_WORDS and not first:
        return low
    acronym = normalise_name(word) in _ACRONYMS or not _VOWEL.search(word)
    return word if acronym else word.capitalize()
