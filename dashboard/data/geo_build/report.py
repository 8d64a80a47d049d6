"""What a build did: counts and exceptions, for ``build.json`` and for the person who ran it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from dashboard.data.geo_build.communes import CleanedCommunes
from dashboard.data.geo_build.packages import PACKAGES

VINTAGE = "COG 2026"


@dataclass(frozen=True)
class Report:
    """Counts and exceptions of one build; the same input always gives the same report."""

    departements: tuple[str, ...]
    communes: int
    epci: int
    population: int
    postal_codes: int
    former_communes: int
    town_halls: int
    positions_replaced: tuple[str, ...]
    positions_supplied: tuple[str, ...]
    positions_missing: tuple[str, ...]
    communes_without_epci: tuple[str, ...]
    polygons_missing: tuple[str, ...]
    polygons_from_members: tuple[str, ...]
    communes_without_polygon: tuple[str, ...]
    holes_filled: tuple[dict[str, Any], ...]
    holes_left: tuple[dict[str, Any], ...]

    def provenance(self) -> dict[str, Any]:
        """Describe where the files come from and what was done, as JSON values."""
        packages = [package.provenance() for package in PACKAGES]
        return {"vintage": VINTAGE, "packages": packages, "report": asdict(self)}

    def lines(self) -> list[str]:
        """Write the report, one fact per line."""
        size = (
            f"{self.communes} communes, {self.epci} EPCI, {len(self.departements)} départements, "
            f"{self.population} inhabitants ({VINTAGE})"
        )
        halls = (
            f"{self.town_halls} town halls: {len(self.positions_replaced)} positions replaced by "
            f"a point inside the commune, {counted(self.positions_supplied)} supplied where none "
            f"was published, {counted(self.positions_missing)} left without"
        )
        polygons = (
            f"communes published without polygon: {counted(self.polygons_missing)}; "
            f"{counted(self.polygons_from_members)} rebuilt from their members, "
            f"{counted(self.communes_without_polygon)} left without"
        )
        return [
            size,
            f"{self.postal_codes} postal codes, {self.former_communes} former codes",
            halls,
            polygons,
            f"communes without EPCI: {counted(self.communes_without_epci)}",
            f"holes filled: {counted(filled_holes(self.holes_filled))}",
            f"holes left open: {counted(left_holes(self.holes_left))}",
        ]


def counted(items: Sequence[str]) -> str:
    """Count items and list them between brackets; only 0 when there are none."""
    return f"{len(items)} ({', '.join(items)})" if items else "0"


def filled_holes(holes: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write the holes given to a commune: which one, how large."""
    return [f"{hole['commune_code']}: {hole['km2']} km²" for hole in holes]


def left_holes(holes: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write the holes left open: how large, where."""
    return [f"{hole['km2']} km² at {hole['longitude']} E {hole['latitude']} N" for hole in holes]


def holes_filled(coverage: CleanedCommunes) -> tuple[dict[str, Any], ...]:
    """List the holes given to a commune, the largest first."""
    filled = coverage.holes[coverage.holes["commune_code"].notna()]
    return records(filled)


def holes_left(coverage: CleanedCommunes) -> tuple[dict[str, Any], ...]:
    """List the holes left open, the largest first."""
    left = coverage.holes[coverage.holes["commune_code"].isna()]
    return records(left.drop(columns="commune_code"))


def records(table: pd.DataFrame) -> tuple[dict[str, Any], ...]:
    """Turn rows into objects that JSON can hold."""
    return tuple(json.loads(table.to_json(orient="records")))
