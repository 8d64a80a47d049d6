"""The end of a territory's sheet: coverage, contacts, sources, and what the sheet does not say."""

from __future__ import annotations

from dashboard.analysis.coverage.results import CommuneLine, CoverageTotals
from dashboard.analysis.reports.results import HallContact, TerritoryReport
from dashboard.analysis.summaries.results import TownHall
from dashboard.components.coverage.wording import (
    ABSENCE_NOTE,
    BORDER_LABEL,
    BORDER_NOTE,
    STATE_LABELS,
    coverage_sentence,
    definition_text,
    reason_texts,
    state_text,
)
from dashboard.components.reports.blocks import (
    Block,
    Items,
    Line,
    Paragraph,
    Section,
    TableBlock,
    Words,
    numbered,
    paragraph,
    plain,
)
from dashboard.components.shared.links import (
    gaps_sheet_address,
    passport_address,
    sheet_address,
)
from dashboard.components.shared.opening_hours import week_text, week_title
from dashboard.domain.formats import counted, french_iso_date, french_number, french_percent
from dashboard.domain.indicator import INDICATOR_TEXTS, LOW_POPULATION, Indicator, ValueState
from dashboard.domain.method import METHOD_DATE, METHOD_VERSION
from dashboard.domain.selections.coverage import CoverageSelection, CoverageState, today_or_years
from dashboard.domain.selections.fields import NO_NAMES
from dashboard.domain.sheet_numbers import STATE_NUMBERS, SheetNumber
from dashboard.domain.territory import Level

UNKNOWN = ValueState.MISSING.label
SERVED_NOTE = (
    f"« {INDICATOR_TEXTS[Indicator.SHARE].title} », parmi les chiffres clés, compte aussi les communes où "
    "une initiative est implantée sans qu’une zone desservie soit connue, et ne tient pas compte des "
    "distances."
)


def coverage(dossier: TerritoryReport) -> list[Block]:
    """Tell how services reach the inhabitants, or a commune and why."""
    asked = gap_selection(dossier)
    told = _territory_coverage(dossier, dossier.tally, asked) if dossier.tally else []
    commune = _commune_coverage(dossier.commune) if dossier.commune else []
    return [
        Section("Zones blanches"),
        *told,
        *commune,
        paragraph(f"{definition_text(asked)} {today_or_years(asked, NO_NAMES)}.", "note"),
        paragraph(ABSENCE_NOTE, "note"),
    ]


def gap_selection(dossier: TerritoryReport) -> CoverageSelection:
    """Ask « Zones blanches » with the filters of the sheet, at the usual radius."""
    asked = dossier.selection
    return CoverageSelection(
        filters=asked.filters,
        territory=dossier.code,
    )


def contacts(dossier: TerritoryReport) -> list[Block]:
    """List the town halls: the first contact everywhere."""
    title = Section("Contacts : mairies")
    if dossier.level is Level.COMMUNE:
        return [title, *_town_hall(dossier.town_hall)]
    noun = "les plus peuplées d’abord" if dossier.level is Level.EPCI else "les plus peuplées"
    left = [
        paragraph(
            f"Et {counted(dossier.halls_left, 'autre mairie', 'autres mairies')} : "
            "voir la fiche de chaque commune ou intercommunalité.",
            "note",
        )
    ]
    return [
        title,
        TableBlock(
            f"Mairies des communes {noun}, premier contact",
            ("Commune", "Téléphone", "Courriel"),
            tuple(_hall(dossier, one) for one in dossier.halls),
            widths=(40, 20, 40),
            numeric_from=3,
        ),
        *(left if dossier.halls_left else []),
    ]


def sources(dossier: TerritoryReport) -> list[Block]:
    """Say what the numbers rest on, their dates, and the version of the method."""
    dated = f" du {french_iso_date(dossier.catalogue_date)}" if dossier.catalogue_date else ""
    return [
        Section("Sources, dates et méthode"),
        *numbered(dossier.sources),
        paragraph(
            f"Catalogue{dated}. Communes, intercommunalités et populations légales : INSEE, DGCL "
            f"({dossier.vintage}) ; limites : IGN ; mairies : DILA, Licence Ouverte 2.0."
        ),
        paragraph(method_text()),
    ]


