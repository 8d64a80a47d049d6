"""The request of a download, and its answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.selections.query import Query
from dashboard.domain.territory import Level
from dashboard.exports.contents.comparison_picture import LevelWindows
from dashboard.exports.contents.map_picture import LevelShapes
from dashboard.exports.formats.registry import FileContents


@dataclass(frozen=True, eq=False)
class FileShapes:
    """The shapes that files hold or are drawn with.

    Attributes:
        boundaries: the display boundaries of each level, GeoJSON whose feature ids are codes.
        level_shapes: gives the shapes that a level is drawn with in pictures.
        level_windows: gives the shapes of a level around a place.
    """

    boundaries: Mapping[Level, bytes]
    level_shapes: LevelShapes
    level_windows: LevelWindows


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


@dataclass(frozen=True, eq=False)
class NamedContents:
    """What files hold, and the name of the one asked for."""

    contents: FileContents
    name: str


Gather = Callable[[DownloadRequest], NamedContents]
"""Gathers what files hold; it may answer 404 with a sentence."""
