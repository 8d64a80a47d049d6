"""The present time, given to callbacks and routes so that tests set it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

Clock = Callable[[], dt.datetime]
"""Gives the present time in Europe/Paris, to the minute."""
