"""Templates of what holds no control: Jinja2, escaped by default, beside the Python that words them.

The template of a piece is in the folder ``templates`` of its room and is named ``room/piece.html.j2``.
What several rooms use is a macro of ``shared/macros.html.j2``. French sentences are made by functions, which
templates are given or call.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from dashboard.components.shared.contacts import phone_map_address
from dashboard.components.shared.links import address, record_address, report_address
from dashboard.components.shared.opening_hours import (
    JOUR_FERIE_NOTE,
    UNKNOWN_HOURS,
    day_text,
    state_text,
    week_title,
)
from dashboard.components.shared.wording import NOT_AN_ABSENCE, SOMEWHERE_NOTE
from dashboard.domain.formats import capitalised, counted, french_number, french_percent, rate_text
from dashboard.domain.hours import DAYS

_ROOMS = Path(__file__).parent.parent
_APART = "editors"
"""The room whose pages are whole documents, with an environment of their own."""
_LINE_BREAK = re.compile(r"\s*\n\s*")


class _NoLineBreaks(Extension):
    """A line break of a template is no space: elements can be on lines of their own."""

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002 - Jinja gives them
        filename: str | None = None,  # noqa: ARG002
    ) -> str:
        return _LINE_BREAK.sub("", source)


def render(name: str, /, **values: object) -> Markup:
    """Write a template as markup; every text and attribute is escaped.

    Args:
        name: ``room/piece.html.j2``.
        values: what the template names.

    Raises:
        jinja2.UndefinedError: the template names a value that it was not given.
        jinja2.TemplateNotFound: no room has it.
    """
    return Markup(environment().get_template(name).render(values))  # noqa: S704 - written by Jinja


def paragraph(text: str, class_name: str = "") -> Markup:
    """Write a paragraph of text alone, as where there is nothing to list."""
    return render("shared/paragraph.html.j2", text=text, class_name=class_name)


def compile_templates() -> None:
    """Compile every template, which Jinja leaves to its first use: a reader would wait for it."""
    for name in environment().list_templates():
        environment().get_template(name)


@cache
def environment() -> Environment:
    """Return what templates are read and written by, their loader and what each may call included."""
    templates = Environment(
        loader=PrefixLoader(_loaders()),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[_NoLineBreaks],
        auto_reload=False,
        cache_size=-1,
    )
    templates.globals |= {
        "DAYS": DAYS,
        "JOUR_FERIE_NOTE": JOUR_FERIE_NOTE,
        "NOT_AN_ABSENCE": NOT_AN_ABSENCE,
        "SOMEWHERE_NOTE": SOMEWHERE_NOTE,
        "UNKNOWN_HOURS": UNKNOWN_HOURS,
        "address": address,
        "capitalised": capitalised,
        "counted": counted,
        "day_text": day_text,
        "french_number": french_number,
        "french_percent": french_percent,
        "opening_text": state_text,
        "phone_map_address": phone_map_address,
        "rate_text": rate_text,
        "record_address": record_address,
        "report_address": report_address,
        "week_title": week_title,
    }
    return templates


def _loaders() -> dict[str, BaseLoader]:
    folders = {folder.parent.name: folder for folder in _ROOMS.glob("*/templates")}
    return {room: FileSystemLoader(folder) for room, folder in folders.items() if room != _APART}
