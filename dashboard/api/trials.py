"""Trying a file: read in memory, shown, forgotten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from threading import BoundedSemaphore
from urllib.parse import unquote

from flask import Flask, Response, request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from dashboard.analysis.current import Current
from dashboard.analysis.territories import Territories, territory_name
from dashboard.components.import_preview import TriedTable, refused_file, tried_file
from dashboard.components.links import TRIAL_PATH
from dashboard.data.imports.pipeline import Imported, Importer, read_import
from dashboard.data.imports.wording import remark_text
from dashboard.data.tabular.limits import UPLOAD_LIMITS
from dashboard.domain.errors import ImportFileError
from dashboard.domain.importing import LinkedBy
from dashboard.domain.sources import edition_text
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS
from dashboard.figures.svg_map import Shapes, points_svg

NAME_HEADER = "X-Nom-De-Fichier"
LARGEST_BYTES = UPLOAD_LIMITS.bytes
AT_ONCE = 2
"""Files read at the same moment: each may take some hundred megabytes."""
FIRST_ROWS, MOST_REMARKS, LONGEST_NAME = 10, 50, 120
_TOO_LARGE = "Ce fichier dépasse 20 Mo : importez-le en ligne de commande."
_BUSY = "D’autres fichiers sont en cours de lecture : réessayez dans un instant."
_INCOMPLETE = "Le fichier n’est pas arrivé entier : réessayez."
_EMPTY = "Aucun fichier n’a été reçu : choisissez un fichier puis « Essayer »."


def register(
    server: Flask, current: Current, importer: Callable[[], Importer], shapes: Shapes
) -> None:
    """Serve the trial of a file posted as the body of a request; its name is in a header.

    Args:
        server: the application.
        current: what knows the territories' names.
        importer: gives what files are read against; asked at the first trial.
        shapes: the outlines its points are drawn over.
    """
    turn = BoundedSemaphore(AT_ONCE)

    @server.post(TRIAL_PATH)
    def try_file() -> Response:
        request.max_content_length = LARGEST_BYTES
        name = unquote(request.headers.get(NAME_HEADER, ""))[:LONGEST_NAME] or "fichier"
        # Before the body is read: slow ones must not take every thread.
        if not turn.acquire(blocking=False):
            return _refused(_BUSY, HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            found = read_import(importer(), name, _received(), limits=UPLOAD_LIMITS)
        except _NotReceivedError as error:
            return _refused(str(error), error.status)
        except ImportFileError as error:
            return _refused(str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
        finally:
            turn.release()
        territories = current.desk.observatory.territories
        return _html(tried_file(name, [tried_table(one, territories, shapes) for one in found]))


class _NotReceivedError(Exception):
    def __init__(self, sentence: str, status: HTTPStatus) -> None:
        self.status = status
        super().__init__(sentence)


def _received() -> bytes:
    """Read the body, whole or not at all."""
    try:
        content = request.get_data(cache=False)
    except RequestEntityTooLarge as error:
        raise _NotReceivedError(_TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE) from error
    except (ClientDisconnected, OSError) as error:  # a body cut or garbled on its way
        raise _NotReceivedError(_INCOMPLETE, HTTPStatus.BAD_REQUEST) from error
    if not content:
        raise _NotReceivedError(_EMPTY, HTTPStatus.BAD_REQUEST)
    if len(content) < (request.content_length or 0):
        raise _NotReceivedError(_INCOMPLETE, HTTPStatus.BAD_REQUEST)
    return content


def tried_table(
    imported: Imported, territories: Mapping[Level, Territories], shapes: Shapes
) -> TriedTable:
    """Word an import for the page."""
    records, report = imported.dataset.table, imported.report
    placed = records[records["longitude"].notna()]
    return TriedTable(
        format_label=f"{imported.dataset.provenance.title} ({report.format})",
        sentences=(f"Édition : {edition_text(report.edition)}.", *report.sentences()[1:]),
        remarks=tuple(remark_text(one) for one in report.remarks[:MOST_REMARKS]),
        remarks_in_all=len(report.remarks),
        rows=tuple(
            (
                str(row["line"]),
                _shortened(row["name"]),
                _place(row["commune_code"], row["departement_code"], territories),
                _labels(row["themes"], THEME_LABELS),
                _labels(row["publics"], PUBLIC_LABELS),
                LinkedBy(row["linked_by"]).label if row["linked_by"] else "non rattachée",
                "exacte" if row["longitude"] == row["longitude"] else "commune",
            )
            for row in records.head(FIRST_ROWS).to_dict("records")
        ),
        points=len(placed),
        map_svg=points_svg(
            shapes,
            placed["longitude"].to_numpy(),
            placed["latitude"].to_numpy(),
            title=f"Carte des points de {report.file_name}",
        ),
    )


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"


def _place(commune: str, departement: str, territories: Mapping[Level, Territories]) -> str:
    if commune:
        return f"{territory_name(territories, commune)} ({commune})"
    return territory_name(territories, f"D{departement}") if departement else "non renseignée"


def _labels(words: str, labels: dict[str, str]) -> str:
    return ", ".join(labels[word] for word in words.split("|") if word) or "non renseigné"


def _refused(sentence: str, status: HTTPStatus) -> Response:
    return _html(refused_file(sentence), status)


def _html(body: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    response = Response(body, status=status, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
