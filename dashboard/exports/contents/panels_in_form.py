"""Panels joined into one picture, in the form asked for."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.domain.file_formats import PictureForm
from dashboard.figures.static.slides import HIGH, WIDE
from dashboard.figures.static.small_multiples import Panel, panels_picture, panels_slide


def panels_in_form(
    panels: Sequence[Panel],
    *,
    title: str,
    notes: Sequence[str],
    form: PictureForm,
    columns: int | None = None,
) -> str:
    """Write panels, their title and their notes in a form, as SVG.

    Args:
        panels: drawings of one height.
        title: what the picture shows.
        notes: the filters, sources and dates.
        form: that of the picture.
        columns: how many a slide must have, where its rows mean something.
    """
    if form.wide:
        return panels_slide(panels, title=title, notes=notes, shape=WIDE / HIGH, columns=columns)
    return panels_picture(panels, title=title, notes=notes)
