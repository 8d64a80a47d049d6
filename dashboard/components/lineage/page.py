"""The passport of a number as a plain page: what it is made of, where it comes from, the rows behind."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.lineage.results import (
    CommuneRow,
    MemberRow,
    NumberLineage,
    Question,
    RecordRow,
)
from dashboard.components.comparison.wording import value_text
from dashboard.components.coverage.wording import state_text
from dashboard.components.lineage.wording import (
    formula_text,
    number_text,
    parts_text,
    passport_filters,
    passport_title,
)
from dashboard.components.reports.blocks import (
    Block,
    Items,
    Line,
    Section,
    TableBlock,
    Words,
    numbered,
    paragraph,
    plain,
    written_blocks,
)
from dashboard.components.reports.coverage_contacts_sources import method_text
from dashboard.components.reports.overview import former_blocks
from dashboard.components.reports.records import since_text
from dashboard.components.shared.links import address, as_file, passport_address, sheet_address
from dashboard.components.shared.wording import NOT_AN_ABSENCE
from dashboard.domain.codes import is_region_code
from dashboard.domain.formats import (
    counted,
    french_date,
    french_iso_date,
    french_number,
    french_percent,
)
from dashboard.domain.indicator import ValueState
from dashboard.domain.measures import Measure, Reference
from dashboard.domain.sheet_numbers import SheetNumber
from dashboard.domain.sources import edition_text

MOST_ROWS = 300
"""Rows on the page; the file holds all of them."""


def question_address(code: str, question: Question) -> str:
    """Write the address of a passport again."""
    return passport_address(
        code,
        question.subject,
        question.selection,
        reference=question.reference,
        theme=question.theme,
        public=question.public,
    )


def passport_page(passport: NumberLineage, *, day: dt.date) -> list[Component]:
    """Draw the passport; ``day`` is told on it."""
    return [
        html.H1(passport_title(passport)),
        _ways(passport),
        *written_blocks(former_blocks(passport.asked_as, passport.name, "dont voici un chiffre")),
        html.P(html.Strong(number_text(passport)), className="passport-number"),
        *written_blocks(_blocks(passport, day)),
    ]


def _ways(passport: NumberLineage) -> html.P:
    """Lead back to the sheet, or to the map for the region, which has none."""
    selection, code = passport.question.selection, passport.code
    back = (
        html.A("Voir la région sur la carte", href=address(replace(selection, territory=None)))
        if is_region_code(code)
        else html.A(f"Fiche : {passport.name}", href=sheet_address(code, selection))
    )
    rows = as_file(question_address(code, passport.question), ".csv")
    return html.P([back, " · ", html.A("Les lignes en CSV", href=rows)], className="screen-only")


def _blocks(passport: NumberLineage, day: dt.date) -> list[Block]:
    parts = tuple(plain(text) for text in parts_text(passport))
    population = (
        [paragraph(f"Habitants : INSEE, populations légales ({passport.vintage}).")]
        if passport.counts_inhabitants
        else []
    )
    dated = french_iso_date(passport.catalogue_date) if passport.catalogue_date else "non renseigné"
    return [
        Section("De quoi il est fait"),
        paragraph(f"Formule : {formula_text(passport)}"),
        *([Items(parts)] if parts else []),
        paragraph(f"Filtres : {passport_filters(passport.question)}."),
        Section("D’où il vient"),
        *numbered(passport.sources),
        *population,
        paragraph(
            f"Catalogue du {dated} ; territoires : {passport.vintage}. {method_text()} Page du "
            f"{french_date(day)}."
        ),
        Section("Les lignes derrière"),
        *_rows(passport),
    ]


def _rows(passport: NumberLineage) -> list[Block]:
    tables = [
        table
        for table in (
            _records(passport), _organisations(passport), _communes(passport), _members(passport),
        )
        if table is not None
    ]  # fmt: skip
    if not tables and isinstance(passport.question.subject, SheetNumber):
        return [paragraph("Aucune commune du territoire n’est dans cet état.")]
    if not tables:
        return [paragraph(f"{ValueState.ZERO.label} : aucune ligne. {NOT_AN_ABSENCE}")]
    (table,) = tables
    left = len(table.rows) - MOST_ROWS
    told = [paragraph(f"Et {counted(left, 'autre ligne', 'autres lignes')}, dans le fichier.")]
    return [replace(table, rows=table.rows[:MOST_ROWS]), *(told if left > 0 else [])]


def _records(passport: NumberLineage) -> TableBlock | None:
    if not passport.records:
        return None
    rows = tuple(_record(passport, row) for row in passport.records)
    return TableBlock(
        counted(len(rows), "initiative"),
        ("Initiative", "Où", "Depuis", "Situation", "Thèmes", "Sources", "Mise à jour"),
        rows,
        widths=(1,) * 7,
        numeric_from=7,
    )


def _record(passport: NumberLineage, row: RecordRow) -> tuple[Line, ...]:
    code = None if is_region_code(passport.code) else passport.code
    target = address(replace(passport.question.selection, territory=code, record=row.id))
    return (
        plain(row.name, target),
        plain("implantée" if row.located else "dessert"),
        plain(since_text(row.first_year, row.last_year)),
        plain(row.status),
        plain(", ".join(row.themes) or ValueState.MISSING.label),
        plain(_cited(passport, row)),
        plain(edition_text(row.updated_on)),
    )


def _cited(passport: NumberLineage, row: RecordRow) -> str:
    """Cite the documents of an initiative by their numbers in the list above."""
    numbers = [f"[{passport.sources.index(one) + 1}]" for one in row.sources]
    return ", ".join(numbers) or ValueState.MISSING.label


def _organisations(passport: NumberLineage) -> TableBlock | None:
    if not passport.organisations:
        return None
    rows = tuple(
        (plain(one.name), plain(french_number(one.number))) for one in passport.organisations
    )
    return TableBlock(
        f"{counted(len(rows), 'organisation')} ; pour chacune, le nombre des initiatives recensées qu’elle "
        "porte ou aide",
        ("Organisation", "Initiatives"),
        rows,
        widths=(3, 1),
        numeric_from=1,
    )


def _communes(passport: NumberLineage) -> TableBlock | None:
    if not passport.communes:
        return None
    rows = tuple(_commune(passport, row) for row in passport.communes)
    first = passport.communes[0]
    told = ["Initiative recensée"] * (first.served is not None) + ["État"] * (
        first.state is not None
    )
    return TableBlock(
        f"{counted(len(rows), 'commune')}, les plus peuplées d’abord",
        ("Commune", "Code", "Habitants", *told),
        rows,
        widths=(2, 1, 1, *([1] * len(told))),
        numeric_from=2,
    )


def _commune(passport: NumberLineage, row: CommuneRow) -> tuple[Line, ...]:
    told = []
    if row.served is not None:
        told.append(plain("oui" if row.served else ValueState.ZERO.label))
    if row.state is not None:
        told.append(plain(state_text(row.state, border=row.border)))
    return (
        plain(row.name, sheet_address(row.code, passport.question.selection)),
        plain(row.code),
        plain(french_number(row.population)),
        *told,
    )


def _members(passport: NumberLineage) -> TableBlock | None:
    subject = passport.question.subject
    if not passport.members or isinstance(subject, SheetNumber):
        return None
    weighed = passport.question.reference is not Reference.STRATUM
    return TableBlock(
        f"{counted(len(passport.members), 'territoire')}, la valeur la plus haute d’abord",
        ("Territoire", "Habitants", "Valeur", *(["Poids"] if weighed else [])),
        tuple(_member(passport, subject, row) for row in passport.members),
        widths=(2, 1, 1, *([1] if weighed else [])),
        numeric_from=1,
    )


def _member(passport: NumberLineage, measure: Measure, row: MemberRow) -> tuple[Line, ...]:
    own = " (ce territoire)" if row.code == passport.code else ""
    weight = [] if row.weight is None else [plain(french_percent(row.weight, 2))]
    target = sheet_address(row.code, passport.question.selection)
    return (
        (Words(row.name, target), Words(own)),
        plain(french_number(row.population)),
        plain(value_text(measure, row.value)),
        *weight,
    )
