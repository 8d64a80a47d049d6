"""What each layer of the map shows for a selection."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd

from dashboard.analysis.indicators.classification import Analysed, circle_reference
from dashboard.analysis.kernel.circles import circle_radii
from dashboard.analysis.kernel.places import initiative_points, position_count
from dashboard.analysis.kernel.records import Kept, count_by_territory
from dashboard.analysis.kernel.results import TerritoryValues
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.counting import Counting
from dashboard.domain.indicators import Scale
from dashboard.domain.selections.map import MapSelection, PointLayer
from dashboard.domain.territory import Level, level_of
from dashboard.figures.interactive import region_map, traces
from dashboard.figures.interactive.hover import (
    gathered_hover,
    point_hover,
    point_sizes,
    territory_hovers,
)
from dashboard.figures.interactive.region_map import (
    LARGEST_CIRCLE_PX,
    MOST_POSITIONS,
    TerritoriesChange,
)
from dashboard.figures.interactive.traces import PointSet, Update

_EDGE_PX = {Level.COMMUNE: 0.3, Level.EPCI: 0.8, Level.DEPARTEMENT: 1.2}
_NO_POINTS = PointSet(np.zeros(0), np.zeros(0), (), (), np.zeros(0))


def whole_layers(
    snapshot: Snapshot, selection: MapSelection, analysed: Analysed
) -> Iterator[tuple[int, Update]]:
    """Yield every layer of the map with what it shows."""
    territories = snapshot.region_index.territories[selection.level]
    hovers = territory_hovers(analysed.values, territories.populations).texts(
        territories.populations
    )
    yield region_map.TERRITORIES, level_layer(snapshot, selection.level)
    yield (
        region_map.TERRITORIES,
        region_map.territories_update(analysed.classes, hovers, selection.indicator.scale),
    )
    circles = _circles(snapshot, selection, analysed.values, hovers)
    yield region_map.CIRCLES, traces.points_update(circles, cluster=False)
    yield from changed_layers(snapshot, selection, ("points", "halls", "focus"))


def changed_layers(
    snapshot: Snapshot, selection: MapSelection, parts: Collection[str]
) -> Iterator[tuple[int, Update]]:
    """Yield the layers of points and outlines that ``parts`` names, each with what it now shows.

    Args:
        snapshot: what answers are made from.
        selection: what the reader asked for.
        parts: any of ``points``, ``halls``, ``focus``; what else it holds is no such layer.
    """
    if "points" in parts:
        points = _initiatives(snapshot, selection)
        clustered = len(points.longitudes) > region_map.CLUSTER_ABOVE
        yield region_map.INITIATIVE_HALOS, traces.halos_update(points, cluster=clustered)
        yield region_map.INITIATIVES, traces.points_update(points, cluster=clustered)
    if "halls" in parts:
        halls = _town_halls(snapshot, selection)
        yield region_map.TOWN_HALL_HALOS, traces.halos_update(halls, cluster=True)
        yield region_map.TOWN_HALLS, traces.points_update(halls, cluster=True)
    if "focus" in parts:
        outlined = outline_layer(snapshot, selection.territory, selection.level)
        yield region_map.CASING, outlined
        yield region_map.CHOSEN, outlined


def changed_territories(
    snapshot: Snapshot, selection: MapSelection, analysed: Analysed
) -> TerritoriesChange:
    """Return the colours, the texts and the circles of the territories, in the fewest bytes."""
    territories = snapshot.region_index.territories[selection.level]
    scale = selection.indicator.scale
    circles = circle_reference(snapshot.region_index, selection) if scale is Scale.COUNT else 0
    return region_map.territories_change(
        analysed.classes.codes,
        region_map.territory_colours(analysed.classes, scale),
        territory_hovers(analysed.values, territories.populations),
    ) | {"circles": region_map.circles_change(selection.level, circles)}


def level_layer(snapshot: Snapshot, level: Level) -> Update:
    """Show the territories of a level, in a figure drawn whole."""
    codes = snapshot.region_index.territories[level].codes
    return changed_level(snapshot, level) | {"locations": list(codes)}


def changed_level(snapshot: Snapshot, level: Level) -> Update:
    """Show the territories of a level, whose codes the page knows by the file of their labels."""
    return region_map.level_update(
        level.value, snapshot.labels[level], snapshot.boundaries[level], edge_px=_EDGE_PX[level]
    )


def outline_layer(snapshot: Snapshot, territory: str | None, map_level: Level) -> Update:
    """Outline the chosen territory; nothing where the map does not hold it."""
    level = level_of(territory) if territory else None
    known = level is not None and territory in snapshot.region_index.territories[level].rows
    boundaries = snapshot.boundaries[level if level and known else map_level]
    return traces.outlined_update(territory if known else None, boundaries)


def _circles(
    snapshot: Snapshot, selection: MapSelection, values: TerritoryValues, hovers: list[str]
) -> PointSet:
    if selection.indicator.scale is not Scale.COUNT:
        return _NO_POINTS
    territories = snapshot.region_index.territories[selection.level]
    rows = np.flatnonzero(values.shown)
    reference = circle_reference(snapshot.region_index, selection)
    radii = circle_radii(
        values.shown[rows].astype(np.int64),
        largest_px=LARGEST_CIRCLE_PX[selection.level],
        reference=reference,
    )
    chosen = rows.tolist()
    return PointSet(
        longitudes=territories.centres[rows, 0],
        latitudes=territories.centres[rows, 1],
        hovers=[f"<b>{territories.labels[row]}</b><br>{hovers[row]}" for row in chosen],
        targets=[f"territoire:{territories.codes[row]}" for row in chosen],
        sizes=2 * radii,
    )


def _initiatives(snapshot: Snapshot, selection: MapSelection) -> PointSet:
    if PointLayer.INITIATIVES not in selection.points:
        return _NO_POINTS
    kept = snapshot.region_index.keep(selection.filters)
    if position_count(snapshot.region_index.places, kept.mask) > MOST_POSITIONS:
        return _by_epci(snapshot, kept)
    return _by_position(snapshot, initiative_points(snapshot.region_index.places, kept.mask))


def _by_position(snapshot: Snapshot, points: pd.DataFrame) -> PointSet:
    names, identifiers = (
        snapshot.catalogue_index.columns["name"],
        snapshot.catalogue_index.columns["id"],
    )
    communes = snapshot.region_index.territories[Level.COMMUNE]
    rows = list(zip(points["records"], points["commune_code"], points["approximate"], strict=True))
    return PointSet(
        longitudes=points["longitude"].to_numpy(),
        latitudes=points["latitude"].to_numpy(),
        hovers=[
            point_hover(
                [names[record] for record in records],
                communes.names[communes.rows[code]],
                approximate=bool(rough),
            )
            for records, code, rough in rows
        ],
        targets=[
            f"fiche:{identifiers[records[0]]}" if len(records) == 1 else f"territoire:{code}"
            for records, code, _ in rows
        ],
        sizes=point_sizes(points["records"].map(len).to_numpy(np.int64)),
    )


def _by_epci(snapshot: Snapshot, kept: Kept) -> PointSet:
    """Gather more places than a map can show: one point per EPCI, with its number of initiatives."""
    epci = snapshot.region_index.territories[Level.EPCI]
    numbers = count_by_territory(
        snapshot.region_index.records,
        kept,
        level=Level.EPCI,
        counting=Counting.LOCATED,
        size=len(epci),
    )
    rows = np.flatnonzero(numbers)
    return PointSet(
        longitudes=epci.centres[rows, 0],
        latitudes=epci.centres[rows, 1],
        hovers=[gathered_hover(epci.labels[row], int(numbers[row])) for row in rows.tolist()],
        targets=[f"territoire:{epci.codes[row]}" for row in rows.tolist()],
        sizes=point_sizes(numbers[rows]),
    )


def _town_halls(snapshot: Snapshot, selection: MapSelection) -> PointSet:
    if PointLayer.TOWN_HALLS not in selection.points:
        return _NO_POINTS
    halls = snapshot.catalogue_index.town_halls
    communes = snapshot.region_index.territories[Level.COMMUNE]
    return PointSet(
        longitudes=halls["longitude"].to_numpy(),
        latitudes=halls["latitude"].to_numpy(),
        hovers=[f"Mairie : {communes.labels[communes.rows[code]]}" for code in halls.index],
        targets=[f"territoire:{code}" for code in halls.index],
        sizes=np.full(len(halls), 7.0),
    )
