"""The rules that bind several cells of the catalogue: one function per rule, all listed below."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from dashboard.data.catalogue.csv_files import Files, items_of, shorten
from dashboard.domain.errors import Defect

INITIATIVES, PLACES = "initiatives.csv", "places.csv"


def broken_rules(files: Files) -> Iterator[Defect]:
    """Yield the defects of every rule."""
    for rule in RULES:
        yield from rule(files)


def years_in_order(files: Files) -> Iterator[Defect]:
    """An initiative does not end before it starts."""
    for row in files[INITIATIVES].rows:
        start, end = row.cells.get("start_year", ""), row.cells.get("end_year", "")
        if _is_year(start) and _is_year(end) and end < start:
            expected = f"a year not before start_year, {start}"
            yield Defect(INITIATIVES, row.line, "end_year", end, expected)


def communes_of_places(files: Files) -> Iterator[Defect]:
    """``commune_codes`` of an initiative names the communes of its places, and no other.

    A place without commune (a remote service) adds none. No defect is reported for ids that are there
    twice, nor when a row of ``places.csv`` could not be read.
    """
    places = files[PLACES]
    if not places.whole or places.crooked:
        return
    of_places: dict[str, set[str]] = defaultdict(set)
    for row in places.rows:
        of_places[row.cells["initiative_id"]].add(row.cells["commune_code"])
    times = Counter(row.cells.get("id") for row in files[INITIATIVES].rows)
    for row in files[INITIATIVES].rows:
        cell, initiative = row.cells.get("commune_codes"), row.cells.get("id")
        if cell is None or initiative is None or times[initiative] > 1:
            continue
        communes = of_places[initiative] - {""}
        if set(items_of(cell)) != communes:
            wording = shorten("|".join(sorted(communes))) or "nothing"
            expected = f"{wording}: the communes of its rows in {PLACES}"
            yield Defect(INITIATIVES, row.line, "commune_codes", shorten(cell), expected)


def both_coordinates(files: Files) -> Iterator[Defect]:
    """A place has a latitude and a longitude, or neither."""
    pair = {"latitude": "longitude", "longitude": "latitude"}
    for row in files[PLACES].rows:
        for empty, other in pair.items():
            if row.cells.get(empty) == "" and row.cells.get(other):
                yield Defect(PLACES, row.line, empty, "", f"a {empty}, since {other} has one")


def commune_of_coordinates(files: Files) -> Iterator[Defect]:
    """A place with coordinates is in a commune: the map opens it when the point is chosen."""
    for row in files[PLACES].rows:
        if row.cells.get("commune_code") == "" and row.cells.get("latitude"):
            expected = "the commune of the coordinates"
            yield Defect(PLACES, row.line, "commune_code", "", expected)


RULES: tuple[Callable[[Files], Iterator[Defect]], ...] = (
    years_in_order,
    communes_of_places,
    both_coordinates,
    commune_of_coordinates,
)


_YEAR_DIGITS = 4


def _is_year(text: str) -> bool:
    return len(text) == _YEAR_DIGITS and text.isascii() and text.isdigit()
