"""The lineage of a number as a plain page: what it is made of, where it comes from, the rows behind."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from markupsafe import Markup

from dashboard.analysis.lineage.results import (
    CommuneRow,
    MemberRow,
    NumberLineage,
    Question,
    RecordRow,
)
from dashboard.components.comparison.wording import value_text
from dashboard.components.coverage.answer_wording import NO_ANSWER_NOTE
from dashboard.components.coverage.wording import state_text
from dashboard.components.lineage.wording import (
    formula_text,
    lineage_filters,
    lineage_title,
    number_text,
    parts_text,
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
from dashboard.components.reports.overview import former_blocks
from dashboard.components.reports.records import since_text
from dashboard.components.reports.sources import method_text
from dashboard.components.shared.links import (
    address,
    as_file,
    coverage_lineage_address,
    lineage_address,
    report_address,
)
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import NOT_AN_ABSENCE
from dashboard.domain.codes import is_region_code
from dashboard.domain.counting import ValueState
from dashboard.domain.formats import (
    counted,
    french_date,
    french_iso_date,
    french_number,
    french_percent,
)
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.sources import edition_text

MOST_ROWS = 300
"""Rows on the page; the file holds all of them."""


def question_address(code: str, question: Question) -> str:
    """Write the address of a lineage again."""
    if question.coverage:
        return coverage_lineage_address(code, question.subject, question.coverage)
    return lineage_address(
        code,
        question.subject,
        question.selection,
        reference=question.reference,
        theme=question.theme,
        public=question.public,
    )


def lineage_page(lineage: NumberLineage, *, day: dt.date) -> Markup:
    """Write the lineage of a number as a page; ``day`` is printed on it."""
    back_text, back = _back(lineage)
    former = former_blocks(lineage.asked_as, lineage.name, "dont voici un chiffre")
    return render(
        "lineage/page.html.j2",
        title=lineage_title(lineage),
        back_text=back_text,
        back=back,
        rows=as_file(question_address(lineage.code, lineage.question), ".csv"),
        former=written_blocks(former),
        number=number_text(lineage),
        blocks=written_blocks(_blocks(lineage, day)),
    )


def _back(lineage: NumberLineage) -> tuple[str, str]:
    """Lead back to « Zones blanches », to the report, or to the map for the region, which has none."""
    selection, coverage = lineage.question.selection, lineage.question.coverage
    if coverage:
        return f"Zones blanches : {lineage.name}", _gaps_of(coverage, lineage.code)
    if is_region_code(lineage.code):
        return "Voir la région sur la carte", address(replace(selection, territory=None))
    return f"Fiche : {lineage.name}", report_address(lineage.code, selection)


def _gaps_of(coverage: CoverageSelection, code: str) -> str:
    return address(replace(coverage, territory=None if is_region_code(code) else code))


def _blocks(lineage: NumberLineage, day: dt.date) -> list[Block]:
    parts = tuple(plain(text) for text in parts_text(lineage))
    population = (
        [paragraph(f"Habitants : INSEE, populations légales ({lineage.vintage}).")]
        if lineage.counts_inhabitants
        else []
    )
    dated = french_iso_date(lineage.catalogue_date) if lineage.catalogue_date else "non renseigné"
    return [
        Section("De quoi il est fait"),
        paragraph(f"Formule : {formula_text(lineage)}"),
        *([Items(parts)] if parts else []),
        paragraph(f"Filtres : {lineage_filters(lineage)}."),
        Section("D’où il vient"),
        *numbered(lineage.sources),
        *population,
        paragraph(
            f"Catalogue du {dated} ; territoires : {lineage.vintage}. {method_text()} Page du "
            f"{french_date(day)}."
        ),
        Section("Les lignes derrière"),
        *_rows(lineage),
    ]


def _rows(lineage: NumberLineage) -> list[Block]:
    tables = [
        table
        for table in (
            _records(lineage), _organisations(lineage), _communes(lineage), _members(lineage),
        )
        if table is not None
    ]  # fmt: skip
    if not lineage.told:
        return [paragraph(NO_ANSWER_NOTE)]
    if not tables and lineage.question.subject not in COMPARED:
        return [paragraph("Aucune commune du territoire n’est dans cet état.")]
    if not tables:
        return [paragraph(f"{ValueState.ZERO.label} : aucune ligne. {NOT_AN_ABSENCE}")]
    (table,) = tables
    left = len(table.rows) - MOST_ROWS
    others = [paragraph(f"Et {counted(left, 'autre ligne', 'autres lignes')}, dans le fichier.")]
    return [replace(table, rows=table.rows[:MOST_ROWS]), *(others if left > 0 else [])]


def _records(lineage: NumberLineage) -> TableBlock | None:
    if not lineage.records:
        return None
    rows = tuple(_record(lineage, row) for row in lineage.records)
    return TableBlock(
        counted(len(rows), "initiative"),
        ("Initiative", "Où", "Depuis", "Situation", "Thèmes", "Sources", "Mise à jour"),
        rows,
        widths=(1,) * 7,
        numeric_from=7,
    )


def _record(lineage: NumberLineage, row: RecordRow) -> tuple[Line, ...]:
    code = None if is_region_code(lineage.code) else lineage.code
    target = address(replace(lineage.question.selection, territory=code, record=row.id))
    return (
        plain(row.name, target),
        plain("implantée" if row.located else "dessert"),
        plain(since_text(row.first_year, row.last_year)),
        plain(row.status),
        plain(", ".join(row.themes) or ValueState.MISSING.label),
        plain(_cited(lineage, row)),
        plain(edition_text(row.updated_on)),
    )


def _cited(lineage: NumberLineage, row: RecordRow) -> str:
    """Cite the documents of an initiative by their numbers in the list above."""
    numbers = [f"[{lineage.sources.index(source) + 1}]" for source in row.sources]
    return ", ".join(numbers) or ValueState.MISSING.label


def _organisations(lineage: NumberLineage) -> TableBlock | None:
    if not lineage.organisations:
        return None
    rows = tuple(
        (plain(organisation.name), plain(french_number(organisation.number)))
        for organisation in lineage.organisations
    )
    return TableBlock(
        f"{counted(len(rows), 'organisation')} ; pour chacune, le nombre des initiatives recensées qu’elle "
        "porte ou aide",
        ("Organisation", "Initiatives"),
        rows,
        widths=(3, 1),
        numeric_from=1,
    )


def _communes(lineage: NumberLineage) -> TableBlock | None:
    if not lineage.communes:
        return None
    rows = tuple(_commune(lineage, row) for row in lineage.communes)
    first = lineage.communes[0]
    facts = ["Initiative recensée"] * (first.served is not None) + ["État"] * (
        first.state is not None
    )
    return TableBlock(
        f"{counted(len(rows), 'commune')}, les plus peuplées d’abord",
        ("Commune", "Code", "Habitants", *facts),
        rows,
        widths=(2, 1, 1, *([1] * len(facts))),
        numeric_from=2,
    )


def _commune(lineage: NumberLineage, row: CommuneRow) -> tuple[Line, ...]:
    coverage, facts = lineage.question.coverage, []
    target = (
        _gaps_of(coverage, row.code)
        if coverage
        else report_address(row.code, lineage.question.selection)
    )
    if row.served is not None:
        facts.append(plain("oui" if row.served else ValueState.ZERO.label))
    if row.state is not None:
        facts.append(plain(state_text(row.state, border=row.border)))
    return (
        plain(row.name, target),
        plain(row.code),
        plain(french_number(row.population)),
        *facts,
    )


def _members(lineage: NumberLineage) -> TableBlock | None:
    subject = lineage.question.subject
    if not lineage.members:
        return None
    weighed = lineage.question.reference is not Reference.STRATUM
    return TableBlock(
        f"{counted(len(lineage.members), 'territoire')}, la valeur la plus haute d’abord",
        ("Territoire", "Habitants", "Valeur", *(["Poids"] if weighed else [])),
        tuple(_member(lineage, subject, row) for row in lineage.members),
        widths=(2, 1, 1, *([1] if weighed else [])),
        numeric_from=1,
    )


def _member(lineage: NumberLineage, indicator: Indicator, row: MemberRow) -> tuple[Line, ...]:
    own = " (ce territoire)" if row.code == lineage.code else ""
    weight = [] if row.weight is None else [plain(french_percent(row.weight, 2))]
    target = report_address(row.code, lineage.question.selection)
    return (
        (Words(row.name, target), Words(own)),
        plain(french_number(row.population)),
        plain(value_text(indicator, row.value)),
        *weight,
    )
