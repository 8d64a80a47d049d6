"""Panels of years: a line for what had begun by each year and, below, bars for what began in it.

Each has its own scale, the same for all territories: on that of the line, the bars would vanish.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.domain.counting import ValueState
from dashboard.domain.formats import counted, french_number, rate_text
from dashboard.figures import palette
from dashboard.figures.static.small_multiples import (
    TICK_PX,
    TRACK,
    WIDTH_PX,
    Header,
    Panel,
    axis_ticks,
    tick_text,
)
from dashboard.figures.static.svg import BOLD, END, MIDDLE, line_svg, rect_svg, text_svg

_TITLED_PX, _BEGUN_PX, _NEW_PX, _BETWEEN_PX, _FOOT_PX = 22.0, 100.0, 56.0, 34.0, 46.0
_RIGHT_PX = WIDTH_PX - 4
_YEAR_PX = 46.0
"""Least distance between two years written under the axis."""
_NEW_STEPS = 2
_DIGIT_EM = 0.65
"""Width of a digit, in sizes of the font: that of the widest usual ones."""
_LINE = palette.SEQUENTIAL[4]
_BAR = palette.CIRCLE


@dataclass(frozen=True)
class YearCounts:
    """One territory: initiatives begun in each year and by then, or as many per inhabitants.

    Attributes:
        unknown: the initiatives of unknown first year, which the title tells.
        cautious: whether its rates rest on few inhabitants.
    """

    name: str
    new: tuple[float, ...]
    begun: tuple[float, ...]
    unknown: int
    cautious: bool = False

    @property
    def title(self) -> str:
        """Its name, and how many initiatives have no year: ``CA du Bassin (3 sans date)``."""
        return (
            f"{self.name} ({french_number(self.unknown)} sans date)" if self.unknown else self.name
        )


@dataclass(frozen=True)
class YearScale:
    """What panels of years show: the headings of both plots, and how values are written.

    Attributes:
        smallest_step: the least distance between two ticks.
        written: writes a value in its plot.
        told: writes it in the sentence that stands for the panel.
    """

    begun: str
    new: str
    smallest_step: float
    written: Callable[[float], str]
    told: Callable[[float], str]


NUMBERS = YearScale(
    "Depuis le début",
    "Nouvelles dans l’année",
    smallest_step=1,
    written=french_number,
    told=lambda number: counted(round(number), "initiative"),
)
RATES = YearScale(
    "Depuis le début, pour 10\u202f000 hab.",
    "Nouvelles dans l’année, pour 10\u202f000 hab.",
    smallest_step=0,
    written=rate_text,
    told=lambda rate: f"{rate_text(rate)} pour 10\u202f000 habitants",
)


@dataclass(frozen=True)
class _Plot:
    """One of the two plots of a panel: its position, and what all panels share of it."""

    base: float
    height: float
    left: float
    ticks: tuple[float, ...]
    years: tuple[int, ...]
    scale: YearScale

    @property
    def step(self) -> float:
        return (_RIGHT_PX - self.left) / len(self.years)

    def x(self, place: int) -> float:
        return self.left + self.step * (place + 0.5)

    def y(self, value: float) -> float:
        return self.base - self.height * value / self.ticks[-1]


def year_panels(
    counts: Sequence[YearCounts], years: Sequence[int], *, title: str, scale: YearScale = NUMBERS
) -> tuple[Panel, ...]:
    """Draw a panel per territory; all of them share the axes.

    Args:
        counts: ``n`` territories, each with one value per year.
        years: consecutive years; none gives no panel.
        title: what is drawn, for the sentence that stands for each panel.
        scale: what the values are.
    """
    if not years:
        return ()
    header = Header.of(
        [territory.title for territory in counts], [territory.cautious for territory in counts]
    )
    begun, new = _plots(counts, tuple(years), header.height_px, scale)
    return tuple(
        Panel(
            _sentence(territory, begun, title),
            new.base + _FOOT_PX,
            header.svg(place)
            + _begun(territory, begun)
            + _new(territory, new)
            + _foot(territory, new),
        )
        for place, territory in enumerate(counts)
    )


def _plots(
    counts: Sequence[YearCounts], years: tuple[int, ...], top: float, scale: YearScale
) -> tuple[_Plot, _Plot]:
    most_begun = max((number for territory in counts for number in territory.begun), default=0)
    most_new = max((number for territory in counts for number in territory.new), default=0)
    least = scale.smallest_step
    begun = axis_ticks(most_begun, smallest_step=least)
    new = axis_ticks(most_new, smallest_step=max(least, most_new / _NEW_STEPS))
    widest = max(len(tick_text(tick, ticks[1])) for ticks in (begun, new) for tick in ticks)
    left = widest * TICK_PX * _DIGIT_EM + 8
    base = top + _TITLED_PX + _BEGUN_PX
    return (
        _Plot(base, _BEGUN_PX, left, begun, years, scale),
        _Plot(base + _BETWEEN_PX + _NEW_PX, _NEW_PX, left, new, years, scale),
    )


def _grid(plot: _Plot, heading: str) -> str:
    parts = [text_svg(0, round(plot.base - plot.height - 11, 1), heading, size_px=TICK_PX)]
    for tick in plot.ticks:
        y = plot.y(tick)
        colour = TRACK if tick else palette.OUTLINE
        text = tick_text(tick, plot.ticks[1])
        parts.append(line_svg((plot.left, y), (_RIGHT_PX, y), colour=colour))
        parts.append(
            text_svg(round(plot.left - 5, 1), round(y + 4, 1), text, size_px=TICK_PX, more=END)
        )
    return "".join(parts)


def _begun(counts: YearCounts, plot: _Plot) -> str:
    points = [(plot.x(place), plot.y(number)) for place, number in enumerate(counts.begun)]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    x, y = points[-1]
    last = plot.scale.written(counts.begun[-1])
    return (
        _grid(plot, plot.scale.begun)
        + f'<path d="M{path}" fill="none" stroke="{_LINE}" stroke-width="2.5" '
        f'stroke-linejoin="round"/><circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_LINE}"/>'
        + text_svg(WIDTH_PX, round(y - 8, 1), last, size_px=TICK_PX, more=END + BOLD)
    )


def _new(counts: YearCounts, plot: _Plot) -> str:
    width = min(max(0.7 * plot.step, 1.5), 24.0)
    bars = [
        rect_svg(
            (plot.x(place) - width / 2, plot.y(new)), (width, plot.base - plot.y(new)), fill=_BAR
        )
        for place, new in enumerate(counts.new)
        if new
    ]
    return _grid(plot, plot.scale.new) + "".join(bars) + _years(plot)


def _years(plot: _Plot) -> str:
    """Write the first and the last year, and between them as many as there is room for."""
    last = len(plot.years) - 1
    room = max(int((plot.x(last) - plot.x(0)) / _YEAR_PX), 1)
    half = 2 * _DIGIT_EM * TICK_PX
    parts = []
    for place in sorted({round(last * part / room) for part in range(room + 1)}):
        x = plot.x(place)
        parts.append(line_svg((x, plot.base), (x, plot.base + 4), colour=palette.OUTLINE))
        inside = round(min(max(x, half), WIDTH_PX - half), 1)
        year = str(plot.years[place])
        parts.append(text_svg(inside, plot.base + 18, year, size_px=TICK_PX, more=MIDDLE))
    return "".join(parts)


def _foot(counts: YearCounts, plot: _Plot) -> str:
    return text_svg(0, plot.base + 40, _known_text(counts), size_px=TICK_PX)


def _known_text(counts: YearCounts) -> str:
    if counts.unknown:
        return "" if any(counts.begun) else "Aucune première année connue"
    return "Première année connue pour toutes" if any(counts.begun) else ValueState.ZERO.label


def _sentence(counts: YearCounts, plot: _Plot, title: str) -> str:
    """Describe what a sighted reader sees: how many, since when, and the fullest year."""
    first, last = plot.years[0], plot.years[-1]
    most = max(counts.new)
    best = f", le plus en {plot.years[counts.new.index(most)]} ({plot.scale.written(most)})"
    unknown = (
        f" ; première année inconnue : {french_number(counts.unknown)}" if counts.unknown else ""
    )
    return (
        f"{title}, {counts.name} : {plot.scale.told(counts.begun[-1])} de {first} à "
        f"{last}{best if most else ''}{unknown}. Mêmes axes pour tous."
    )
