"""The search box letter by letter, with and without a typo, against the usual way of searching.

Both sides are given the same texts on the same index; what they must both find is asserted first.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.report import Line
from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.kernel.territories import build_territories
from dashboard.analysis.search.index import SearchIndex, build_search_index, search
from dashboard.data.atlas import Atlas, load_atlas
from dashboard.settings import Settings

NAMES, CODES = 170, 30
MOST_MS = 8
_LIMIT = 10
_NAIVE_EVERY = 10
_WARM_UP, _TRIES = 20, 3
Times = tuple[float, float, float]


def keystroke_lines(atlas: Atlas) -> list[Line]:
    """Tell the time of a keystroke on the whole region, and how much longer the usual way takes."""
    index = index_of(atlas)
    texts = typed_texts(index)
    usual, most_times, worst = measure_keystrokes(index)
    naive, naive_most_times, naive_worst = measure_naive(index)
    over = f"{len(texts):,} keystrokes over {len(index.choices):,} names"
    beside = f"rapidfuzz over every name {naive:.1f}, {naive_most_times:.1f}, {naive_worst:.1f} ms"
    return [
        Line("search, one keystroke, median", usual, "ms", most=MOST_MS, beside=over),
        Line("search, one keystroke, 95 %", most_times, "ms", most=MOST_MS, beside=beside),
        Line("search, one keystroke, worst", worst, "ms"),
        Line("naive search / ours, median", naive / usual, "×"),
    ]


def index_of(atlas: Atlas) -> SearchIndex:
    """Build the index of the real region, as the application does."""
    geography = atlas.geography
    return build_search_index(
        build_territories(geography.communes, geography.epci, geography.departements),
        postal_codes=geography.postal_codes,
        former_communes=geography.former_communes,
    )


def measure_keystrokes(index: SearchIndex) -> Times:
    """Time every keystroke: median, 95th percentile and worst, in milliseconds.

    Each is the quickest of three: nothing is remembered from one search to the next, and what
    else the machine does is not told as ours.
    """
    assert (
        search(index, "villefranche-sur-saone")[0] == naive_search(index, "villefranche saone")[0]
    )
    assert search(index, "07270")[0] in naive_search(index, "07270")
    return _times_ms(lambda text: search(index, text), typed_texts(index))


def measure_naive(index: SearchIndex) -> Times:
    """Time the usual way on one keystroke in ten: median, 95th percentile and worst."""
    return _times_ms(lambda text: naive_search(index, text), typed_texts(index)[::_NAIVE_EVERY])


def typed_texts(index: SearchIndex) -> list[str]:
    """Type names and codes letter by letter, right, then with two neighbours swapped halfway."""
    return [
        typed[:end]
        for text in _sample(index)
        for typed in dict.fromkeys((text, _slipped(text)))
        for end in range(2, len(typed) + 1)
    ]


def naive_search(index: SearchIndex, text: str) -> list[SearchAnswer]:
    """Score every name at each keystroke, and try every postal code in turn."""
    if text.isdigit():
        pairs = zip(index.postal_codes.tolist(), index.postal_answers, strict=True)
        return [answer for code, answer in pairs if code.startswith(text)]
    alike = process.extract(text, index.choices, scorer=fuzz.WRatio, limit=_LIMIT)
    return [index.answers[row] for _, _, row in alike]


def _sample(index: SearchIndex) -> list[str]:
    """Take names of places of every size as they are labelled, and codes of every département."""
    names = [answer.label for answer in index.answers]
    postal = sorted(set(index.postal_codes.tolist()))
    insee = list(index.communes)
    return [*_spread(names, NAMES), *_spread(postal, CODES // 2), *_spread(insee, CODES // 2)]


def _spread(texts: Sequence[str], number: int) -> list[str]:
    return [texts[round(at)] for at in np.linspace(0, len(texts) - 1, number)]


def _slipped(text: str) -> str:
    """Swap the first two different letters that stand together after the middle, if any."""
    for at, (one, other) in enumerate(pairwise(text)):
        if at >= len(text) // 2 - 1 and one != other and (one + other).isalpha():
            return text[:at] + other + one + text[at + 2 :]
    return text


def _times_ms(answer: Callable[[str], object], texts: Sequence[str]) -> Times:
    for text in texts[:_WARM_UP]:
        answer(text)
    seconds = np.array([min(_seconds(answer, text) for _ in range(_TRIES)) for text in texts])
    usual, most_times = np.percentile(seconds, [50, 95])
    return 1e3 * float(usual), 1e3 * float(most_times), 1e3 * float(seconds.max())


def _seconds(answer: Callable[[str], object], text: str) -> float:
    begun = time.perf_counter()
    answer(text)
    return time.perf_counter() - begun


if __name__ == "__main__":
    settings = Settings()
    for told in keystroke_lines(load_atlas(settings.geo_folder, settings.initiatives_folder)):
        print(told)
