"""Which version of the method the numbers of a page or a file were made with."""

from __future__ import annotations

METHOD_VERSION = "1.0"
"""Raised when a definition, a threshold or a formula changes what the same data give."""
METHOD_DATE = "2026-11-26"
"""When this version was set, ISO."""
