"""Trying a file: read in memory, shown, forgotten."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from pathlib import PurePath
from threading import BoundedSemaphore
from urllib.parse import unquote

import numpy as np
import pandas as pd
from flask import Flask, Response, request
from numpy.typing import NDArray
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.kernel.territories import Territories, territory_name
from dashboard.components.shared.links import TRIAL_PATH
from dashboard.components.sources.import_preview import (
    TriedColumn,
    TriedColumns,
    TriedTable,
    refused_file,
    tried_file,
)
from dashboard.data.importers.matching import (
    BY_CODE,
    WANTED,
    ColumnMapping,
    ColumnMatch,
    HeaderMatch,
    MatchReason,
    from_json,
    to_json,
)
from dashboard.data.importers.recognise import UnknownFormatError
from dashboard.data.imports.importer import Imported, Importer
from dashboard.data.imports.naming import Request
from dashboard.data.imports.pipeline import read_import
from dashboard.data.imports.wording import remark_text
from dashboard.data.tabular.limits import UPLOAD_LIMITS
from dashboard.domain.errors import ImportFileError
from dashboard.domain.formats import shortened
from dashboard.domain.importing import LONGEST_VALUE, LinkedBy
from dashboard.domain.sources import edition_text
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS
from dashboard.figures.static.shapes import SvgShapes
from dashboard.figures.static.small_maps import points_svg

NAME_HEADER = "X-Nom-De-Fichier"
FILE_FIELD, COLUMNS_FIELD = "fichier", "correspondance"
"""Parts of a form: the file, and what its columns are, as ``matching.to_json`` writes it."""

LARGEST_BYTES = UPLOAD_LIMITS.bytes or 0
MAPPING_BYTES = 300_000
"""More than a form may hold besides its file."""

AT_ONCE = 2
"""Files read at the same moment: each may take some hundred megabytes."""
FIRST_ROWS, MOST_REMARKS, LONGEST_NAME, MOST_COLUMNS = 10, 50, 120, 60
_TOO_LARGE = (
    "Ce fichier dépasse 20 Mo, ce que cette page peut lire : découpez-le, ou confiez-le à la personne "
    "qui tient ce site."
)
_BUSY = "D’autres fichiers sont en cours de lecture : réessayez dans un instant."
_INCOMPLETE = "Le fichier n’est pas arrivé entier : réessayez."
_EMPTY = "Aucun fichier n’a été reçu : choisissez un fichier puis « Essayer »."


def register(
    server: Flask, current: SnapshotHolder, importer: Callable[[], Importer], shapes: SvgShapes
) -> None:
    """Serve the trial of a file: the body of a request, its name in a header, or a part of a form.

    Args:
        server: the application.
        current: what knows the territories' names.
        importer: gives what files are read against; asked at the first trial.
        shapes: the outlines its points are drawn over.
    """
    turn = BoundedSemaphore(AT_ONCE)

    @server.post(TRIAL_PATH)
    def try_file() -> Response:
        # Before the body is read: slow ones must not take every thread.
        if not turn.acquire(blocking=False):
            return _refusal(_BUSY, HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            received = _received()
            imports = _read(importer(), received)
        except _NotReceivedError as error:
            return _refusal(str(error), error.status)
        except UnknownFormatError as error:
            return _unknown(received.name, error)
        except ImportFileError as error:
            return _refusal(str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
        finally:
            turn.release()
        territories = current.snapshot.region_index.territories
        tables = [tried_table(imported, territories, shapes) for imported in imports]
        columns, unread = _columns_of(received.name, imports)
        return _html(tried_file(received.name, tables, columns=columns, unread=unread))


@dataclass(frozen=True)
class Received:
    """A file, its name, and what its columns are where that is given (JSON), else empty."""

    name: str
    content: bytes
    mapping: str = ""


class _NotReceivedError(Exception):
    def __init__(self, sentence: str, status: HTTPStatus) -> None:
        self.status = status
        super().__init__(sentence)


def _received() -> Received:
    """Read the body, whole or not at all, and in memory only."""
    form = request.mimetype == "multipart/form-data"
    request.max_content_length = LARGEST_BYTES + (MAPPING_BYTES if form else 0)
    try:
        received = _received_form() if form else _received_body()
    except RequestEntityTooLarge as error:
        raise _NotReceivedError(_TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE) from error
    except (ClientDisconnected, OSError, ValueError) as error:  # a body cut or garbled on its way
        raise _NotReceivedError(_INCOMPLETE, HTTPStatus.BAD_REQUEST) from error
    if not received.content:
        raise _NotReceivedError(_EMPTY, HTTPStatus.BAD_REQUEST)
    return received


def _received_body() -> Received:
    content = request.get_data(cache=False)
    if len(content) < (request.content_length or 0):
        raise ClientDisconnected
    return Received(_named(unquote(request.headers.get(NAME_HEADER, ""))), content)


def _received_form() -> Received:
    parser = FormDataParser(
        stream_factory=lambda *_, **__: BytesIO(),
        max_form_memory_size=MAPPING_BYTES,
        max_content_length=request.max_content_length,
        silent=False,
    )
    announced = request.content_length
    _, fields, files = parser.parse(
        request.stream, request.mimetype, announced, request.mimetype_params
    )
    file = files.get(FILE_FIELD)
    if file is None:
        return Received("", b"")
    return Received(_named(file.filename or ""), file.read(), fields.get(COLUMNS_FIELD, ""))


def _named(name: str) -> str:
    return name[:LONGEST_NAME] or "fichier"


def _read(importer: Importer, received: Received) -> tuple[Imported, ...]:
    mapping = from_json(received.mapping) if received.mapping else None
    return read_import(
        importer, received.name, received.content, Request(mapping=mapping), limits=UPLOAD_LIMITS
    )


def _unknown(name: str, error: UnknownFormatError) -> Response:
    """Refuse a file, and let its reader choose what its columns are."""
    columns = tried_columns(name, [match for _, match in error.matches], "")
    sentence = f"{error.problem}\n{_SAY_COLUMNS if columns else _NO_COLUMN}"
    return _html(refused_file(sentence, columns=columns), HTTPStatus.UNPROCESSABLE_ENTITY)


_SAY_COLUMNS = (
    "Si c’est une liste de lieux ou de services, dites ci-dessous quelle colonne est le nom, et laquelle "
    "situe chaque ligne (commune, code postal, adresse ou coordonnées). Si c’est un fichier publié "
    "(France services, data·inclusion…), vérifiez que ses colonnes portent encore leur nom d’origine."
)
_NO_COLUMN = "Sa première ligne doit porter le nom des colonnes."


def _columns_of(
    name: str, imports: Sequence[Imported]
) -> tuple[TriedColumns | None, tuple[str, ...]]:
    """Return the columns that were matched, and those that published formats leave."""
    recognised = [imported.recognised for imported in imports]
    unread = tuple(
        dict.fromkeys(header for table in recognised if not table.match for header in table.unused)
    )
    matched = [(table.match, table.format.code) for table in recognised if table.match]
    if not matched:
        return None, unread
    matches = [match for match, _ in matched]
    (_, format_code), *_ = matched
    return tried_columns(name, matches, format_code), unread


def tried_columns(
    name: str, matches: Sequence[ColumnMatch], format_code: str
) -> TriedColumns | None:
    """Word the columns of a file; sheets that have the same ones are read alike.

    Returns:
        Those that are read and the first others, ``MOST_COLUMNS`` in all or more; ``None`` for no column.
    """
    columns = {column.header: column for match in reversed(matches) for column in match.headers}
    columns = {
        column.header: columns[column.header] for match in matches for column in match.headers
    }
    if not columns:
        return None
    displayed = [
        column for at, column in enumerate(columns.values()) if column.wanted or at < MOST_COLUMNS
    ]
    used: dict[str, list[str]] = {}
    for column in displayed:
        if column.wanted:
            used.setdefault(column.wanted, []).append(column.header)
    mapping = ColumnMapping({code: tuple(headers) for code, headers in used.items()}, format_code)
    return TriedColumns(
        columns=tuple(map(_tried_column, displayed)),
        options=tuple((wanted.header, wanted.label) for wanted in WANTED),
        format_code=format_code,
        file_name=f"colonnes-{PurePath(name).stem}.json",
        choices_json=to_json(mapping) if used else "",
        left=len(columns) - len(displayed),
    )


def _tried_column(column: HeaderMatch) -> TriedColumn:
    doubtful = bool(column.wanted) and (bool(column.note) or column.sureness < DOUBTFUL)
    return TriedColumn(
        header=column.header,
        samples=tuple(shortened(sample, LONGEST_VALUE) for sample in column.samples),
        wanted=BY_CODE[column.wanted].header if column.wanted else "",
        recognition=_recognition_text(column, doubtful=doubtful),
        note=column.note,
        doubtful=doubtful,
    )


def _recognition_text(column: HeaderMatch, *, doubtful: bool) -> str:
    if not column.wanted:
        return "Non reprise"
    if column.why is MatchReason.CHOSEN:
        return "Choisie"
    return f"Reconnue {column.why.label}{', à vérifier' if doubtful else ''}"


DOUBTFUL = 0.8
"""Sureness under which a column is shown as one to check, and letters shown of a value."""


def tried_table(
    imported: Imported, territories: Mapping[Level, Territories], shapes: SvgShapes
) -> TriedTable:
    """Word an import for the page."""
    records, report = imported.dataset.table, imported.report
    points, approximate = _points(records, territories[Level.COMMUNE])
    return TriedTable(
        format_label=imported.recognised.format.label,
        sentences=(f"Édition : {edition_text(report.edition)}.", *report.sentences()[1:]),
        remarks=tuple(remark_text(remark) for remark in report.remarks[:MOST_REMARKS]),
        remarks_in_all=len(report.remarks),
        rows=tuple(
            (
                str(row["line"]),
                shortened(row["name"], LONGEST_NAME),
                _place(row["commune_code"], row["departement_code"], territories),
                _labels(row["themes"], THEME_LABELS),
                _labels(row["publics"], PUBLIC_LABELS),
                LinkedBy(row["linked_by"]).label if row["linked_by"] else "non rattachée",
                "exacte" if row["longitude"] == row["longitude"] else "commune",
            )
            for row in records.head(FIRST_ROWS).to_dict("records")
        ),
        points=len(points),
        approximate=approximate,
        map_svg=points_svg(shapes, points, title=f"Carte des points de {report.file_name}"),
    )


def _points(records: pd.DataFrame, communes: Territories) -> tuple[NDArray[np.float64], int]:
    """Return the points of records, shape ``(n, 2)``, the last ones at the centre of their commune.

    And how many those are: records that have a commune and no point of their own.
    """
    exact = records.loc[records["longitude"].notna(), ["longitude", "latitude"]]
    codes = records.loc[records["longitude"].isna(), "commune_code"]
    rows = [communes.rows[code] for code in codes if code in communes.rows]
    centres = communes.centres[rows] if rows else np.empty((0, 2))
    return np.vstack([exact.to_numpy(np.float64), centres]), len(rows)


def _place(commune: str, departement: str, territories: Mapping[Level, Territories]) -> str:
    if commune:
        return f"{territory_name(territories, commune)} ({commune})"
    return territory_name(territories, f"D{departement}") if departement else "non renseignée"


def _labels(words: str, labels: dict[str, str]) -> str:
    return ", ".join(labels[word] for word in words.split("|") if word) or "non renseigné"


def _refusal(sentence: str, status: HTTPStatus) -> Response:
    return _html(refused_file(sentence), status)


def _html(body: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    response = Response(body, status=status, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
