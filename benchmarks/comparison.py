"""« Comparer »: five EPCI side by side, their measures and whole answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from typing import TypeVar

import numpy as np
import pandas as pd

from benchmarks.filters import varied_filters
from benchmarks.kernel import Region, as_lists, pandas_kept
from benchmarks.posting import Poster
from benchmarks.region import synthetic_atlas
from benchmarks.report import Line
from dashboard.analysis.comparison.compare import compare
from dashboard.analysis.comparison.indicators import level_indicators
from dashboard.analysis.comparison.results import Comparison
from dashboard.analysis.kernel.memo import Memo
from dashboard.analysis.snapshot import Snapshot
from dashboard.components.shared import ids
from dashboard.data.atlas import Atlas
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, TOUS_PUBLICS
from dashboard.factory import build_app
from dashboard.server.build_snapshot import snapshot_of
from dashboard.server.memory import keep_for_good
from dashboard.settings import Settings

JUDGED = 100_000
ROUNDS, NAIVE_ROUNDS, FEW = 40, 3, 5
FIVE = ("200071751", "200068781", "200046977", "200040715", "244200770")
"""Bourg-en-Bresse, Valence, Lyon, Grenoble, Saint-Étienne."""
T = TypeVar("T")


def kernel_lines(real: Atlas, sizes: Sequence[int]) -> list[Line]:
    """Tell the comparison alone for every number of records, each selection for the first time.

    A plain page beside it, pandas with lists exploded, gives the same numbers.
    """
    lines = []
    for size in sizes:
        atlas = organised_atlas(real, size)
        snapshot, what = snapshot_of(atlas), f"{size:,} records"
        naive = _naive_ms(NaiveComparison.of(atlas), snapshot)
        keep_for_good()
        times = [_timed(partial(compare, snapshot, one))[1] for one in _selections()[1:]]
        everything = [
            _timed(partial(compare, _forgetful(snapshot), _selections()[0]))[1] for _ in range(FEW)
        ]
        ms = median(times)
        beside = f"slowest {max(times):.1f} ms; naive {naive:,.0f} ms, {naive / ms:,.0f} ×"
        lines += [
            Line(f"five EPCI, new filters, {what}", ms, "ms", beside=beside),
            Line(f"five EPCI, no filter, {what}", median(everything), "ms"),
        ]
    return lines


def answer_lines(real: Atlas, sizes: Sequence[int]) -> list[Line]:
    """Tell whole answers, each to filters never asked before: the page's parts, then both maps."""
    lines = []
    for size in sizes:
        poster = Poster(build_app(organised_atlas(real, size), Settings()).server)
        keep_for_good()
        for name, parts in (
            ("synthesis", ["standing", "synthesis"]),
            ("time", ["standing", "time", "changes"]),
            ("maps, new territories", ["standing", "sides"]),
            ("maps, new filters", ["standing", "values"]),
        ):
            requests = [{"query": one.to_query(), "parts": parts} for one in _asked(name)]
            first, *answers = [poster.post(ids.COMPARISON_REQUEST, request) for request in requests]
            times = [answer.ms for answer in answers]
            sent = median(answer.sent for answer in answers) / 1e3
            beside = (
                f"slowest {max(times):.1f} ms, the first of all {first.ms:,.0f} ms; {sent:.1f} kB"
            )
            most = 60 if size == JUDGED else None
            what = f"{name}, five EPCI, {size:,} records"
            lines.append(Line(what, median(times), "ms", most=most, beside=beside))
    return lines


