"""Vocabularies, mapping the terms of a file to our codes, and telling those not known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from dashboard.data.vocabularies.schemes import FREE_SCHEMES
from dashboard.domain.importing import Remark
from dashboard.domain.names import normalise_name

MOST_PER_ROW, MOST_COMPARED = 20, 2_000
"""Unknown terms remarked per cell, and distinct ones compared with the vocabulary."""
LEAST_LIKENESS = 70
"""Share of letters in common, in %, under which two terms have nothing to do with each other."""
_PARTS = re.compile(r"\s*[/&+]\s*|\s+(?:et|ou)\s+")
"""What parts the terms of one made of several."""
_SHORT = 3
"""Letters up to which a final s is part of the word: CMS, gas."""


@dataclass(frozen=True)
class Accepted:
    """A term one may write: its spelling where it is published, and our codes, maybe none."""

    spelling: str
    codes: tuple[str, ...]


Scheme = Mapping[str, Accepted]
"""The terms of a scheme by ``term_key``."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """A closed list of ours and what other lists become in it.

    Attributes:
        word: what a term is called in a French sentence: ``Thème``, ``Public``.
        codes: our codes, in our order.
        schemes: per scheme of ``SCHEMES``, all that it accepts.
    """

    word: str
    codes: tuple[str, ...]
    schemes: Mapping[str, Scheme]


@dataclass(frozen=True, eq=False)
class Vocabularies:
    """Both vocabularies of the records."""

    themes: Vocabulary
    publics: Vocabulary


@dataclass(frozen=True, eq=False)
class Mapped:
    """What the terms of each row become, on the rows' own index.

    Attributes:
        codes: our codes joined by ``|``, distinct and in our order; empty where there is none.
        unmapped: the terms that are not known, as written, joined by ``|``.
        scheme: the scheme they were read in.
        vocabulary: the vocabulary they were read in.
    """

    codes: pd.Series[str]
    unmapped: pd.Series[str]
    scheme: str
    vocabulary: Vocabulary


def term_key(term: str) -> str:
    """Return the key a term is compared by.

    Case, accents, hyphens, punctuation and the plural of each word stop mattering: ``Épiceries
    solidaires`` and ``épicerie-solidaire`` are one. Empty for a term without letters nor digits.
    """
    words = normalise_name(term).split()
    return " ".join(
        word[:-1] if word[-1] in "sx" and len(word) > _SHORT else word for word in words
    )


def map_terms(terms: pd.Series[str], *, scheme: str, vocabulary: Vocabulary) -> Mapped:
    """Map terms joined by ``|`` to our codes; each distinct cell is read once.

    Args:
        terms: shape ``(n,)``, never missing; an empty cell has no term.
        scheme: one of ``SCHEMES``; the empty one knows our own codes and labels only.
        vocabulary: themes or publics.

    Raises:
        KeyError: there is no such scheme.
    """
    accepted = vocabulary.schemes[scheme]
    known: dict[str, Accepted | None] = {}
    positions, cells = pd.factorize(terms)
    codes, unmapped = [], []
    for cell in cells:
        written = [term for part in cell.split("|") if (term := part.strip())]
        accepted_terms = [_look_up(term, accepted, known) for term in written]
        reached = {code for term in accepted_terms if term for code in term.codes}
        codes.append("|".join(code for code in vocabulary.codes if code in reached))
        lost = (
            term
            for term, accepted_term in zip(written, accepted_terms, strict=True)
            if accepted_term is None
        )
        unmapped.append("|".join(dict.fromkeys(lost)))
    return Mapped(
        _taken(codes, positions, terms.index),
        _taken(unmapped, positions, terms.index),
        scheme,
        vocabulary,
    )


@dataclass(frozen=True, eq=False)
class MappedWords:
    """What the themes and the publics of each row become."""

    themes: Mapped
    publics: Mapped


def map_words(
    themes: pd.Series[str], publics: pd.Series[str], *, scheme: str, vocabularies: Vocabularies
) -> MappedWords:
    """Map the themes and the publics of rows, as ``map_terms`` does.

    In free words, an unknown theme may be a public (« handicap », « femmes ») and the other way
    round: it is filed where it is known.
    """
    own = MappedWords(
        map_terms(themes, scheme=scheme, vocabulary=vocabularies.themes),
        map_terms(publics, scheme=scheme, vocabulary=vocabularies.publics),
    )
    if scheme not in FREE_SCHEMES:
        return own
    strays = MappedWords(
        map_terms(own.publics.unmapped, scheme=scheme, vocabulary=vocabularies.themes),
        map_terms(own.themes.unmapped, scheme=scheme, vocabulary=vocabularies.publics),
    )
    return MappedWords(
        _with_strays(own.themes, strays.themes.codes, strays.publics.unmapped),
        _with_strays(own.publics, strays.publics.codes, strays.themes.unmapped),
    )


def _with_strays(own: Mapped, codes: pd.Series[str], unmapped: pd.Series[str]) -> Mapped:
    """Add codes found in the other column; ``unmapped`` is what neither vocabulary knows."""
    positions, pairs = pd.factorize(own.codes + "|" + codes)
    united = []
    for pair in pairs:
        reached = set(pair.split("|"))
        united.append("|".join(code for code in own.vocabulary.codes if code in reached))
    return replace(own, codes=_taken(united, positions, codes.index), unmapped=unmapped)


def nearest_term(value: str, *, scheme: str, vocabulary: Vocabulary) -> str:
    """Return the accepted term that is spelled most like ``value``, empty when none is like it."""
    accepted = vocabulary.schemes[scheme]
    best = process.extractOne(
        term_key(value), list(accepted), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS
    )
    return accepted[best[0]].spelling if best else ""


def unmapped_remarks(
    lines: NDArray[np.int64] | pd.Series[int], column: str, mapped: Mapped
) -> tuple[Remark, ...]:
    """Remark every term that is not known, in the order of the rows, which are kept.

    A cell of many unknown terms lists ``MOST_PER_ROW`` of them and counts the others; the nearest
    word is looked for as long as ``MOST_COMPARED`` terms: a file of random words costs no more.

    Args:
        lines: the line of each row of ``mapped`` in the file, shape ``(n,)``.
        column: the column of the terms, as the file spells it.
        mapped: what ``map_terms`` gave.
    """
    rows = np.flatnonzero(mapped.unmapped.ne("").to_numpy())
    numbers, cells = np.asarray(lines)[rows], mapped.unmapped.array.take(rows)
    near: dict[str, str] = {}
    remarks = []
    for line, cell in zip(numbers.tolist(), cells, strict=True):
        terms = cell.split("|")
        for term in terms[:MOST_PER_ROW]:
            if term not in near:
                near[term] = _nearest(term, mapped) if len(near) < MOST_COMPARED else ""
            reason = _reason(mapped.vocabulary.word, near[term])
            remarks.append(Remark(line, column, term, reason, near[term]))
        if len(terms) > MOST_PER_ROW:
            left = f"{len(terms) - MOST_PER_ROW} autres termes inconnus dans cette cellule."
            remarks.append(Remark(line, column, "", left))
    return tuple(remarks)


def _nearest(term: str, mapped: Mapped) -> str:
    return nearest_term(term, scheme=mapped.scheme, vocabulary=mapped.vocabulary)


def _look_up(term: str, accepted: Scheme, known: dict[str, Accepted | None]) -> Accepted | None:
    """Find a term, ``None`` when it is not known; one of punctuation only has no code.

    « Aide alimentaire et vestiaire » is known when each of its parts is.
    """
    if term not in known:
        key = term_key(term)
        known[term] = accepted.get(key, _by_parts(term, accepted)) if key else Accepted(term, ())
    return known[term]


def _by_parts(term: str, accepted: Scheme) -> Accepted | None:
    parts = [accepted.get(term_key(part)) for part in _PARTS.split(term)]
    if len(parts) == 1 or None in parts:
        return None
    return Accepted(term, tuple(code for part in parts if part for code in part.codes))


def _taken(distinct: list[str], positions: NDArray[np.intp], index: pd.Index) -> pd.Series[str]:
    values = pd.Series(distinct, dtype="str").array
    return pd.Series(values.take(positions), index=index, dtype="str")


def _reason(word: str, nearest: str) -> str:
    if nearest:
        return f"{word} inconnu ; le plus proche est « {nearest} »."
    return f"{word} inconnu ; aucun terme de la liste attendue ne lui ressemble."
