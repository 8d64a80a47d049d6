"""Lines of figures: what was measured, its target, the ratio to the naive version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One figure. ``most`` or ``least`` is its target; a figure without one is only told."""

    what: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None
    beside: str = ""

    @property
    def verdict(self) -> str:
        """``OK`` or ``MISSED``, empty without a target."""
        if self.most is None and self.least is None:
            return ""
        missed = (self.most is not None and self.value > self.most) or (
            self.least is not None and self.value < self.least
        )
        return "MISSED" if missed else "OK"

    def __str__(self) -> str:
        """Write the line under the columns of ``print_section``."""
        target = ""
        if self.most is not None:
            target = f"≤ {_short(self.most)} {self.unit}"
        if self.least is not None:
            target = f"≥ {_short(self.least)} {self.unit}"
        value = f"{_short(self.value)} {self.unit}"
        return f"  {self.what:<58}{target:>13}{value:>13}  {self.verdict:<7} {self.beside}".rstrip()


def print_section(title: str, lines: Iterable[Line]) -> list[Line]:
    """Print a section as soon as it is measured, and return its lines."""
    told = list(lines)
    print(f"\n{title}", flush=True)
    print(f"  {'':<58}{'target':>13}{'measured':>13}")
    for line in told:
        print(line, flush=True)
    return told


def print_summary(lines: Iterable[Line]) -> None:
    """Say how many targets are met and repeat the lines that miss theirs."""
    judged = [line for line in lines if line.verdict]
    missed = [line for line in judged if line.verdict == "MISSED"]
    print(f"\n{len(judged) - len(missed)} of {len(judged)} targets met")
    for line in missed:
        print(line)


def _short(value: float) -> str:
    if value >= 100 or float(value).is_integer():
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.3f}"
