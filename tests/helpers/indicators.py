"""Values of the usual indicators, made up."""

from __future__ import annotations

from typing import TypeVar

from dashboard.domain.indicators import Indicator

T = TypeVar("T")


def usual(number: T, rate: T, share: T) -> dict[Indicator, T]:
    """Name the number of initiatives, the rate and the share."""
    return {Indicator.NUMBER: number, Indicator.RATE: rate, Indicator.SHARE: share}
