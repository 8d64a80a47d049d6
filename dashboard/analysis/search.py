"""The search box: territories by name, by postal code, by the name of a former commune."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from dashboard.analysis.results import Answer, IntArray
from dashboard.analysis.territories import Territories
from dashboard.domain.formats import counted
from dashboard.domain.names import normalise_name
from dashboard.domain.territory import Level

COMMUNES, EPCI = "Communes", "Intercommunalités"
DEPARTEMENTS, POSTAL_CODES = "Départements", "Codes postaux"

_SHORTEST, _LONGEST = 2, 80
_SHORTEST_FUZZY, _FUZZY_SCORE = 4, 80.0
_TextArray = NDArray[np.str_]


@dataclass(frozen=True, eq=False)
class SearchIndex:
    """What can be found, sorted by falling population: one line per name, shape ``(n,)``.

    ``spelled`` are normalised names, ``worded`` the same with a space before each word.
    ``postal_codes`` (rising) run in parallel with ``postal_answers``.
    """

    answers: tuple[Answer, ...]
    spelled: _TextArray
    worded: _TextArray
    choices: tuple[str, ...]
    postal_codes: _TextArray
    postal_answers: tuple[Answer, ...]


def build_search_index(
    territories: Mapping[Level, Territories],
    *,
    postal_codes: pd.DataFrame,
    former_communes: pd.DataFrame,
) -> SearchIndex:
    """Index the names of communes, EPCI, départements and former communes, and postal codes.

    Args:
        territories: every level of the region.
        postal_codes: ``postal_code, commune_code``, as text.
        former_communes: ``name, commune_code``: the commune of today; nameless ones are left out.
    """
    named = pd.concat(
        [
            _communes(territories),
            _epci(territories),
            _departements(territories),
            _former_communes(territories, former_communes),
        ]
    ).sort_values("population", ascending=False, kind="stable")
    choices = tuple(normalise_name(name) for name in named["name"])
    postal = _postal_answers(territories[Level.COMMUNE], postal_codes)
    return SearchIndex(
        answers=tuple(named["answer"]),
        spelled=np.array(choices, dtype=np.str_),
        worded=np.array([f" {name}" for name in choices], dtype=np.str_),
        choices=choices,
        postal_codes=np.array(postal["postal_code"], dtype=np.str_),
        postal_answers=tuple(postal["answer"]),
    )


def search(index: SearchIndex, text: str, *, limit: int = 10) -> list[Answer]:
    """Find territories by what the reader typed; fewer than two characters find nothing.

    Digits search postal codes: every commune of the code or of the codes that begin so is
    listed, whatever ``limit``. Anything else searches names: exact ones first, then those that
    begin so, then those that have a word that does, the most inhabitants first; where there is
    none, those that look alike. A territory is answered once.
    """
    digits = "".join(text.split())
    if digits.isascii() and digits.isdigit():
        return _by_postal_code(index, digits) if len(digits) >= _SHORTEST else []
    asked = normalise_name(text[:_LONGEST])
    if len(asked) < _SHORTEST:
        return []
    found = _once(index.answers[row] for row in _rows_spelled(index, asked))
    if not found and len(asked) >= _SHORTEST_FUZZY:
        found = _once(index.answers[row] for row in _rows_alike(index, asked, limit))
    return found[:limit]


def _rows_spelled(index: SearchIndex, asked: str) -> IntArray:
    """Return the rows where ``asked`` is the name, begins it, or begins one of its words."""
    place = np.strings.find(index.worded, f" {asked}")
    rank = np.select([index.spelled == asked, place == 0, place > 0], [0, 1, 2], default=3)
    order = np.argsort(rank, kind="stable")
    return order[: int((rank < 3).sum())]  # noqa: PLR2004 - three ways of matching


def _rows_alike(index: SearchIndex, asked: str, limit: int) -> list[int]:
    """Return the rows whose names look most like ``asked``, by rapidfuzz's ``WRatio``."""
    alike = process.extract(
        asked, index.choices, scorer=fuzz.WRatio, limit=3 * limit, score_cutoff=_FUZZY_SCORE
    )
    return [row for _, _, row in alike]


def _by_postal_code(index: SearchIndex, digits: str) -> list[Answer]:
    matching = np.flatnonzero(np.strings.startswith(index.postal_codes, digits))
    return _once(index.postal_answers[row] for row in matching)


def _once(answers: Iterable[Answer]) -> list[Answer]:
    """Keep the first answer of each territory."""
    first: dict[str, Answer] = {}
    for answer in answers:
        first.setdefault(answer.code, answer)
    return list(first.values())


def _lines(
    territories: Territories, *, names: Sequence[str], hints: Iterable[str], group: str
) -> pd.DataFrame:
    answers = [
        Answer(code=code, label=label, hint=hint, group=group)
        for code, label, hint in zip(territories.codes, territories.labels, hints, strict=True)
    ]
    return pd.DataFrame(
        {"name": list(names), "answer": answers, "population": territories.populations}
    )


def _communes(territories: Mapping[Level, Territories]) -> pd.DataFrame:
    communes, departements = territories[Level.COMMUNE], territories[Level.DEPARTEMENT]
    parents = communes.parents[Level.DEPARTEMENT]
    hints = [departements.names[row] if row >= 0 else "" for row in parents]
    return _lines(communes, names=communes.names, hints=hints, group=COMMUNES)


def _epci(territories: Mapping[Level, Territories]) -> pd.DataFrame:
    epci, communes = territories[Level.EPCI], territories[Level.COMMUNE]
    parents = communes.parents[Level.EPCI]
    members = np.bincount(parents[parents >= 0], minlength=len(epci))
    hints = [counted(int(number), "commune") for number in members]
    return _lines(epci, names=epci.names, hints=hints, group=EPCI)


def _departements(territories: Mapping[Level, Territories]) -> pd.DataFrame:
    departements = territories[Level.DEPARTEMENT]
    hints = [code.removeprefix("D") for code in departements.codes]
    return _lines(departements, names=departements.names, hints=hints, group=DEPARTEMENTS)


def _former_communes(
    territories: Mapping[Level, Territories], former: pd.DataFrame
) -> pd.DataFrame:
    """List former communes after every living name: they carry no inhabitants of their own."""
    communes = territories[Level.COMMUNE]
    known = former[former["commune_code"].isin(communes.codes)].dropna(subset=["name"])
    answers = [
        Answer(code=code, label=name, hint=_merged_into(communes, code), group=COMMUNES)
        for name, code in zip(known["name"], known["commune_code"], strict=True)
    ]
    return pd.DataFrame({"name": list(known["name"]), "answer": answers, "population": -1})


def _merged_into(communes: Territories, code: str) -> str:
    return f"ancienne commune, aujourd’hui {communes.labels[communes.rows[code]]}"


def _postal_answers(communes: Territories, postal_codes: pd.DataFrame) -> pd.DataFrame:
    """List (postal code, commune) pairs, by rising code, then falling population."""
    known = postal_codes[postal_codes["commune_code"].isin(communes.codes)]
    rows = np.array([communes.rows[code] for code in known["commune_code"]], dtype=np.int64)
    sorted_pairs = known.assign(row=rows, population=communes.populations[rows]).sort_values(
        ["postal_code", "population"], ascending=[True, False], kind="stable"
    )
    answers = [
        Answer(code=communes.codes[row], label=communes.labels[row], hint=code, group=POSTAL_CODES)
        for code, row in zip(sorted_pairs["postal_code"], sorted_pairs["row"], strict=True)
    ]
    return pd.DataFrame({"postal_code": list(sorted_pairs["postal_code"]), "answer": answers})
