"""From a filter to the number of initiatives in every commune and EPCI: bit masks against pandas.

Both sides start from the same records and must give the same numbers before they are timed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

from benchmarks.synthetic import synthetic_initiatives
from dashboard.analysis.kernel.records import (
    Kept,
    Records,
    count_by_territory,
    keep_records,
    pack_records,
)
from dashboard.data.join import TerritoryPairs, join_territories
from dashboard.domain.counting import Counting
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import TOUS_PUBLICS

GEOGRAPHY = Path(__file__).parents[1] / "data" / "geo"
SIZES = (1_000, 100_000, 1_000_000)
FILTER = MapSelection(
    filters=Filters(themes=("mobilite",), publics=("seniors",), years=(2019, 2021))
)
LEVELS = (Level.COMMUNE, Level.EPCI)
REGION_CODE = "R82"
_LISTS = {Level.COMMUNE: "communes", Level.EPCI: "epci"}
Numbers = dict[Level, np.ndarray]


@dataclass(frozen=True)
class KernelRow:
    """Medians for one number of records, in milliseconds."""

    records: int
    kept_share: float
    kernel_ms: float
    pandas_ms: float

    @property
    def ratio(self) -> float:
        """How many times faster the kernel is."""
        return self.pandas_ms / self.kernel_ms


@dataclass(frozen=True, eq=False)
class Region:
    """The communes and EPCI records are drawn in."""

    communes: pd.DataFrame
    epci: pd.DataFrame

    def codes(self, level: Level) -> list[str]:
        """Return the codes of a level, in row order."""
        return list((self.communes if level is Level.COMMUNE else self.epci)["code"])


def measure_kernel(sizes: Sequence[int] = SIZES, *, rounds: int = 15) -> list[KernelRow]:
    """Time both ways for every number of records, after checking that they agree."""
    region = read_region(GEOGRAPHY)
    return [_measured(size, region, rounds) for size in sizes]


def print_kernel(rows: Sequence[KernelRow]) -> None:
    """Print the medians side by side, with their ratio."""
    print("filter → counts per commune and EPCI (median)")
    print(f"{'records':>10}{'kept':>8}{'kernel ms':>12}{'pandas ms':>12}{'ratio':>9}")
    for row in rows:
        print(
            f"{row.records:>10,}{row.kept_share:>8.1%}{row.kernel_ms:>12.3f}"
            f"{row.pandas_ms:>12.1f}{row.ratio:>8.0f}×"
        )


def read_region(folder: Path) -> Region:
    """Read the real communes where they are built, else make up as many."""
    if not (folder / "communes.parquet").is_file():
        return made_up_region()
    columns = ["code", "departement_code", "epci_code"]
    return Region(
        communes=pd.read_parquet(folder / "communes.parquet", columns=columns),
        epci=pd.read_parquet(folder / "epci.parquet", columns=["code"]),
    )


def made_up_region() -> Region:
    """Make up 2,738 communes in 126 EPCI and 8 départements."""
    number = pd.Series(np.arange(2_738))
    return Region(
        communes=pd.DataFrame(
            {
                "code": (number % 8 + 1).astype("str").str.zfill(2)
                + (number // 8).astype("str").str.zfill(3),
                "departement_code": (number % 8 + 1).astype("str").str.zfill(2),
                "epci_code": (200_000_000 + number % 126).astype("str"),
            }
        ).sort_values("code", ignore_index=True),
        epci=pd.DataFrame({"code": [str(200_000_000 + row) for row in range(126)]}),
    )


def median_ms(action: Callable[[], object], rounds: int) -> float:
    """Time an action ``rounds`` times and return the median, in milliseconds."""
    action()
    return 1e3 * median(_seconds(action) for _ in range(rounds))


def _seconds(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def _measured(size: int, region: Region, rounds: int) -> KernelRow:
    initiatives = synthetic_initiatives(
        size, commune_codes=region.codes(Level.COMMUNE), epci_codes=region.codes(Level.EPCI)
    )
    pairs = join_territories(
        initiatives, communes=region.communes, epci=region.epci, region_code=REGION_CODE
    )
    departements = sorted("D" + region.communes["departement_code"].unique())
    records = pack_records(
        initiatives, pairs, departement_codes=departements, region_code=REGION_CODE
    )
    table = as_lists(initiatives, pairs, region)
    kernel = _kernel_numbers(records, region)
    naive = pandas_numbers(table, region, FILTER)
    assert all(np.array_equal(kernel[level], naive[level]) for level in LEVELS)
    return KernelRow(
        records=size,
        kept_share=float(keep_records(records, FILTER.filters).mean()),
        kernel_ms=median_ms(lambda: _kernel_numbers(records, region), rounds),
        pandas_ms=median_ms(lambda: pandas_numbers(table, region, FILTER), max(rounds // 3, 3)),
    )


def _kernel_numbers(records: Records, region: Region) -> Numbers:
    kept = Kept.of(keep_records(records, FILTER.filters))
    sizes = {Level.COMMUNE: len(region.communes), Level.EPCI: len(region.epci)}
    return {
        level: count_by_territory(
            records, kept, level=level, counting=Counting.PRESENT, size=sizes[level]
        )
        for level in LEVELS
    }


def as_lists(initiatives: pd.DataFrame, pairs: TerritoryPairs, region: Region) -> pd.DataFrame:
    """Give every record the list of its distinct communes and EPCI, as a plain table has them."""
    lists = {_LISTS[level]: _listed(pairs, level, region, len(initiatives)) for level in LEVELS}
    return initiatives[["themes", "publics", "start_year", "end_year"]].assign(**lists)


def _listed(pairs: TerritoryPairs, level: Level, region: Region, size: int) -> pd.Series:
    record, row = pairs.pairs[level, Counting.PRESENT]
    codes = np.array(region.codes(level), dtype=object)[row]
    stops = np.searchsorted(record, np.arange(1, size))
    return pd.Series([list(part) for part in np.split(codes, stops)], dtype=object)


def pandas_numbers(
    table: pd.DataFrame, region: Region, selection: MapSelection, levels: Sequence[Level] = LEVELS
) -> Numbers:
    """Filter lists and explode those kept: the usual way, without its slower variants."""
    kept = pandas_kept(table, selection)
    return {
        level: kept[_LISTS[level]]
        .explode()
        .value_counts()
        .reindex(region.codes(level), fill_value=0)
        .to_numpy()
        for level in levels
    }


def pandas_kept(table: pd.DataFrame, selection: MapSelection) -> pd.DataFrame:
    """Keep the records of a selection, lists of words searched one by one."""
    keep = pd.Series(data=True, index=table.index)
    if selection.filters.themes:
        themes = set(selection.filters.themes)
        keep &= table["themes"].map(lambda listed: not themes.isdisjoint(listed))
    if selection.filters.publics:
        publics = {*selection.filters.publics, TOUS_PUBLICS}
        keep &= table["publics"].map(lambda listed: not publics.isdisjoint(listed))
    if selection.filters.years:
        first_year, last_year = selection.filters.years
        keep &= (table["start_year"].isna() | (table["start_year"] <= last_year)).astype(bool)
        keep &= (table["end_year"].isna() | (table["end_year"] >= first_year)).astype(bool)
    return table[keep]


if __name__ == "__main__":
    print_kernel(measure_kernel())
