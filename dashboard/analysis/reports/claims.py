"""What documents write of a territory, beside what the reference data say of the same thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.analysis.catalogue_index import CatalogueIndex
from dashboard.analysis.comparison.results import ClaimBeside
from dashboard.analysis.region_index import RegionIndex
from dashboard.domain.formats import counted
from dashboard.domain.territory import Level, level_of

COUNTRY, _FRANCE = "France", "FR"
NOT_MEASURED = "Les données de référence ne mesurent pas cela."
_POPULATIONS = "INSEE, populations légales"
_LYON = "MET69"
"""The kind of the Métropole de Lyon, which is no EPCI but does what a métropole does."""
_MEMBERSHIP = "INSEE et DGCL, composition des intercommunalités"


@dataclass(frozen=True)
class _Official:
    """The number of the reference data, who publishes it, and what it counts."""

    value: float
    source: str
    note: str


_Measure = Callable[[CatalogueIndex, RegionIndex, str], _Official | None]


def claims_beside(
    catalogue_index: CatalogueIndex, region_index: RegionIndex, codes: Collection[str]
) -> tuple[ClaimBeside, ...]:
    """Set what documents write of some territories beside the reference data, in the documents' order.

    Args:
        catalogue_index: the claims, their documents, and the EPCI with all their members.
        region_index: the territories.
        codes: communes, EPCI, départements, the region, or ``FR`` for the country.
    """
    return tuple(
        _beside(catalogue_index, region_index, claim)
        for claim in catalogue_index.claims
        if claim["territory_code"] in codes
    )


def _beside(
    catalogue_index: CatalogueIndex, region_index: RegionIndex, claim: Mapping[str, Any]
) -> ClaimBeside:
    code = claim["territory_code"]
    measure = _OFFICIAL.get(claim["indicator"])
    official = measure(catalogue_index, region_index, code) if measure else None
    document = catalogue_index.sources[claim["source_id"]]
    return ClaimBeside(
        territory=COUNTRY if code == _FRANCE else region_index.name_of(code),
        label=catalogue_index.indicators[claim["indicator"]],
        written=float(claim["value"]),
        unit=claim["unit"],
        written_on=claim["period"] or document.date,
        source=document.title,
        quoted_source=claim["quoted_source"],
        official=official.value if official else None,
        official_on=catalogue_index.vintage if official else "",
        official_source=official.source if official else "",
        note=official.note if official else NOT_MEASURED,
    )


def _communes(catalogue_index: CatalogueIndex, _: RegionIndex, code: str) -> _Official | None:
    if code not in catalogue_index.epci.index:
        return None
    members = _of_epci(catalogue_index, code, "communes_total")
    outside = members - _of_epci(catalogue_index, code, "communes_inside")
    note = "La référence compte toutes ses communes membres" + (
        f", dont {counted(outside, 'commune')} hors de la région." if outside else "."
    )
    return _Official(members, _MEMBERSHIP, note)


def _population(
    catalogue_index: CatalogueIndex, region_index: RegionIndex, code: str
) -> _Official | None:
    if code in catalogue_index.epci.index:
        cut = _of_epci(catalogue_index, code, "communes_inside") < _of_epci(
            catalogue_index, code, "communes_total"
        )
        where = ", y compris hors de la région" if cut else ""
        note = f"La référence est la population municipale de toutes ses communes{where}."
        return _Official(_of_epci(catalogue_index, code, "population_total"), _POPULATIONS, note)
    level = level_of(code)
    row = region_index.territories[level].row_of(code) if level else None
    if level is None or row is None:
        return None
    people = int(region_index.territories[level].populations[row])
    return _Official(people, _POPULATIONS, "La référence est la population municipale.")


def _epci_count(_: CatalogueIndex, region_index: RegionIndex, code: str) -> _Official | None:
    if code != region_index.region.code:
        return None
    note = (
        "Le document ne dit pas quels types il compte ; la référence compte les intercommunalités à "
        f"fiscalité propre {_inside(region_index)}."
    )
    return _Official(len(region_index.territories[Level.EPCI]), _MEMBERSHIP, note)


def _agglomerations(
    catalogue_index: CatalogueIndex, region_index: RegionIndex, code: str
) -> _Official | None:
    if code != region_index.region.code:
        return None
    note = f"La référence compte les communautés d’agglomération {_inside(region_index)}."
    return _of_kinds(catalogue_index, ("CA",), note)


def _metropoles(
    catalogue_index: CatalogueIndex, region_index: RegionIndex, code: str
) -> _Official | None:
    if code != region_index.region.code:
        return None
    lyon = catalogue_index.epci["kind"].eq(_LYON).any()
    included = ", Métropole de Lyon comprise" if lyon else ""
    note = f"La référence compte les métropoles {_inside(region_index)}{included}."
    return _of_kinds(catalogue_index, ("METRO", _LYON), note)


def _inside(region_index: RegionIndex) -> str:
    return f"ayant au moins une commune {region_index.region.inside}"


def _of_epci(catalogue_index: CatalogueIndex, code: str, column: str) -> int:
    value: Any = catalogue_index.epci.at[code, column]
    return int(value)


def _of_kinds(catalogue_index: CatalogueIndex, kinds: Collection[str], note: str) -> _Official:
    return _Official(int(catalogue_index.epci["kind"].isin(kinds).sum()), _MEMBERSHIP, note)


_OFFICIAL: Mapping[str, _Measure] = {
    "communes": _communes,
    "population": _population,
    "epci_count": _epci_count,
    "agglomerations_count": _agglomerations,
    "metropoles_count": _metropoles,
}
