"""The contacts of a territory's report: the town halls, the first contact everywhere."""

from __future__ import annotations

from dashboard.analysis.reports.results import HallContact, TerritoryReport
from dashboard.analysis.summaries.results import TownHall
from dashboard.components.reports.blocks import (
    Block,
    Items,
    Line,
    Section,
    TableBlock,
    Words,
    paragraph,
    plain,
)
from dashboard.components.shared.links import report_address
from dashboard.components.shared.opening_hours import week_text, week_title
from dashboard.domain.counting import ValueState
from dashboard.domain.formats import counted
from dashboard.domain.territory import Level

UNKNOWN = ValueState.MISSING.label


def contacts(report: TerritoryReport) -> list[Block]:
    """List the town halls: the first contact everywhere."""
    title = Section("Contacts : mairies")
    if report.level is Level.COMMUNE:
        return [title, *_town_hall(report.town_hall)]
    noun = "les plus peuplées d’abord" if report.level is Level.EPCI else "les plus peuplées"
    left = [
        paragraph(
            f"Et {counted(report.halls_left, 'autre mairie', 'autres mairies')} : "
            "voir la fiche de chaque commune ou intercommunalité.",
            "note",
        )
    ]
    return [
        title,
        TableBlock(
            f"Mairies des communes {noun}, premier contact",
            ("Commune", "Téléphone", "Courriel"),
            tuple(_hall(report, hall) for hall in report.halls),
            widths=(40, 20, 40),
            numeric_from=3,
        ),
        *(left if report.halls_left else []),
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


def _hall(report: TerritoryReport, hall: HallContact) -> tuple[Line, ...]:
    return (
        plain(hall.commune, report_address(hall.code, report.selection)),
        (_phone(hall.phone),),
        (_email(hall.email),),
    )


def _phone(phone: str) -> Words:
    return Words(phone, f"tel:{''.join(phone.split())}") if phone else Words(UNKNOWN)


def _email(email: str) -> Words:
    return Words(email, f"mailto:{email}") if email else Words(UNKNOWN)
