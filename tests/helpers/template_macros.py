"""Macros of templates, called as other templates call them."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from dashboard.components.shared.templates import environment


def macro(template: str, name: str) -> Callable[..., Markup]:
    """Return a macro of a template, named ``room/piece.html.j2``."""
    written: Callable[..., Markup] = getattr(environment().get_template(template).module, name)
    return written
