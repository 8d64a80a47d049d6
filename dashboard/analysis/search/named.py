"""The territories a name typed in full means: of that very name, with a slip, or resembling it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.search.index import SearchIndex, each_once, glued, search_every_word
from dashboard.analysis.search.matching import alike_rows
from dashboard.analysis.search.spelling import (
    same_word,
    slips_between,
    spelled_alike,
    with_articles,
    without_article,
)
from dashboard.domain.names import normalise_name
from dashboard.domain.territory import Level, level_of

MOST_CANDIDATES = 40
FORMER_HINT = "ancienne"
_SHORTEST_GLUED, _SHORTEST_TELLING, _VERY_LONG = 4, 4, 7


def named_exactly(index: SearchIndex, text: str) -> list[SearchAnswer]:
    """List the territories of that very name, the most inhabited first; living ones hide former ones.

    Accents, case, hyphens and spaces do not matter, nor does an article where no name lacks it.
    """
    name = normalise_name(text)
    letters = glued(name)
    masks = (
        index.spelled == name,
        (index.glued == letters) & (len(letters) >= _SHORTEST_GLUED),
        np.isin(index.spelled, with_articles(name)),
    )
    named = next(
        (answers for mask in masks if (answers := _answers(index, np.flatnonzero(mask)))), []
    )
    living = [answer for answer in named if not answer.hint.startswith(FORMER_HINT)]
    return living or named


def named_with_slips(index: SearchIndex, text: str) -> list[SearchAnswer]:
    """List the communes and EPCI of that whole name with a slip in its long words, the fewest alone."""
    name = normalise_name(text)
    rows = [
        row
        for row in alike_rows(index.words, name.split()).rows.tolist()
        if spelled_alike(name, index.choices[row])
    ]
    slips = {row: slips_between(name, index.choices[row]) for row in rows}
    fewest = min(slips.values(), default=0)
    return places_of(_answers(index, [row for row in rows if slips[row] == fewest]))


def named_longer(index: SearchIndex, text: str) -> list[SearchAnswer]:
    """List the communes whose names go on after ``text``: « Romans » begins Romans-sur-Isère."""
    begun = np.strings.startswith(index.spelled, f"{normalise_name(text)} ")
    answers = _answers(index, np.flatnonzero(begun))
    return [
        answer
        for answer in answers
        if level_of(answer.code) is Level.COMMUNE and not answer.hint.startswith(FORMER_HINT)
    ]


def named_alike(index: SearchIndex, text: str) -> list[SearchAnswer]:
    """List the communes and EPCI that may be meant: every typed word is, or begins, a word of their name.

    A word of four letters at least must be. A slip in a long word is forgiven beside such a word, in
    the only word of a name but for its article, or in a very long word: « santé » is not Sainte-Foy.
    """
    words = normalise_name(text).split()
    answers = places_of(search_every_word(index, text, limit=MOST_CANDIDATES))
    return [answer for answer in answers if _may_mean(words, normalise_name(answer.label))]


def places_of(answers: Iterable[SearchAnswer]) -> list[SearchAnswer]:
    """Keep communes and EPCI."""
    return [answer for answer in answers if level_of(answer.code) in {Level.COMMUNE, Level.EPCI}]


def _may_mean(words: Sequence[str], name: str) -> bool:
    others = name.split()
    begun = [word for word in words if any(other.startswith(word) for other in others)]
    slipped = [word for word in words if word not in begun]
    if any(len(word) >= _SHORTEST_TELLING for word in begun):
        enough = True
    else:
        whole = len(without_article(name).split()) == len(words)
        enough = bool(slipped) and (whole or any(len(word) >= _VERY_LONG for word in slipped))
    return enough and all(any(same_word(word, other) for other in others) for word in slipped)


def _answers(index: SearchIndex, rows: Iterable[int]) -> list[SearchAnswer]:
    return each_once(index.answers[row] for row in rows)
