"""What each layer of the map shows for a selection."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from dashboard.analysis.indicators.classification import Analysed, circle_reference
from dashboard.analysis.kernel.circles import circle_radii
from dashboard.analysis.kernel.records import Kept, count_by_territory
from dashboard.analysis.kernel.results import TerritoryValues
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.counting import Counting
from dashboard.domain.indicators import Scale
from dashboard.domain.selections.map import MapSelection, PointLayer
from dashboard.domain.territory import Level, level_of
from dashboard.figures.interactive import region_map, traces
from dashboard.figures.interactive.hover import LOCATED_NOUN, territory_hovers
from dashboard.figures.interactive.region_map import LARGEST_CIRCLE_PX, TerritoriesChange
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
    yield region_map.CIRCLES, traces.points_update(circles)
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
        yield region_map.INITIATIVES, _initiatives(snapshot, selection)
    if "halls" in parts:
        yield region_map.TOWN_HALLS, traces.dots_update(_town_halls(snapshot, selection))
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


def _initiatives(snapshot: Snapshot, selection: MapSelection) -> Update:
    """Show where the kept initiatives are, on a map that no circles are on."""
    if PointLayer.INITIATIVES not in selection.drawn_points:
        return traces.places_update("", np.zeros(0, dtype=np.uint8))
    kept = snapshot.region_index.keep(selection.filters)
    return places_shown(snapshot, kept)


def places_shown(snapshot: Snapshot, kept: Kept) -> Update:
    """Show the places of the kept records, by commune where there are more than a page is told of."""
    if snapshot.places:
        return traces.places_update(snapshot.places, kept.mask.astype(np.uint8))
    communes = snapshot.communes
    numbers = count_by_territory(
        snapshot.region_index.records,
        kept,
        level=Level.COMMUNE,
        counting=Counting.LOCATED,
        size=len(communes),
    )
    most = np.iinfo(np.uint16).max
    return traces.numbers_update(
        snapshot.labels[Level.COMMUNE],
        np.minimum(numbers, most).astype(np.uint16),
        LOCATED_NOUN,
    )


def _town_halls(snapshot: Snapshot, selection: MapSelection) -> PointSet:
    if PointLayer.TOWN_HALLS not in selection.drawn_points:
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
