"""What changes on a map, read as the page does: attributes of layers, and where the map looks."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from dashboard.domain.formats import counted, french_number, rate_text
from dashboard.figures import palette
from dashboard.figures.interactive.encoding import typed_array
from dashboard.figures.interactive.region_map import TERRITORIES

GAP = re.compile(r"\{(\d+)(?:\|([^|}]*)\|([^|}]*))?\}")
Changes = dict[tuple[object, ...], Any]


def changes_of(change: Mapping[str, Any], file: Mapping[str, Any]) -> Changes:
    """Return what a change replaces, by the path in the figure.

    Args:
        change: the answer about one map.
        file: what the page knows of the territories of the level shown.
    """
    replaced: Changes = {}
    if "level" in change:
        replaced |= _of(TERRITORIES, {**change["level"], "locations": file["codes"]})
    if "territories" in change:
        replaced |= _territories(change["territories"], file)
    for place, update in change.get("updates", ()):
        replaced |= _of(place, update)
    if "focus" in change:
        focus = change["focus"]
        replaced["layout", "meta"] = focus["meta"]
        for key, value in focus["map"].items():
            replaced["layout", "map", key] = value
        replaced["layout", "map", "uirevision"] = replaced["layout", "uirevision"] = focus[
            "uirevision"
        ]
    return replaced


def _of(place: int, update: Mapping[str, Any]) -> Changes:
    return {("data", place, *path.split(".")): value for path, value in update.items()}


def _territories(told: Mapping[str, Any], file: Mapping[str, Any]) -> Changes:
    rows = np.frombuffer(base64.b64decode(told["rows"]["bdata"]), f"<{told['rows']['dtype']}")
    codes, templates, *numbers = (np.array(kind)[rows] for kind in told["kinds"])
    columns = _columns(told["columns"], list(numbers), file)
    hovers = [
        _filled(
            told["templates"][template], [(column[0][row], column[1][row]) for column in columns]
        )
        for row, template in enumerate(templates)
    ]
    colours = tuple(told["colours"])
    update = {
        "z": typed_array(codes.astype(np.uint8)),
        "customdata": hovers,
        "colorscale": palette.stepped_scale(colours),
        "zmin": -0.5,
        "zmax": len(colours) - 0.5,
    }
    replaced = _of(TERRITORIES, update)
    if "circles" in told:
        circles = told["circles"]
        replaced |= _of(circles["trace"], _circles(circles, numbers[0], hovers, file))
    return replaced


def _columns(
    described: list[dict[str, int]], numbers: list[Any], file: Mapping[str, Any]
) -> list[tuple[list[float], list[str]]]:
    known = iter(numbers)
    counts: list[Any] = [next(known) if "decimals" in column else None for column in described]
    columns = []
    for column, values in zip(described, counts, strict=True):
        if "rate" in column:
            pairs = zip(counts[column["rate"]].tolist(), file["populations"], strict=True)
            rates = [10_000 * count / people if people else 0.0 for count, people in pairs]
            columns.append((rates, [rate_text(rate) for rate in rates]))
        elif values is None:
            columns.append((file["populations"], [french_number(n) for n in file["populations"]]))
        else:
            decimals = column["decimals"]
            shown = [value / 10**decimals for value in values.tolist()]
            columns.append((shown, [french_number(value, decimals) for value in shown]))
    return columns


def _filled(template: str, numbers: list[tuple[float, str]]) -> str:
    def written(gap: re.Match[str]) -> str:
        value, words = numbers[int(gap[1])]
        return counted(int(value), gap[2], gap[3]) if gap[2] else words

    return GAP.sub(written, template)


def _circles(
    circles: Mapping[str, Any], numbers: Any, hovers: list[str], file: Mapping[str, Any]
) -> dict[str, Any]:
    rows = np.flatnonzero(numbers).tolist() if circles["reference"] else []
    sizes = [2 * circles["largest"] * (numbers[row] / circles["reference"]) ** 0.5 for row in rows]
    return {
        "lon": [file["longitudes"][row] for row in rows],
        "lat": [file["latitudes"][row] for row in rows],
        "text": [f"<b>{file['labels'][row]}</b><br>{hovers[row]}" for row in rows],
        "customdata": [f"territoire:{file['codes'][row]}" for row in rows],
        "marker.size": [round(float(size), 1) for size in sizes],
    }
