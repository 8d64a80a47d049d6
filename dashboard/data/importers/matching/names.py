"""How much a header is like the names a wanted column goes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from rapidfuzz import fuzz, process

from dashboard.data.importers.columns import header_key
from dashboard.data.importers.matching.wanted import WANTED
from dashboard.data.importers.matching.wanted_column import Wanted
from dashboard.domain.names import LITTLE_WORDS

_SMALL_WORDS = LITTLE_WORDS | {"ce", "nos", "notre", "ou", "par", "un", "une"}
_PERSONS = frozenset(
    (
        "adherent", "adherente", "animateur", "animatrice", "benevole", "civilite", "coordinateur",
        "coordinatrice", "correspondant", "correspondante", "dirigeant", "dirigeante", "directeur",
        "directrice", "elu", "elue", "interlocuteur", "interlocutrice", "naissance", "perso",
        "personnel", "prenom", "prenoms", "president", "presidente", "referent", "referente",
        "referents", "responsable", "responsables", "salarie", "tresorier", "tresoriere",
    )
)  # fmt: skip
"""Words of headers that name people, who are not kept."""

_FIRST_NAMES = frozenset(("prenom", "prenoms"))
_LAST_NAMES = frozenset(("nom", "noms", "nom de famille", "nom d usage"))
_OTHER_NAMES = frozenset(
    (
        "canton", "commune", "contact", "contacts", "departement", "epci", "fichier", "quartier",
        "region", "rue", "ville", "voie",
    )
)  # fmt: skip
"""Words after which « nom » or « libellé » is the name of something else than a place to go to."""

EXACT, LEAST_EXACT = 0.98, 0.93
"""For a header that is one of the names: the first one, and the last."""
_BEGINS, _HOLDS, _WHOLE = 0.6, 0.45, 0.3
_FUZZY, _LEAST_RATIO, _LEAST_LETTERS = 0.85, 86, 5


def personal(headers: Iterable[str]) -> frozenset[str]:
    """List the headers that announce people: « Nom du responsable », « Prénom » and the « Nom » beside it."""
    keys = {header: header_key(header) for header in headers}
    named = {header for header, key in keys.items() if not _PERSONS.isdisjoint(key.split())}
    if not _FIRST_NAMES.isdisjoint(keys.values()):
        named |= {header for header, key in keys.items() if key in _LAST_NAMES}
    return frozenset(named)


def likenesses(header: str) -> dict[str, float]:
    """Return how likely a header names each wanted column, 0 to 1; those that it does not are left out.

    It is one of the names; or holds all the words of one, rather at its beginning (« Horaires d’accueil
    du public » names hours first); or is spelled nearly like one (« Téléphonne »).
    """
    key = header_key(header)
    words = [word for word in key.split() if word not in _SMALL_WORDS]
    if not words:
        return dict(_exact().get(key, {}))
    scores = dict(_fuzzy(key))
    for code, score in _by_words(words).items():
        scores[code] = max(score, scores.get(code, 0.0))
    if not _OTHER_NAMES.isdisjoint(words):
        scores.pop("name", None)
    return {**scores, **_exact().get(key, {})}


@cache
def _exact() -> Mapping[str, Mapping[str, float]]:
    """Index the names by their key: wanted columns and how sure each is, the first names surer."""
    index: dict[str, dict[str, float]] = {}
    for wanted in WANTED:
        step = (EXACT - LEAST_EXACT) / len(wanted.spellings)
        for rank, spelling in enumerate(wanted.spellings):
            index.setdefault(header_key(spelling), {}).setdefault(wanted.code, EXACT - rank * step)
    return index


def is_shared(header: str, wanted: Wanted) -> bool:
    """Check whether a header names other columns as well as ``wanted``."""
    return (header_key(header), wanted.code) in _shared()


@cache
def _shared() -> frozenset[tuple[str, str]]:
    return frozenset((header_key(name), wanted.code) for wanted in WANTED for name in wanted.shared)


@cache
def _names_by_first_word() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, codes in _exact().items():
        words = tuple(word for word in key.split() if word not in _SMALL_WORDS)
        if words:
            own = (code for code in codes if (key, code) not in _shared())
            index.setdefault(words[0], []).extend((words, code) for code in own)
    return {word: tuple(names) for word, names in index.items()}


def _by_words(words: list[str]) -> dict[str, float]:
    scores: dict[str, float] = {}
    for at, word in enumerate(words):
        for name, code in _names_by_first_word().get(word, ()):
            if len(word) > 1 and set(name) <= set(words[at:]):
                base = _BEGINS if at == 0 else _HOLDS
                score = base + _WHOLE * len(name) / len(words)
                scores[code] = max(score, scores.get(code, 0.0))
    return scores


def _fuzzy(key: str) -> dict[str, float]:
    if len(key) < _LEAST_LETTERS:
        return {}
    best = process.extractOne(key, _long_names(), scorer=fuzz.ratio, score_cutoff=_LEAST_RATIO)
    if not best:
        return {}
    codes = (code for code in _exact()[best[0]] if (best[0], code) not in _shared())
    return dict.fromkeys(codes, _FUZZY * best[1] / 100)


@cache
def _long_names() -> tuple[str, ...]:
    return tuple(key for key in _exact() if len(key) >= _LEAST_LETTERS)
