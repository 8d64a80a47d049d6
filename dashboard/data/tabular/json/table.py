"""From the values of a JSON list to a table: features, fixtures and plain objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from typing import Any

import numpy as np
import orjson
import pyarrow as pa

from dashboard.data.tabular.cells import MOST_UNREADABLE, clean_cells, given_up
from dashboard.data.tabular.json.columns import Columns
from dashboard.data.tabular.json.lines import BrokenLine
from dashboard.data.tabular.limits import Limits, refused
from dashboard.data.tabular.maps.points import Drawings, Projector
from dashboard.data.tabular.table import LATITUDE, LAYER, LONGITUDE, TextTable
from dashboard.domain.importing import Remark

_SHOWN = 200
_GOGOCARTO = {"geo.latitude", "geo.longitude"}
"""Columns of the lists of places that GoGoCarto exports as plain JSON."""


class TableBuilder:
    """Grows a table by chunks of values; what the first object is decides what all are."""

    def __init__(self, name: str, limits: Limits) -> None:
        """Start without row; ``name`` is the file's, for errors."""
        self.read = 0
        self._name, self._limits = name, limits
        self._columns = Columns(name, limits)
        self._lines: list[int] = []
        self._unreadable: list[Remark] = []
        self._drawings: list[Drawings] = []
        self._layers: list[pa.Array] = []
        self._features: bool | None = None

    def add(self, values: Sequence[Any], lines: Iterable[int], *, layer: str | None = None) -> None:
        """Append values, their lines in the file, and the layer of a map that has some.

        Raises:
            ImportFileError: a limit is exceeded, or most values are no objects.
        """
        self.read += len(values)
        if self._features is None:
            first = next((value for value in values if isinstance(value, dict)), None)
            self._features = None if first is None else is_feature(first)
        wanted = [
            is_feature(value) if self._features else isinstance(value, dict) for value in values
        ]
        lines = list(lines)
        if not all(wanted):
            self._set_aside(values, lines, wanted)
        objects = list(compress(values, wanted))
        self._lines += compress(lines, wanted)
        if self._features:
            self._drawings.append(
                Drawings.of_geojson([feature.get("geometry") for feature in objects])
            )
            objects = [_properties(feature) for feature in objects]
        if layer is not None:
            self._layers.append(pa.repeat(pa.scalar(layer, pa.large_string()), len(objects)))
        self._columns.add(
            [_unfolded(item) for item in objects] if _are_fixtures(objects) else objects
        )

    def table(
        self,
        *,
        encoding: str,
        sheet: str = "",
        crs: object = None,
        container: str = "",
        notes: Iterable[str] = (),
    ) -> TextTable:
        """Return the table.

        Args:
            encoding: of the file.
            sheet: the name of the list.
            crs: the coordinate system the file names.
            container: of the table, when it does not follow from the list alone.
            notes: sentences about the whole file.

        Raises:
            ImportFileError: a cell is too long, or ``crs`` is unknown.
        """
        headers, columns = self._columns.headers(), self._columns.given_up()
        lines = np.array(self._lines, dtype=np.int64)
        remarks: tuple[Remark, ...] = ()
        container = container or _container(headers, features=bool(self._features))
        if self._features:
            projector = Projector(self._name, crs)
            located = projector.located(Drawings.concatenated(self._drawings), lines)
            headers += [LONGITUDE, LATITUDE]
            columns += [located.longitude, located.latitude]
            remarks, notes = located.remarks, (*notes, *located.notes)
        if self._layers:
            headers.insert(0, LAYER)
            columns.insert(0, pa.chunked_array(self._layers, pa.large_string()))
        cells, lines = clean_cells(self._name, headers, given_up(columns), lines, self._limits)
        return TextTable(
            cells,
            lines,
            container,
            encoding,
            sheet=sheet,
            unreadable=tuple(self._unreadable),
            remarks=remarks,
            notes=tuple(notes),
        )

    def _set_aside(
        self, values: Sequence[Any], lines: Sequence[int], wanted: Sequence[bool]
    ) -> None:
        self._unreadable += [
            _remark(value, line, features=bool(self._features))
            for value, line, is_wanted in zip(values, lines, wanted, strict=True)
            if not is_wanted
        ]
        if len(self._unreadable) > MOST_UNREADABLE and 2 * len(self._unreadable) > self.read:
            raise refused(
                self._name,
                "la plupart des éléments de la liste ne sont pas des objets JSON ; une liste "
                "d’objets est attendue.",
            )


def is_feature(value: object) -> bool:
    """Check whether a value is a GeoJSON feature."""
    return (
        isinstance(value, dict)
        and "geometry" in value
        and (value.get("type") == "Feature" or "properties" in value)
    )


def _container(headers: Sequence[str], *, features: bool) -> str:
    if features:
        return "geojson"
    return "gogocarto" if set(headers) >= _GOGOCARTO else "json"


def _properties(feature: Mapping[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    own = properties if isinstance(properties, dict) else {}
    return {"id": feature["id"], **own} if "id" in feature else own


def _are_fixtures(objects: Sequence[Mapping[str, Any]]) -> bool:
    return bool(objects) and all(
        "model" in item and isinstance(item.get("fields"), dict) for item in objects
    )


def _unfolded(fixture: Mapping[str, Any]) -> dict[str, Any]:
    own = {key: value for key, value in fixture.items() if key != "fields"}
    fields: dict[str, Any] = fixture["fields"]
    return own | fields


def _remark(value: object, line: int, *, features: bool) -> Remark:
    if isinstance(value, BrokenLine):
        return Remark(line, "", value.text[:_SHOWN], "la ligne n’est pas du JSON", fatal=True)
    kind = "une entité GeoJSON" if features else "un objet JSON"
    return Remark(line, "", _shown(value), f"l’élément n’est pas {kind}", fatal=True)


def _shown(value: object) -> str:
    try:
        return orjson.dumps(value).decode()[:_SHOWN]
    except orjson.JSONEncodeError:  # hundreds of lists inside one another
        return "…"