def limits(dossier: TerritoryReport) -> list[Block]:
    """Say what the sheet does not tell."""
    unknown = dossier.unknown_first_year
    lines = [
        f"« {ValueState.ZERO.label} » n’est ni une absence ni un besoin : nos sources n’en disent rien.",
        "Sans filtre d’années, les initiatives terminées restent comptées dans les nombres et les taux ; "
        "les zones blanches ne comptent que ce qui est en activité ou annoncé."
        if dossier.selection.filters.years is None
        else "Une initiative dont la première année est inconnue reste comptée, quelles que soient les "
        "années choisies.",
        f"{counted(unknown, 'initiative recensée a', 'initiatives recensées ont')} une première année "
        "inconnue."
        if unknown
        else "",
        "Un dispositif départemental ou régional est listé, mais n’est pas compté dans le territoire.",
        f"Sous {LOW_POPULATION} habitants, une initiative suffit à donner un taux très haut : "
        "« effectif faible ».",
        "La fiche ne dit ni la qualité d’un service, ni le nombre de personnes qu’il peut accueillir.",
        "Les intercommunalités coupées par la limite de la région ne sont connues que pour leur part "
        "intérieure."
        if dossier.border
        else "",
    ]
    told = tuple(plain(line) for line in lines if line)
    return [Section("Ce que la fiche ne dit pas"), Items(told)]


def method_text() -> str:
    """Say which version of the method made the numbers."""
    return f"Méthode : version {METHOD_VERSION} du {french_iso_date(METHOD_DATE)}."


def _territory_coverage(
    dossier: TerritoryReport, tally: CoverageTotals, asked: CoverageSelection
) -> list[Block]:
    rows = [
        (_state_label(state), STATE_NUMBERS[state], tally.inside(state)) for state in CoverageState
    ]
    if tally.border:
        label = f"{BORDER_LABEL.capitalize()}, à part"
        rows.append((label, SheetNumber.BORDER, tally.border))
    rows.append(("En zone blanche", SheetNumber.GAPS, tally.uncovered))
    return [
        paragraph(coverage_sentence(tally, asked)),
        TableBlock(
            f"Habitants par état de leur commune, à {asked.radius}\u202fkm",
            ("État de la commune", "Habitants", "Part"),
            tuple(_state(dossier, *row) for row in rows),
            widths=(60, 20, 20),
            numeric_from=1,
        ),
        paragraph(SERVED_NOTE, "note"),
        Paragraph(
            (
                Words("Communes concernées, raisons et services à côté : "),
                Words("fiche « Zones blanches »", gaps_sheet_address(asked, dossier.code)),
                Words("."),
            )
        ),
    ]


def _state_label(state: CoverageState) -> str:
    if state is CoverageState.SERVED:
        return "Dans une zone desservie"
    return STATE_LABELS[state].capitalize()


def _state(
    dossier: TerritoryReport, label: str, number: SheetNumber, people: int
) -> tuple[Line, ...]:
    total = dossier.population
    return (
        plain(label),
        plain(french_number(people), passport_address(dossier.code, number, dossier.selection)),
        plain(french_percent(people / total) if total else "–"),
    )


def _commune_coverage(line: CommuneLine) -> list[Block]:
    state = state_text(line.state, border=line.border)
    reasons = [text for text, _ in reason_texts(line.reasons)]
    border = [paragraph(BORDER_NOTE)] if line.border and not reasons else []
    return [
        paragraph(f"État de la commune : {state}."),
        *([Items(tuple(plain(text) for text in reasons))] if reasons else []),
        *border,
    ]


def _town_hall(hall: TownHall | None) -> list[Block]:
    if hall is None:
        return [paragraph(f"Mairie : {UNKNOWN}.")]
    week = hall.hours.week
    hours = f"{week_title(week)} : {week_text(week)}" if week else hall.hours.prose or UNKNOWN
    lines: list[Line] = [
        plain(f"Adresse : {hall.address or UNKNOWN}"),
        (Words("Téléphone : "), _phone(hall.phone)),
        (Words("Courriel : "), _email(hall.email)),
        (Words("Site : "), Words(hall.website or UNKNOWN, hall.website)),
        plain(f"Horaires : {hours}"),
    ]
    return [Items(tuple(lines))]


def _hall(dossier: TerritoryReport, one: HallContact) -> tuple[Line, ...]:
    return (
        plain(one.commune, sheet_address(one.code, dossier.selection)),
        (_phone(one.phone),),
        (_email(one.email),),
    )


def _phone(phone: str) -> Words:
    return Words(phone, f"tel:{''.join(phone.split())}") if phone else Words(UNKNOWN)


def _email(email: str) -> Words:
    return Words(email, f"mailto:{email}") if email else Words(UNKNOWN)
