"""Vocabularies, mapping the terms of a file to our codes, and telling those not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from dashboard.domain.importing import Remark
from dashboard.domain.names import normalise_name

MOST_PER_ROW, MOST_COMPARED = 20, 2_000
"""Unknown terms remarked per cell, and distinct ones compared with the vocabulary."""
LEAST_LIKENESS = 70
"""Share of letters in common, in %, under which two terms have nothing to do with each other."""
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
        becomes: data·inclusion v0 terms and the v1 terms they officially became.
    """

    word: str
    codes: tuple[str, ...]
    schemes: Mapping[str, Scheme]
    becomes: Mapping[str, tuple[str, ...]]


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
    """Bring a term to what it is compared by.

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
        found = [_look_up(term, accepted, known) for term in written]
        reached = {code for term in found if term for code in term.codes}
        codes.append("|".join(code for code in vocabulary.codes if code in reached))
        lost = (term for term, one in zip(written, found, strict=True) if one is None)
        unmapped.append("|".join(dict.fromkeys(lost)))
    return Mapped(
        _taken(codes, positions, terms.index),
        _taken(unmapped, positions, terms.index),
        scheme,
        vocabulary,
    )


def nearest_term(value: str, *, scheme: str, vocabulary: Vocabulary) -> str:
    """Name the accepted term that is spelled most like ``value``, empty when none is like it."""
    accepted = vocabulary.schemes[scheme]
    best = process.extractOne(
        term_key(value), list(accepted), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS
    )
    return accepted[best[0]].spelling if best else ""


def unmapped_remarks(
    lines: NDArray[np.int64] | pd.Series[int], column: str, mapped: Mapped, *, closed: bool
) -> tuple[Remark, ...]:
    """Remark every term that is not known, in the order of the rows.

    A cell of many unknown terms lists ``MOST_PER_ROW`` of them and counts the others; the nearest
    word is looked for as long as ``MOST_COMPARED`` terms: a file of random words costs no more.

    Args:
        lines: where each row of ``mapped`` stands in the file, shape ``(n,)``.
        column: the column of the terms, as the file spells it.
        mapped: what ``map_terms`` gave.
        closed: whether the file must keep to its vocabulary: the remarks then reject their rows.
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
            remarks.append(Remark(line, column, term, reason, near[term], fatal=closed))
        if len(terms) > MOST_PER_ROW:
            left = f"{len(terms) - MOST_PER_ROW} autres termes inconnus dans cette cellule."
            remarks.append(Remark(line, column, "", left, fatal=closed))
    return tuple(remarks)


def _nearest(term: str, mapped: Mapped) -> str:
    return nearest_term(term, scheme=mapped.scheme, vocabulary=mapped.vocabulary)


def _look_up(term: str, accepted: Scheme, known: dict[str, Accepted | None]) -> Accepted | None:
    """Find a term, ``None`` when it is not known; one of punctuation only says nothing."""
    if term not in known:
        key = term_key(term)
        known[term] = accepted.get(key) if key else Accepted(term, ())
    return known[term]


def _taken(distinct: list[str], positions: NDArray[np.intp], index: pd.Index) -> pd.Series[str]:
    values = pd.Series(distinct, dtype="str").array
    return pd.Series(values.take(positions), index=index, dtype="str")


def _reason(word: str, nearest: str) -> str:
    if nearest:
        return f"{word} inconnu ; le plus proche est « {nearest} »."
    return f"{word} inconnu ; aucun terme de la liste attendue ne lui ressemble."
