"""Taking each column of a table for one we want, by its name and by its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.data.importers.matching.kinds import CERTAIN, ColumnContent, Profile, profile
from dashboard.data.importers.matching.match import (
    LEAST_SURENESS,
    ColumnMatch,
    HeaderMatch,
    MatchReason,
)
from dashboard.data.importers.matching.names import is_shared, likenesses, personal
from dashboard.data.importers.matching.wanted import BY_CODE, WANTED
from dashboard.data.importers.matching.wanted_column import Wanted
from dashboard.data.tabular.table import LATITUDE, LONGITUDE, TextTable

SAMPLE = 200
"""Filled cells of each column looked at."""

_BY_CONTENT, _GUESSED_NAME = 0.8, 0.4
_ALL_BUT_A_FEW, _AGREES, _CONTRADICTS = 0.9, 0.5, 0.2
"""Shares of cells that look as they should: from where name and cells agree without a word, with one,
and up to where they contradict each other."""
_DOUBTED, _CROSSED = 0.4, 0.75
_SURER = 0.02
_LIKELY_NAMES = 0.9
_LONGEST_NAME = 100
_PERSONAL = "Cette colonne semble nommer des personnes : elle n’est pas reprise."
_COMPLETES = "Complète une autre colonne, vide là où celle-ci est remplie."
_IDENTITY = frozenset(("id", "name", "insee_code", "departement", "postal_code"))
"""What tables of figures have too; a list of places names a commune beside each place."""


@dataclass(frozen=True)
class _Claim:
    """A wanted column that a header could be."""

    wanted: Wanted
    sureness: float
    why: MatchReason
    note: str = ""


def propose(table: TextTable) -> ColumnMatch:
    """Match every column of a table to the wanted column it most likely is.

    A wanted column is read from one header, unless its cells can be joined (several telephones) or none
    of its rows has both (layers of a map that say « name » and « nom »). Where several columns claim it
    the surest has it, then the first in the file. Where the name and the cells
    of a column contradict each other it is less sure, with a note.
    """
    headers = [
        header for header in map(str, table.cells) if header not in {LATITUDE, LONGITUDE, ""}
    ]
    profiles = {header: profile(_sample(table, header)) for header in headers}
    people = personal(headers)
    free = {header: cells for header, cells in profiles.items() if header not in people}
    claims = {header: _claims(header, cells) for header, cells in free.items()}
    assigned = _assigned(claims, table)
    if not any(claim.wanted.code in {"name", "operator"} for claim in assigned.values()):
        assigned |= _guessed_name(free, assigned)
    notes = dict.fromkeys(people, _PERSONAL)
    matches = tuple(
        _matched(header, profiles[header], assigned.get(header), notes.get(header, ""))
        for header in headers
    )
    drawn = {LATITUDE, LONGITUDE} <= set(table.cells)
    return ColumnMatch(matches, drawn, _statistics(assigned, profiles))


def _sample(table: TextTable, header: str) -> list[str]:
    cells = table.cells[header]
    return cells[cells.ne("").to_numpy()].head(SAMPLE).tolist()


def _claims(header: str, cells: Profile) -> list[_Claim]:
    named = likenesses(header)
    content = cells.certain_content()
    claims = [_by_name(header, BY_CODE[code], score, cells) for code, score in named.items()]
    crossed = (
        max((claim.sureness for claim in claims), default=0.0)
        < LEAST_SURENESS
        <= max(named.values(), default=0.0)
    )
    claims += [
        _by_content(wanted, content, crossed=crossed)
        for wanted in WANTED
        if content is not None and wanted.alone is content and wanted.code not in named
    ]
    return claims


def _by_name(header: str, wanted: Wanted, score: float, cells: Profile) -> _Claim:
    shared = is_shared(header, wanted)
    if not cells.filled or not wanted.kinds:
        return _Claim(wanted, 0.0 if shared else score, MatchReason.NAME)
    alike = _alike(wanted, cells, usual=shared)
    if alike >= _ALL_BUT_A_FEW:
        return _Claim(wanted, min(1.0, score + _SURER), MatchReason.BOTH)
    if alike >= _AGREES:
        return _Claim(wanted, score * (1 + alike) / 2, MatchReason.BOTH, _partly(wanted, alike))
    if shared:
        return _Claim(wanted, 0.0, MatchReason.NAME)
    if alike >= _CONTRADICTS:
        return _Claim(wanted, score * (_DOUBTED + alike), MatchReason.NAME, _partly(wanted, alike))
    return _Claim(
        wanted, score * _DOUBTED, MatchReason.NAME, _contradiction(wanted, cells.certain_content())
    )


def _alike(wanted: Wanted, cells: Profile, *, usual: bool) -> float:
    """Return the share of the cells that look as those of a wanted column do."""
    content = cells.certain_content()
    foreign = content is not None and content not in {*wanted.kinds, *_IN_WORDS}
    if (foreign and ColumnContent.WORDS in wanted.kinds) or content in wanted.never:
        return 0.0  # anything is made of words, but what is plainly something else is no free text
    shares = dict(cells.shares) | (dict(cells.usual) if usual else {})
    return max(shares[kind] for kind in wanted.kinds)


def _by_content(wanted: Wanted, content: ColumnContent | None, *, crossed: bool) -> _Claim:
    note = f"Son nom annonce autre chose, mais ses cellules sont des {content}." if crossed else ""
    return _Claim(wanted, _BY_CONTENT * (_CROSSED if crossed else 1.0), MatchReason.CONTENT, note)


_IN_WORDS = frozenset(
    (
        ColumnContent.ADDRESS,
        ColumnContent.HOURS,
        ColumnContent.WEBSITE,
        ColumnContent.PHONE,
        ColumnContent.POSTAL_AND_CITY,
    )
)
"""Kinds that turn up in free text."""


def _partly(wanted: Wanted, alike: float) -> str:
    return f"Seules {round(alike * 100)}\u00a0% de ses cellules sont des {wanted.kinds[0]}."


def _contradiction(wanted: Wanted, content: ColumnContent | None) -> str:
    seen = f" : ce sont plutôt des {content}" if content else ""
    return f"Son nom annonce « {wanted.label} », mais ses cellules n’y ressemblent pas{seen}."


def _assigned(claims: dict[str, list[_Claim]], table: TextTable) -> dict[str, _Claim]:
    """Give each header its surest claim that is still free."""
    ranked = sorted(
        (
            (-claim.sureness, at, header, claim)
            for at, (header, several) in enumerate(claims.items())
            for claim in several
            if claim.sureness >= LEAST_SURENESS
        ),
        key=lambda claim_rank: claim_rank[:2],
    )
    assigned: dict[str, _Claim] = {}
    holders: dict[str, list[str]] = {}
    for _, _, header, claim in ranked:
        held = holders.get(claim.wanted.code, [])
        if header in assigned or not (claim.wanted.joint or _complete(table, header, held)):
            continue
        completes = bool(held) and claim.wanted.joint is None
        assigned[header] = replace(claim, note=claim.note or _COMPLETES) if completes else claim
        holders[claim.wanted.code] = [*held, header]
    return assigned


def _complete(table: TextTable, header: str, held: list[str]) -> bool:
    """Check whether a column is filled only where the others are empty."""
    if not held:
        return True
    own = table.cells[header].ne("")
    others = (table.cells[held] != "").any(axis=1)
    return bool(own.any() and others.any() and not (own & others).any())


def _guessed_name(profiles: dict[str, Profile], assigned: dict[str, _Claim]) -> dict[str, _Claim]:
    """Guess the column of names: the first free one of short texts that all differ."""
    for header, cells in profiles.items():
        free = header not in assigned and not likenesses(header) and cells.certain_content() is None
        texts = (
            cells.shares[ColumnContent.WORDS] >= _LIKELY_NAMES
            and cells.shares[ColumnContent.DATE] < _CONTRADICTS
        )
        if (
            free
            and texts
            and all(map(_like_a_name, cells.samples))
            and cells.distinct >= _LIKELY_NAMES
        ):
            note = "Aucune colonne ne s’appelle « nom » : à vérifier."
            return {header: _Claim(BY_CODE["name"], _GUESSED_NAME, MatchReason.CONTENT, note)}
    return {}


def _like_a_name(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return len(text) <= _LONGEST_NAME and letters > sum(map(str.isdigit, text))


def _matched(header: str, cells: Profile, claim: _Claim | None, note: str) -> HeaderMatch:
    if claim is None:
        return HeaderMatch(header, "", 0.0, MatchReason.NOTHING, note, cells.samples)
    return HeaderMatch(
        header, claim.wanted.code, round(claim.sureness, 2), claim.why, claim.note, cells.samples
    )


def _statistics(assigned: dict[str, _Claim], profiles: dict[str, Profile]) -> bool:
    """Detect figures per territory: nothing but names and codes is read, the others are mostly numbers."""
    used = {claim.wanted.code for claim in assigned.values()}
    if not used <= _IDENTITY:
        return False
    left = [cells for header, cells in profiles.items() if header not in assigned and cells.filled]
    numbers = sum(cells.shares[ColumnContent.NUMBER] >= CERTAIN for cells in left)
    return 2 * numbers > len(left)
