"""What the search box can answer: names and codes of the region's territories, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.kernel.territories import Territories
from dashboard.domain.codes import insee_code
from dashboard.domain.formats import counted
from dashboard.domain.territory import Level

COMMUNES, EPCI = "Communes", "Intercommunalités"
DEPARTEMENTS, POSTAL_CODES = "Départements", "Codes postaux"


def named_lines(
    territories: Mapping[Level, Territories], former_communes: pd.DataFrame
) -> pd.DataFrame:
    """List every name, its answer and inhabitants: ``name, answer, population``, the most first.

    Args:
        territories: every level of the region.
        former_communes: ``name, commune_code``: the commune of today; nameless ones are left out.
    """
    levels = [
        _communes(territories),
        _epci(territories),
        _departements(territories),
        _former_communes(territories, former_communes),
    ]
    return pd.concat(levels).sort_values("population", ascending=False, kind="stable")


def postal_lines(communes: Territories, postal_codes: pd.DataFrame) -> pd.DataFrame:
    """List ``postal_code, answer``, a line per commune of a code: by code, then by inhabitants."""
    known = postal_codes[postal_codes["commune_code"].isin(communes.codes)]
    rows = np.array([communes.rows[code] for code in known["commune_code"]], dtype=np.int64)
    sorted_pairs = known.assign(row=rows, population=communes.populations[rows]).sort_values(
        ["postal_code", "population"], ascending=[True, False], kind="stable"
    )
    answers = [
        SearchAnswer(
            code=communes.codes[row], label=communes.labels[row], hint=code, group=POSTAL_CODES
        )
        for code, row in zip(sorted_pairs["postal_code"], sorted_pairs["row"], strict=True)
    ]
    return pd.DataFrame({"postal_code": list(sorted_pairs["postal_code"]), "answer": answers})


def insee_answers(communes: Territories) -> dict[str, SearchAnswer]:
    """Return the answer of every living commune by its INSEE code."""
    return {
        code: SearchAnswer(code=code, label=label, hint=f"code INSEE {code}", group=COMMUNES)
        for code, label in zip(communes.codes, communes.labels, strict=True)
    }


def _lines(
    territories: Territories, *, names: Sequence[str], hints: Iterable[str], group: str
) -> pd.DataFrame:
    answers = [
        SearchAnswer(code=code, label=label, hint=hint, group=group)
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
    hints = [insee_code(code) for code in departements.codes]
    return _lines(departements, names=departements.names, hints=hints, group=DEPARTEMENTS)


def _former_communes(
    territories: Mapping[Level, Territories], former: pd.DataFrame
) -> pd.DataFrame:
    """List former communes after every living name: they carry no inhabitants of their own."""
    communes = territories[Level.COMMUNE]
    known = former[former["commune_code"].isin(communes.codes)].dropna(subset=["name"])
    answers = [
        SearchAnswer(code=code, label=name, hint=_merged_into(communes, code), group=COMMUNES)
        for name, code in zip(known["name"], known["commune_code"], strict=True)
    ]
    return pd.DataFrame({"name": list(known["name"]), "answer": answers, "population": -1})


def _merged_into(communes: Territories, code: str) -> str:
    return f"ancienne commune, aujourd’hui {communes.labels[communes.rows[code]]}"
