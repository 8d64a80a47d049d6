"""The sheet of a territory: what it tells, in order, and the page that shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.reports.results import TerritoryReport
from dashboard.components.comparison.wording import measures_filters
from dashboard.components.reports.blocks import Block, paragraph, written_blocks
from dashboard.components.reports.coverage_contacts_sources import (
    contacts,
    coverage,
    gap_selection,
    limits,
    sources,
)
from dashboard.components.reports.overview import key_numbers, map_block, opening
from dashboard.components.reports.records import claims, figures, initiatives, themes
from dashboard.components.shared.attributes import aria
from dashboard.components.shared.links import address, as_file, sheet_address
from dashboard.domain.formats import french_date
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.territory import Level


def sheet_title(dossier: TerritoryReport) -> str:
    """Name a sheet."""
    return f"{dossier.name}\u00a0: fiche du territoire"


def sheet_blocks(dossier: TerritoryReport, svg: str, *, day: dt.date) -> tuple[Block, ...]:
    """Write everything the sheet tells, in reading order, for the page and the document alike.

    Args:
        dossier: what was gathered.
        svg: the map, whose text alternative is ``map_title``.
        day: told on the sheet.
    """
    return (
        *opening(dossier),
        paragraph(f"{measures_filters(dossier.selection)}. Fiche du {french_date(day)}.", "note"),
        *key_numbers(dossier),
        *map_block(dossier, svg),
        *initiatives(dossier),
        *themes(dossier),
        *coverage(dossier),
        *figures(dossier),
        *claims(dossier),
        *contacts(dossier),
        *sources(dossier),
        *limits(dossier),
    )


def territory_sheet(dossier: TerritoryReport, svg: str, *, day: dt.date) -> list[Component]:
    """Draw the sheet as a plain page, with the ways out of it."""
    blocks = written_blocks(sheet_blocks(dossier, svg, day=day))
    return [html.H1(sheet_title(dossier)), _ways(dossier), *blocks]


def _ways(dossier: TerritoryReport) -> html.Nav:
    """Lead to the document and to the pages that show more of the territory."""
    asked, code = dossier.selection, dossier.code
    compared = ComparisonSelection(
        filters=asked.filters,
        territories=(code,),
    )
    near = NearbySelection(
        filters=asked.filters,
        territory=code,
    )
    links = [
        html.A("Cette fiche en PDF (A4)", href=as_file(sheet_address(code, asked), ".pdf")),
        html.A(
            "Voir sur la carte", href=address(replace(asked, territory=code, level=dossier.level))
        ),
        html.A("Comparer", href=address(compared)),
        html.A("Zones blanches", href=address(gap_selection(dossier))),
    ]
    if dossier.level is not Level.DEPARTEMENT:
        links.append(html.A("Près de chez vous", href=address(near)))
    items = [html.Li(link) for link in links]
    return html.Nav(
        html.Ul(items), className="sheet-ways screen-only", **aria(label="Suites de la fiche")
    )
