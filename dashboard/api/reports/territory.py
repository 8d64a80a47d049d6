"""The report of a territory, as a page and as a document, and the lineage of each of its numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from flask import Flask, Response, abort, request
from markupsafe import Markup

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.lineage.figure import number_lineage
from dashboard.analysis.lineage.results import NumberLineage, Question
from dashboard.analysis.reports.results import TerritoryReport
from dashboard.analysis.reports.territory import territory_report
from dashboard.analysis.snapshot import Snapshot
from dashboard.api.downloads.attachments import attachment
from dashboard.api.http.errors import FORMER_KEY, lead_to_today, lead_to_written
from dashboard.api.http.site_name import site_address
from dashboard.components.coverage.answer_wording import NO_ANSWER, NO_ANSWER_NOTE
from dashboard.components.layout.printed_page import printed_page
from dashboard.components.lineage.page import lineage_page
from dashboard.components.lineage.wording import lineage_filters, lineage_title
from dashboard.components.reports.overview import map_colours, map_title
from dashboard.components.reports.report import report_blocks, report_title, territory_report_page
from dashboard.components.shared.links import REPORT_PATH
from dashboard.domain.clock import Clock
from dashboard.domain.indicators import COVERAGE_INDICATORS, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.file_names import named_file, years_words
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.selections.query import Query, values_of
from dashboard.domain.territory import FormerCommune
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS
from dashboard.exports.contents.lineage_rows import lineage_table
from dashboard.exports.contents.provenance import CAVEAT, provenance
from dashboard.exports.contents.report_pdf import file_name, report_pdf
from dashboard.exports.formats.csv import csv_bytes
from dashboard.figures.static.shapes import SvgShapes
from dashboard.figures.static.small_maps import small_map_svg

ShapesOf = Callable[[tuple[str, ...]], SvgShapes]
"""Gives the shapes of some communes."""
_NO_REPORT = (
    "Ce territoire n’est pas dans le périmètre de la carte : une fiche existe pour ses communes, ses "
    "intercommunalités (numéro SIREN) et ses départements (D01, D07…)."
)
_NO_NUMBER = (
    "Ce chiffre n’existe pas : une fiche donne ceux de ses liens, et le territoire doit être dans le "
    "périmètre de la carte."
)


def register(server: Flask, current: SnapshotHolder, clock: Clock, *, shapes_of: ShapesOf) -> None:
    """Serve ``/fiche/<code>``, ``/fiche/<code>.pdf`` and ``/fiche/<code>/chiffre/<word>``.

    Args:
        server: the application.
        current: what answers are made from.
        clock: gives the present time.
        shapes_of: gives the shapes that a report's map is drawn with.
    """

    @server.get(f"{REPORT_PATH}/<code>")
    def show_report(code: str) -> Response:
        now = clock()
        report = _report(current.snapshot, code, now)
        content = territory_report_page(report, map_svg(report, shapes_of), day=now.date())
        return _page(report_title(report), content, current.snapshot)

    @server.get(f"{REPORT_PATH}/<code>.pdf")
    def download_report(code: str) -> Response:
        now = clock()
        report = _report(current.snapshot, code, now)
        author = current.snapshot.region_index.region.site_name
        body = document(report, shapes_of, day=now.date(), author=author, site=site_address())
        return attachment(
            body, "application/pdf", file_name(report.name, code, report.selection, now.date())
        )

    @server.get(f"{REPORT_PATH}/<code>/chiffre/<word>")
    def show_lineage(code: str, word: str) -> Response:
        now = clock()
        lineage = _lineage(current.snapshot, code, word, now)
        page = lineage_page(lineage, day=now.date())
        return _page(lineage_title(lineage), page, current.snapshot)

    @server.get(f"{REPORT_PATH}/<code>/chiffre/<word>.csv")
    def download_lineage(code: str, word: str) -> Response:
        snapshot, now = current.snapshot, clock()
        lineage = _lineage(snapshot, code, word, now)
        body = lineage_csv(snapshot, lineage, today=now.date())
        return attachment(body, "text/csv", lineage_name(code, lineage.question, now.date()))


def document(
    report: TerritoryReport, shapes_of: ShapesOf, *, day: dt.date, author: str, site: str
) -> bytes:
    """Write a report as PDF.

    Args:
        report: its contents.
        shapes_of: gives the shapes its map is drawn with.
        day: printed on it.
        author: the name of the site.
        site: the address of its pages, empty where not known.
    """
    blocks = report_blocks(report, map_svg(report, shapes_of), day=day)
    return report_pdf(report_title(report), blocks, day=day, author=author, site=site)


def map_svg(report: TerritoryReport, shapes_of: ShapesOf) -> str:
    """Draw the map of a report."""
    drawn = report.map
    return small_map_svg(
        shapes_of(drawn.codes),
        map_colours(drawn),
        title=map_title(report),
        points=drawn.points,
        outlined=drawn.outlined,
    )


def lineage_csv(snapshot: Snapshot, lineage: NumberLineage, *, today: dt.date) -> bytes:
    """Write all the rows behind a number; each repeats filters, date, sources and licence."""
    table = lineage_table(lineage)
    about = provenance(
        snapshot, contents=table.title, filters=lineage_filters(lineage), today=today
    )
    if lineage.told:
        return csv_bytes(table.columns, table.rows, about)
    # A row without a commune says why there is none.
    about |= {CAVEAT: f"{NO_ANSWER}. {NO_ANSWER_NOTE}"}
    return csv_bytes(table.columns, [[None] * len(table.columns)], about)


def lineage_name(code: str, question: Question, day: dt.date) -> str:
    """Name the file by its contents and date: ``chiffre_taux_D01_strate_sante_20261126.csv``."""
    among = [f"parmi-{word}" for word in (question.theme, question.public) if word]
    reference = [question.reference] if question.reference else []
    asked = (
        (f"{question.coverage.radius}km", *COVERAGE.file_words(question.coverage))
        if question.coverage
        else MAP.file_words(question.selection)
    )
    filters = (*asked, *years_words(question.selection.filters))
    words = ("chiffre", question.subject, code, *reference, *among, *filters)
    return named_file(words, "csv", day=day)


def asked_question(word: str, query: Query) -> Question | None:
    """Read which number an address asks about; ``None`` for a word that names none.

    Unknown filters, references, themes and publics are ignored.
    """
    if word not in set(Indicator):
        return None
    theme, public = (_first(query, key) for key in ("parmi-theme", "parmi-public"))
    reference, subject = _first(query, "repere"), Indicator(word)
    return Question(
        subject=subject,
        selection=MapSelection.from_query(query),
        reference=Reference(reference) if reference in set(Reference) else None,
        theme=theme if theme in THEME_LABELS else "",
        public=public if public in PUBLIC_LABELS else "",
        coverage=(
            CoverageSelection.from_query(query).covering if subject in COVERAGE_INDICATORS else None
        ),
    )


def _first(query: Query, key: str) -> str:
    return next(iter(values_of(query, key)), "")


def asked_as(snapshot: Snapshot, code: str, query: Query) -> FormerCommune | None:
    """Read from an address the former commune, now part of ``code``, that its reader asked for."""
    former = snapshot.nearby_index.former.get(_first(query, FORMER_KEY))
    return former if former and former.today == code else None


def _lead_to_its_address(snapshot: Snapshot, code: str) -> None:
    """Lead to the one address of a territory: its code as it is written, that of today."""
    lead_to_written(REPORT_PATH, code)
    if former := snapshot.nearby_index.former.get(code):
        lead_to_today(REPORT_PATH, former)


def _report(snapshot: Snapshot, code: str, now: dt.datetime) -> TerritoryReport:
    _lead_to_its_address(snapshot, code)
    query = request.args.to_dict(flat=False)
    report = territory_report(snapshot, MapSelection.from_query(query), code, now=now)
    if report is None:
        abort(404, _NO_REPORT)
    return replace(report, asked_as=asked_as(snapshot, code, query))


def _lineage(snapshot: Snapshot, code: str, word: str, now: dt.datetime) -> NumberLineage:
    _lead_to_its_address(snapshot, code)
    query = request.args.to_dict(flat=False)
    question = asked_question(word, query)
    lineage = number_lineage(snapshot, code, question, year=now.year) if question else None
    if lineage is None:
        abort(404, _NO_NUMBER)
    return replace(lineage, asked_as=asked_as(snapshot, code, query))


def _page(title: str, content: Markup, snapshot: Snapshot) -> Response:
    page = printed_page(title, content, site=snapshot.region_index.region.site_name)
    return Response(page, mimetype="text/html")
