"""The report of a territory: its blocks, in order, and the page that shows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from markupsafe import Markup

from dashboard.analysis.reports.results import TerritoryReport
from dashboard.components.comparison.wording import indicators_filters
from dashboard.components.reports.blocks import Block, paragraph, written_blocks
from dashboard.components.reports.contacts import contacts
from dashboard.components.reports.coverage import coverage, coverage_selection
from dashboard.components.reports.overview import key_numbers, map_block, opening
from dashboard.components.reports.records import claims, figures, initiatives, themes
from dashboard.components.reports.sources import limits, sources
from dashboard.components.shared.links import address, as_file, report_address
from dashboard.components.shared.templates import render
from dashboard.domain.formats import french_date
from dashboard.domain.pages import COMPARISON_PAGE, COVERAGE_PAGE, NEARBY_PAGE
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.territory import Level


def report_title(report: TerritoryReport) -> str:
    """Name a report."""
    return f"{report.name}\u00a0: fiche du territoire"


def report_blocks(report: TerritoryReport, svg: str, *, day: dt.date) -> tuple[Block, ...]:
    """Write all blocks of the report, in reading order, for the page and the document alike.

    Args:
        report: what was gathered.
        svg: the map, whose text alternative is ``map_title``.
        day: printed on the report.
    """
    return (
        *opening(report),
        paragraph(f"{indicators_filters(report.selection)}. Fiche du {french_date(day)}.", "note"),
        *key_numbers(report),
        *map_block(report, svg),
        *initiatives(report),
        *themes(report),
        *coverage(report),
        *figures(report),
        *claims(report),
        *contacts(report),
        *sources(report),
        *limits(report),
    )


def territory_report_page(report: TerritoryReport, svg: str, *, day: dt.date) -> Markup:
    """Write the report as a plain page, with the ways out of it."""
    return render(
        "reports/report.html.j2",
        title=report_title(report),
        ways=_ways(report),
        blocks=written_blocks(report_blocks(report, svg, day=day)),
    )


def _ways(report: TerritoryReport) -> list[tuple[str, str]]:
    """Lead to the document and to the pages that show more of the territory."""
    selection, code = report.selection, report.code
    compared = ComparisonSelection(filters=selection.filters, territories=(code,))
    near = NearbySelection(filters=selection.filters, territory=code)
    ways = [
        ("Cette fiche en PDF (A4)", as_file(report_address(code, selection), ".pdf")),
        ("Voir sur la carte", address(replace(selection, territory=code, level=report.level))),
        (COMPARISON_PAGE.title, address(compared)),
        (COVERAGE_PAGE.title, address(coverage_selection(report))),
    ]
    if report.level is not Level.DEPARTEMENT:
        ways.append((NEARBY_PAGE.title, address(near)))
    return ways
