"""What documents write of a territory, beside what the reference data say of the same thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.analysis.catalogue_index import Shelf
from dashboard.analysis.comparison.results import ClaimBeside
from dashboard.analysis.kernel.territories import territory_name
from dashboard.analysis.region_index import Observatory
from dashboard.domain.codes import REGION_CODE, REGION_NAME
from dashboard.domain.formats import counted
from dashboard.domain.territory import Level, level_of

COUNTRY, _FRANCE = "France", "FR"
NOT_MEASURED = "Les données de référence ne mesurent pas cela."
_POPULATIONS = "INSEE, populations légales"
_MEMBERSHIP = "INSEE et DGCL, composition des intercommunalités"
_INSIDE = f"ayant au moins une commune en {REGION_NAME}"


@dataclass(frozen=True)
class _Official:
    """The number of the reference data, who publishes it, and what it counts."""

    value: float
    source: str
    note: str


_Measure = Callable[[Shelf, Observatory, str], _Official | None]


def claims_beside(
    shelf: Shelf, observatory: Observatory, codes: Collection[str]
) -> tuple[ClaimBeside, ...]:
    """Set what documents write of some territories beside the reference data, in the documents' order.

    Args:
        shelf: the claims, their documents, and the EPCI with all their members.
        observatory: the territories.
        codes: communes, EPCI, départements, the region, or ``FR`` for the country.
    """
    return tuple(
        _beside(shelf, observatory, claim)
        for claim in shelf.claims
        if claim["territory_code"] in codes
    )


def _beside(shelf: Shelf, observatory: Observatory, claim: Mapping[str, Any]) -> ClaimBeside:
    code = claim["territory_code"]
    measure = _OFFICIAL.get(claim["indicator"])
    found = measure(shelf, observatory, code) if measure else None
    document = shelf.sources[claim["source_id"]]
    return ClaimBeside(
        territory=COUNTRY if code == _FRANCE else territory_name(observatory.territories, code),
        label=shelf.indicators[claim["indicator"]],
        written=float(claim["value"]),
        unit=claim["unit"],
        written_on=claim["period"] or document.date,
        source=document.title,
        quoted_source=claim["quoted_source"],
        official=found.value if found else None,
        official_on=shelf.vintage if found else "",
        official_source=found.source if found else "",
        note=found.note if found else NOT_MEASURED,
    )


def _communes(shelf: Shelf, _: Observatory, code: str) -> _Official | None:
    if code not in shelf.epci.index:
        return None
    members = _of_epci(shelf, code, "communes_total")
    outside = members - _of_epci(shelf, code, "communes_inside")
    note = "La référence compte toutes ses communes membres" + (
        f", dont {counted(outside, 'commune')} hors de la région." if outside else "."
    )
    return _Official(members, _MEMBERSHIP, note)


def _population(shelf: Shelf, observatory: Observatory, code: str) -> _Official | None:
    if code in shelf.epci.index:
        cut = _of_epci(shelf, code, "communes_inside") < _of_epci(shelf, code, "communes_total")
        where = ", y compris hors de la région" if cut else ""
        note = f"La référence est la population municipale de toutes ses communes{where}."
        return _Official(_of_epci(shelf, code, "population_total"), _POPULATIONS, note)
    level = level_of(code)
    row = observatory.territories[level].row_of(code) if level else None
    if level is None or row is None:
        return None
    people = int(observatory.territories[level].populations[row])
    return _Official(people, _POPULATIONS, "La référence est la population municipale.")


def _epci_count(_: Shelf, observatory: Observatory, code: str) -> _Official | None:
    if code != REGION_CODE:
        return None
    note = (
        "Le document ne dit pas quels types il compte ; la référence compte les intercommunalités à "
        f"fiscalité propre {_INSIDE}."
    )
    return _Official(len(observatory.territories[Level.EPCI]), _MEMBERSHIP, note)


def _agglomerations(shelf: Shelf, _: Observatory, code: str) -> _Official | None:
    note = f"La référence compte les communautés d’agglomération {_INSIDE}."
    return _of_kinds(shelf, code, ("CA",), note)


def _metropoles(shelf: Shelf, _: Observatory, code: str) -> _Official | None:
    note = f"La référence compte les métropoles {_INSIDE}, Métropole de Lyon comprise."
    return _of_kinds(shelf, code, ("METRO", "MET69"), note)


def _of_epci(shelf: Shelf, code: str, column: str) -> int:
    value: Any = shelf.epci.at[code, column]
    return int(value)


def _of_kinds(shelf: Shelf, code: str, kinds: Collection[str], note: str) -> _Official | None:
    if code != REGION_CODE:
        return None
    return _Official(int(shelf.epci["kind"].isin(kinds).sum()), _MEMBERSHIP, note)


_OFFICIAL: Mapping[str, _Measure] = {
    "communes": _communes,
    "population": _population,
    "epci_count": _epci_count,
    "agglomerations_count": _agglomerations,
    "metropoles_count": _metropoles,
}
