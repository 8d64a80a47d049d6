"""Which source a table belongs to, and which edition of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from dashboard.data.importers.format import Format
from dashboard.data.importers.matching import ColumnMapping
from dashboard.data.importers.registry import PUBLICATIONS
from dashboard.data.stores.dataset import DatasetKind, Provenance
from dashboard.domain.errors import ImportFileError
from dashboard.domain.sources import (
    EXHAUSTIVE_SOURCES,
    NO_LICENCE,
    NO_PUBLISHER,
    read_file_name,
    source_code,
)

CATALOGUE = "catalogue"
"""The hand-written records; no import is named so."""
_NAMELESS = "liste"
"""Source of a file whose name has no letter."""


@dataclass(frozen=True)
class Request:
    """What the person who imports decides; everything else is found in the file.

    Texts are empty to be found, or kept as they were for the source.

    Attributes:
        format: code of the format.
        edition: ISO date of the edition.
        columns: pairs of a wanted column and a header it is read from.
        source: name of the source, of which its code is made.
        title: French title of the source.
        publisher: of the source.
        licence: of the source.
        exhaustive: whether the list is complete; ``None`` when not decided.
        called: names the source where the file's own name is that of another file too.
        hidden: whether hidden sheets and rows are read too.
        encoding: decides for a text that reads well in several.
        mapping: all columns, as kept from another file.
    """

    format: str = ""
    edition: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    source: str = ""
    title: str = ""
    publisher: str = ""
    licence: str = ""
    exhaustive: bool | None = None
    called: str = ""
    hidden: bool = False
    encoding: str = ""
    mapping: ColumnMapping | None = None


NOTHING_DECIDED = Request()


@dataclass(frozen=True)
class SourceNamed:
    """The source of a table; see ``Provenance``."""

    code: str
    title: str
    publisher: str
    licence: str
    exhaustive: bool


def name_source(  # noqa: PLR0913 - all that a source is known by
    form: Format,
    file_name: str,
    request: Request,
    stored: Sequence[Provenance],
    *,
    stated: str = "",
    today: dt.date,
) -> SourceNamed:
    """Return the source of a table.

    It is the one that was decided, else the publication the format belongs to, else the one its rows
    name, else the file's name without its date, which never gives the code of a publication. Earlier
    title, publisher and licence stay unless the request gives others; those of a publication are its own.

    Args:
        form: the table's format.
        file_name: of the file.
        request: what was decided.
        stored: what the store holds.
        stated: the one publisher that every row of the table names, if any.
        today: the date of the import.

    Raises:
        ImportFileError: the name that was decided has no letter.
    """
    decided = source_code(request.source)
    if request.source and not decided:
        message = (
            f"--source : « {request.source} » n’a ni lettre ni chiffre latin pour en faire un code."
        )
        raise ImportFileError(message)
    named = stated or read_file_name(request.called or file_name, today=today).title
    own = form.source if not decided else ""
    code = decided or own or source_code(named) or _NAMELESS
    needs = {provenance.source for provenance in stored if provenance.kind is DatasetKind.NEEDS}
    reserved = frozenset() if decided or own else EXHAUSTIVE_SOURCES if stated else PUBLICATIONS
    if code in reserved | needs | {CATALOGUE}:
        code = f"{_NAMELESS}-{code}"
    last = _last_of(code, stored, written_as=form.code if own else "")
    spoken = request.source if request.source != code else ""
    # A publication is exhaustive in its own format alone, whatever else is given its name.
    published = form.source == code and code in EXHAUSTIVE_SOURCES
    inherited = bool(last and last.exhaustive) and code not in EXHAUSTIVE_SOURCES
    exhaustive = published or inherited
    return SourceNamed(
        code=code,
        title=request.title
        or (last.title if last else "")
        or spoken
        or (form.label if own else named)
        or code,
        publisher=request.publisher
        or (last.publisher if last else form.publisher if own else spoken or NO_PUBLISHER),
        licence=request.licence or (last.licence if last else form.licence if own else NO_LICENCE),
        exhaustive=exhaustive if request.exhaustive is None else request.exhaustive,
    )


def file_names(paths: Sequence[PurePath], *, today: dt.date) -> dict[PurePath, str]:
    """Name the lists of several files: each by its own name, or with its folder's where names agree.

    Two files that would be one edition of one source are two lists: ``isere/liste.csv`` and
    ``ain/liste.csv`` are ``isere liste.csv`` and ``ain liste.csv``.
    """
    own = {path: read_file_name(path.name, today=today) for path in dict.fromkeys(paths)}
    keys = [(source_code(named.title), named.edition) for named in own.values()]
    return {
        path: f"{path.parent.name} {path.name}"
        if keys.count((source_code(named.title), named.edition)) > 1
        else path.name
        for path, named in own.items()
    }


def _last_of(code: str, stored: Sequence[Provenance], *, written_as: str) -> Provenance | None:
    """Return the latest edition of a source, of those in one format where one is given."""
    own = [
        edition
        for edition in stored
        if edition.source == code
        and edition.kind is DatasetKind.RECORDS
        and (not written_as or edition.format == written_as)
    ]
    return max(own, key=lambda edition: edition.edition, default=None)