def organised_atlas(real: Atlas, size: int) -> Atlas:
    """Make up initiatives that one to six of many organisations run, or are partners of."""
    atlas = synthetic_atlas(real, size)
    rng = np.random.default_rng(2)
    names = [f"organisation-{number}" for number in range(max(size // 10, 10))]
    pool = np.empty(5_000, dtype=object)
    pool[:] = [tuple(rng.choice(names, rng.integers(0, 4), replace=False).tolist()) for _ in pool]
    organisations = pd.DataFrame({"id": names, "name": names}).assign(
        kind="association", commune_code="", epci_code=""
    )
    initiatives = atlas.catalogue.initiatives.assign(
        operators=pool[rng.integers(0, len(pool), size)],
        partners=pool[rng.integers(0, len(pool), size)],
    )
    catalogue = replace(atlas.catalogue, initiatives=initiatives, organisations=organisations)
    return replace(atlas, catalogue=catalogue)


@dataclass(frozen=True, eq=False)
class NaiveComparison:
    """What a plain page starts from: records with lists of words, communes, EPCI, organisations."""

    records: pd.DataFrame
    communes: pd.DataFrame
    epci: pd.DataFrame

    @classmethod
    def of(cls, atlas: Atlas) -> NaiveComparison:
        """Write the tables."""
        geography, initiatives = atlas.geography, atlas.catalogue.initiatives
        region = Region(communes=geography.communes, epci=geography.epci)
        named = initiatives["operators"] + initiatives["partners"]
        records = as_lists(initiatives, atlas.pairs, region).assign(organisation=named)
        communes = geography.communes[["code", "epci_code", "population"]]
        return cls(records, pd.DataFrame(communes), pd.DataFrame(geography.epci[["code"]]))

    def numbers(self, selection: ComparisonSelection) -> dict[str, np.ndarray]:
        """Filter lists, explode those kept, group and count: every EPCI, by name of what is counted."""
        kept = pandas_kept(self.records, selection.at(Level.EPCI))
        here = kept.explode("epci").dropna(subset="epci")
        everybody = here["publics"].map(lambda words: TOUS_PUBLICS in words)
        every = pd.Series([list(PUBLIC_LABELS)] * len(here), index=here.index)
        publics = here.assign(publics=here["publics"].where(~everybody, every))
        served = self.communes[self.communes["code"].isin(set(kept["communes"].explode().dropna()))]
        people = self.communes.groupby("epci_code")["population"].sum()
        return {
            "number": self._by_epci(here.groupby("epci").size()),
            "organisations": self._by_epci(
                here.explode("organisation").groupby("epci")["organisation"].nunique()
            ),
            "shared": self._by_epci(
                here[here["epci"].index.duplicated(keep=False)].groupby("epci").size()
            ),
            "share": self._by_epci(served.groupby("epci_code")["population"].sum() / people),
            "themes": self._by_word(here, "themes", list(THEME_LABELS)),
            "publics": self._by_word(publics, "publics", list(PUBLIC_LABELS)),
        }

    def _by_epci(self, counts: pd.Series) -> np.ndarray:
        return counts.reindex(self.epci["code"]).fillna(0).to_numpy(np.float64)

    def _by_word(self, here: pd.DataFrame, column: str, words: list[str]) -> np.ndarray:
        table = here.explode(column).groupby([column, "epci"]).size()
        cells = pd.MultiIndex.from_product([words, self.epci["code"]])
        return table.reindex(cells, fill_value=0).to_numpy().reshape(len(words), -1)


def _naive_ms(page: NaiveComparison, snapshot: Snapshot) -> float:
    """Time the plain page, after checking that its numbers are the same."""
    times = []
    for selection in _selections()[1 : NAIVE_ROUNDS + 1]:
        found, ms = _timed(partial(page.numbers, selection))
        assert_same(found, snapshot, selection)
        times.append(ms)
    return median(times)


def assert_same(
    found: dict[str, np.ndarray], snapshot: Snapshot, selection: ComparisonSelection
) -> None:
    """Fail where the plain page's numbers are not those of the comparison."""
    indicators = level_indicators(snapshot, selection.at(Level.EPCI))
    by_measure = indicators.values  # noqa: PD011 - a mapping of ours
    for indicator in (Indicator.NUMBER, Indicator.SHARE, Indicator.ORGANISATIONS, Indicator.SHARED):
        told = found[indicator.name.lower()]
        assert np.allclose(by_measure[indicator], told), (selection, indicator)
    assert np.array_equal(indicators.themes, found["themes"]), selection
    assert np.array_equal(indicators.publics, found["publics"]), selection
    compared = compare(snapshot, selection)
    rows = [snapshot.region_index.territories[Level.EPCI].rows[code] for code in FIVE]
    assert _numbers(compared) == found["number"][rows].tolist(), selection


def _numbers(found: Comparison) -> list[float | None]:
    return [one.ranks[Indicator.NUMBER].value for one in found.territories]


def _selections(number: int = ROUNDS + 1) -> list[ComparisonSelection]:
    """Return as many selections with distinct themes, publics and years, none chosen first."""
    return [
        ComparisonSelection(
            filters=Filters(
                themes=one.filters.themes, publics=one.filters.publics, years=one.filters.years
            ),
            territories=FIVE,
        )
        for one in varied_filters(Level.EPCI, number)
    ]


def _asked(name: str) -> list[ComparisonSelection]:
    """Return the filters one kind of answer is asked for, others for each kind of map."""
    later = (
        2 * ROUNDS if name.endswith("filters") else ROUNDS if name.endswith("territories") else 0
    )
    return _selections(3 * ROUNDS + 1)[later : later + ROUNDS + 1]


def _forgetful(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, indicators=Memo())


def _timed(function: Callable[[], T]) -> tuple[T, float]:
    """Return an answer and the milliseconds it took."""
    begun = time.perf_counter()
    answer = function()
    return answer, 1e3 * (time.perf_counter() - begun)
