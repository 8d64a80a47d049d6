"""The lists of a territory's report: initiatives, themes, figures, what is written beside the reference."""

from __future__ import annotations

from dataclasses import replace

from dashboard.analysis.comparison.results import ClaimBeside, KnownFigure
from dashboard.analysis.reports.results import (
    ReportRecord,
    ReportRecords,
    TerritoryReport,
    ThemeLine,
)
from dashboard.components.comparison.wording import (
    NEVER_ADDED,
    difference_text,
    figure_text,
)
from dashboard.components.reports.blocks import (
    Block,
    Line,
    Paragraph,
    Section,
    TableBlock,
    Words,
    cited,
    paragraph,
    plain,
)
from dashboard.components.shared.links import address, lineage_address, report_address
from dashboard.components.shared.wording import NOT_AN_ABSENCE, year_of_source
from dashboard.domain.counting import ValueState
from dashboard.domain.formats import counted, french_iso_date, french_number, of_commune, rate_text
from dashboard.domain.indicators import Indicator
from dashboard.domain.territory import Level

_NOTHING = f"{ValueState.ZERO.label} : aucune initiative pour ces choix. {NOT_AN_ABSENCE}"


def initiatives(report: TerritoryReport) -> list[Block]:
    """List the initiatives, or write that none is recorded and where to look further."""
    groups = (
        ("Implantées dans le territoire", report.located),
        ("Desservent le territoire sans y être implantées", report.serving),
        ("Dispositifs départementaux et régionaux, non comptés dans le territoire", report.wide),
        ("Quelque part dans le territoire, commune inconnue", report.somewhere),
        ("Quelque part dans le département, non comptées dans le territoire", report.around),
    )
    tables = [
        block
        for title, records in groups
        if records.total
        for block in _records(report, title, records)
    ]
    counted_here = report.located.total + report.serving.total + report.somewhere.total
    start = [] if counted_here else [paragraph(_NOTHING), *_epci_link(report)]
    return [Section("Initiatives"), *start, *tables]


def themes(report: TerritoryReport) -> list[Block]:
    """Count the initiatives of each theme."""
    if not any(line.number for line in report.themes):
        return []
    return [
        Section("Par thème"),
        TableBlock(
            "Initiatives par thème ; une initiative peut relever de plusieurs thèmes",
            ("Thème", "Initiatives", "Pour 10\u202f000 habitants"),
            tuple(_theme(report, line) for line in report.themes),
            widths=(50, 20, 30),
            numeric_from=1,
        ),
    ]


def figures(report: TerritoryReport) -> list[Block]:
    """List the figures that documents give; they are never added up."""
    if not report.figures:
        text = "Nos sources ne donnent aucun chiffre sur ces initiatives."
        return [Section("Chiffres connus"), paragraph(text)]
    left = report.figures_total - len(report.figures)
    return [
        Section("Chiffres connus"),
        TableBlock(
            NEVER_ADDED,
            ("Initiative", "Indicateur", "Valeur", "Période", "Source"),
            tuple(_figure(report, figure) for figure in report.figures),
            widths=(26, 22, 18, 14, 20),
            numeric_from=5,
        ),
        *([paragraph(f"Et {counted(left, 'autre chiffre', 'autres chiffres')}.")] if left else []),
    ]


def claims(report: TerritoryReport) -> list[Block]:
    """Set what documents write beside the reference data, without judging."""
    if not report.claims:
        return []
    return [
        Section("Écrit et référence"),
        TableBlock(
            "Ce qu’écrivent des documents, et ce que disent les données de référence : deux dates et deux "
            "façons de compter peuvent différer. Écart : référence moins écrit",
            ("De quoi il s’agit", "Écrit", "Référence", "Écart", "Sources et remarque"),
            tuple(_claim(report, claim) for claim in report.claims),
            widths=(18, 19, 19, 13, 31),
            numeric_from=5,
        ),
    ]


def since_text(first_year: int | None, last_year: int | None) -> str:
    """Write since when an initiative runs, and until when where it has ended."""
    start = str(first_year) if first_year else "année inconnue"
    return f"{start}, jusqu’en {last_year}" if last_year else start


def _records(report: TerritoryReport, title: str, records: ReportRecords) -> list[Block]:
    left = records.total - len(records.lines)
    unlisted = counted(left, "autre n’est pas listée", "autres ne sont pas listées")
    return [
        TableBlock(
            f"{title} : {french_number(records.total)}",
            ("Initiative", "Thèmes", "Depuis", "Portée par"),
            tuple(_record(report, line) for line in records.lines),
            widths=(34, 25, 16, 25),
            numeric_from=4,
        ),
        *(
            [paragraph(f"{unlisted} : choisissez un thème ou un territoire plus petit.", "note")]
            if left
            else []
        ),
    ]


def _record(report: TerritoryReport, line: ReportRecord) -> tuple[Line, ...]:
    target = address(replace(report.selection, territory=report.code, record=line.id))
    notes = [
        line.status,
        line.scope,
        year_of_source(line.dated),
        "secteur approximatif" if line.approximate else "",
    ]
    about = ", ".join(note for note in notes if note)
    return (
        (Words(line.name, target), Words(f" ({about})" if about else "")),
        plain(", ".join(line.themes) or ValueState.MISSING.label),
        plain(since_text(line.first_year, line.last_year)),
        plain(", ".join(line.operators) or ValueState.MISSING.label),
    )


def _epci_link(report: TerritoryReport) -> list[Block]:
    """Lead from a commune without initiative to its EPCI."""
    epci = next((parent for parent in report.parents if parent.level is Level.EPCI), None)
    if epci is None:
        return []
    words = Words(f"la fiche {of_commune(epci.name)}", report_address(epci.code, report.selection))
    return [
        Paragraph(
            (Words("Voir ce qui est recensé dans son intercommunalité : "), words, Words("."))
        )
    ]


def _theme(report: TerritoryReport, line: ThemeLine) -> tuple[Line, ...]:
    number, rate = (
        lineage_address(report.code, indicator, report.selection, theme=line.code)
        for indicator in (Indicator.NUMBER, Indicator.RATE)
    )
    if not line.number:
        return (plain(line.label), plain(ValueState.ZERO.label, number), plain("–"))
    rate_words = ValueState.MISSING.label if line.rate is None else rate_text(line.rate)
    return (plain(line.label), plain(french_number(line.number), number), plain(rate_words, rate))


def _figure(report: TerritoryReport, figure: KnownFigure) -> tuple[Line, ...]:
    target = address(replace(report.selection, territory=report.code, record=figure.record_id))
    return (
        plain(figure.record, target),
        plain(figure.label),
        plain(figure_text(figure.value, figure.unit)),
        plain(figure.period.replace("/", "–") or "non précisée"),
        plain(cited(report.sources, figure.source, figure.source_date)),
    )


def _claim(report: TerritoryReport, claim: ClaimBeside) -> tuple[Line, ...]:
    official = (
        "non mesuré"
        if claim.official is None
        else f"{figure_text(claim.official, claim.unit)} ({claim.official_on})"
    )
    difference = "–" if claim.difference is None else difference_text(claim.difference, claim.unit)
    quoted = f"{claim.quoted_source}, cité par " if claim.quoted_source else ""
    document = cited(report.sources, claim.source)
    sources = [f"{quoted}{document}", *([claim.official_source] if claim.official_source else [])]
    return (
        plain(claim.label),
        plain(f"{figure_text(claim.written, claim.unit)} ({french_iso_date(claim.written_on)})"),
        plain(official),
        plain(difference),
        plain(f"{' ; '.join(sources)}. {claim.note}"),
    )
