"""Attributes that Python cannot spell as keywords."""

from __future__ import annotations

from typing import Any


def aria(**words: str) -> dict[str, Any]:
    """Write ARIA attributes: ``aria(label="Pages")`` is ``{"aria-label": "Pages"}``."""
    return {f"aria-{name}": word for name, word in words.items()}


def data(**words: str) -> dict[str, Any]:
    """Write data attributes; underscores become hyphens."""
    return {f"data-{name.replace('_', '-')}": word for name, word in words.items()}
