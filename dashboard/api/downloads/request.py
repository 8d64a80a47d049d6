"""The request of a download, and its answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.file_formats import FORM_KEY, PICTURE, PictureForm, form_of, formats_of
from dashboard.domain.selections.file_names import place_words
from dashboard.domain.selections.query import Query, values_of
from dashboard.domain.territory import Level
from dashboard.exports.contents.picture_shapes import PictureShapes, focus_of
from dashboard.exports.formats.registry import FileContents


@dataclass(frozen=True, eq=False)
class FileShapes:
    """The shapes that files hold or are drawn with.

    Attributes:
        boundaries: the display boundaries of each level, GeoJSON whose feature ids are codes.
        pictures: those that pictures are drawn with.
    """

    boundaries: Mapping[Level, bytes]
    pictures: PictureShapes


@dataclass(frozen=True, eq=False)
class DownloadRequest:
    """A file that is asked for.

    Attributes:
        snapshot: what it is made from.
        query: that of its address.
        extension: that of its address, which may be no format's.
        part: the part of the download, where it has some.
        now: the present time.
        shapes: what it is drawn with.
    """

    snapshot: Snapshot
    query: Query
    extension: str
    part: str
    now: dt.datetime
    shapes: FileShapes

    @property
    def form(self) -> PictureForm:
        """The form that the address asks of a picture."""
        return form_of(values_of(self.query, FORM_KEY))

    @property
    def is_picture(self) -> bool:
        """Whether a drawing is asked for."""
        return any(self.extension == format_.extension for format_ in formats_of(*PICTURE))


@dataclass(frozen=True, eq=False)
class NamedContents:
    """What files hold, and the name of the one asked for."""

    contents: FileContents
    name: str


def focus_words(request: DownloadRequest, territory: str | None) -> tuple[str, ...]:
    """Return the words that name the territory chosen in a file's name, none for the region."""
    region_index = request.snapshot.region_index
    code = focus_of(region_index.territories, territory)
    return place_words(region_index.name_of(code), code) if code else ()


Gather = Callable[[DownloadRequest], NamedContents]
"""Gathers what files hold; it may answer 404 with a sentence."""
