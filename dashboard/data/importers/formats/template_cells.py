"""Cells of closed lists of ours: status, yes and no, codes of territories, with their remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from dashboard.data.importers.cells.api import column, flags, mapped, split_terms, unread
from dashboard.data.tabular.table import TextTable
from dashboard.domain.codes import is_territory_code
from dashboard.domain.importing import Remark
from dashboard.domain.names import normalise_name
from dashboard.domain.vocabulary import STATED, Status

_STATUSES = {
    **{normalise_name(status.value): status for status in STATED},
    **{normalise_name(status.label): status for status in STATED},
    "en activite": Status.ACTIVE,
    "annonce": Status.PLANNED,
    "termine": Status.ENDED,
    "inconnue": Status.UNKNOWN,
    "inconnu": Status.UNKNOWN,
    **dict.fromkeys(
        ("actif", "active", "ouvert", "ouverte", "en cours", "en service", "en fonctionnement"),
        Status.ACTIVE,
    ),
    **dict.fromkeys(("en projet", "projet", "a venir", "prevu", "prevue"), Status.PLANNED),
    **dict.fromkeys(("experimental", "en test", "pilote"), Status.PILOT),
    **dict.fromkeys(
        ("ferme definitivement", "fermee definitivement", "arrete", "arretee", "cesse"),
        Status.ENDED,
    ),
}
_DATED = (
    (
        re.compile(
            r"(?:fermee?|arretee?|terminee?|supprimee?|dissoute?|cessee?)s?"
            r" (?:en|depuis|depuis .*|le .*) ?(?:19|20)\d\d"
        ),
        Status.ENDED,
    ),
    (re.compile(r"(?:ouverte?|actif|active|en activite|en cours)s? depuis .*"), Status.ACTIVE),
)
"""A state since a year, « fermée depuis 2022 »; closed on Mondays or in August is not closed."""
_STATUS_WORDS = ("en activité", "annoncée", "expérimentation", "terminée", "situation inconnue")
_LEAST_LIKENESS = 50

_NO_STATUS = (
    f"Statut inconnu (attendu : {', '.join(_STATUS_WORDS)}) ; la fiche est gardée, sa situation est "
    "inconnue."
)
_UNDECIDED = "Ni oui ni non ; la cellule est laissée vide."
_NO_TERRITORY = (
    "Ce n’est pas le code d’un territoire (attendu : une commune comme 01053, une intercommunalité "
    "comme 200071751, un département comme D01, une région comme R84) ; il est écarté."
)
_BLANK_BETWEEN = re.compile(r"(?<=\S)\s+(?=\S)")


def statuses(
    table: TextTable, headers: Mapping[str, str], wanted: str
) -> tuple[pd.Series[str], tuple[Remark, ...]]:
    """Read a ``Status`` by its code or an everyday word; another word is remarked, and unknown."""
    values = mapped(column(table, headers, wanted), _status)
    remarks = tuple(
        replace(remark, nearest=_nearest_status(remark.value))
        for remark in unread(table, headers, wanted, values, _NO_STATUS)
    )
    lost = pd.Series(np.isin(table.lines, [remark.line for remark in remarks]), index=values.index)
    return values.mask(lost, Status.UNKNOWN.value), remarks


def _status(word: str) -> str:
    plain = normalise_name(word)
    known = _STATUSES.get(plain) or next(
        (status for pattern, status in _DATED if pattern.fullmatch(plain)), None
    )
    return known.value if known else ""


def _nearest_status(word: str) -> str:
    best = process.extractOne(
        normalise_name(word),
        {status_word: normalise_name(status_word) for status_word in _STATUS_WORDS},
        scorer=fuzz.ratio,
        score_cutoff=_LEAST_LIKENESS,
    )
    return best[2] if best else ""


def travelling(
    table: TextTable, headers: Mapping[str, str], wanted: str
) -> tuple[pd.Series[str], tuple[Remark, ...]]:
    """Read yes and no, and remark the cells that are neither."""
    values = flags(column(table, headers, wanted))
    return values, unread(table, headers, wanted, values, _UNDECIDED)


def territories(
    table: TextTable, headers: Mapping[str, str], wanted: str
) -> tuple[pd.Series[str], tuple[Remark, ...]]:
    """Read codes of territories joined by ``|``; words that are no code are left out and remarked."""
    listed = split_terms(
        mapped(column(table, headers, wanted), lambda cell: _BLANK_BETWEEN.sub("|", cell)), ";,|"
    )
    wrong = listed[~listed.isin(_sound(listed))]
    remarks = tuple(
        Remark(int(line), headers[wanted], code, _NO_TERRITORY)
        for line, cell in zip(table.lines[wrong.index.to_numpy()], wrong, strict=True)
        for code in cell.split("|")
        if not _territory(code)
    )
    return mapped(listed, _known_codes), remarks


def _sound(listed: pd.Series[str]) -> list[str]:
    """List the distinct cells where nothing is wrong."""
    return [cell for cell in listed.unique() if all(map(_territory, cell.split("|"))) or not cell]


def _known_codes(cell: str) -> str:
    return "|".join(dict.fromkeys(code for word in cell.split("|") if (code := _territory(word))))


def _territory(text: str) -> str:
    """Write a code as ours, or nothing: ``d01`` gives ``D01``, ``1053`` gives ``01053``."""
    code = text.upper()
    if re.fullmatch(r"[1-9][0-9]{3}", code):
        code = "0" + code
    return code if is_territory_code(code) else ""
