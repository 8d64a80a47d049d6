"""The sheet « Zones blanches de … »: the blocks of its first page, and those of the others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from markupsafe import Markup

from dashboard.analysis.coverage.results import (
    CommuneLine,
    CoverageAnswer,
    HallLine,
    NearestPlace,
    NearestPlaces,
    Scheme,
)
from dashboard.analysis.summaries.results import Citation
from dashboard.components.coverage.answer_wording import NO_ANSWER_NOTE, answer_sentence
from dashboard.components.coverage.report_wording import (
    communes_caption,
    nearest_of,
    nearest_title,
    place_date,
    place_distance,
    sources_text,
)
from dashboard.components.coverage.wording import (
    ABSENCE_NOTE,
    definition_text,
    reason_texts,
    state_text,
)
from dashboard.components.reports.blocks import (
    Block,
    Items,
    Line,
    Picture,
    Section,
    TableBlock,
    paragraph,
    plain,
    written_blocks,
)
from dashboard.components.shared.links import as_file, coverage_report_address, record_address
from dashboard.components.shared.templates import render
from dashboard.domain.formats import (
    bare_distance,
    capitalised,
    distance_text,
    french_date,
    french_number,
)
from dashboard.domain.selections.coverage import CoverageSelection


@dataclass(frozen=True)
class CoverageReport:
    """What the sheet shows: the answer, its map, what is near, the communes, and whom to call.

    Attributes:
        communes: those of an EPCI where ``all_communes`` is set, else the gaps; none where sources hold too
            little to tell.
        cited: the documents and lists that the answer and the nearest places rest on.
        vintage: that of the territories.
    """

    answer: CoverageAnswer
    picture: Picture
    nearest: NearestPlaces
    communes: tuple[CommuneLine, ...]
    all_communes: bool
    schemes: tuple[Scheme, ...]
    halls: tuple[HallLine, ...]
    filters: str
    cited: tuple[Citation, ...]
    vintage: str


def report_title(report: CoverageReport) -> str:
    """Name a sheet."""
    return f"Zones blanches\u00a0: {report.answer.totals.name}"


def first_page(
    report: CoverageReport, selection: CoverageSelection, *, day: dt.date
) -> tuple[Block, ...]:
    """Write what stands on the first page, complete in itself; ``day`` is printed on it."""
    told = report.answer.totals.evidence.enough
    caveat = definition_text(selection) if told else NO_ANSWER_NOTE
    return (
        paragraph(f"{answer_sentence(report.answer, selection)}.", "lead"),
        paragraph(f"{caveat} {ABSENCE_NOTE}", "note"),
        paragraph(f"{report.filters}. Fiche du {french_date(day)}.", "kicker"),
        report.picture,
        *_nearest(report.nearest),
        paragraph(sources_text(report.cited, report.vintage), "note"),
    )


def other_pages(report: CoverageReport) -> tuple[Block, ...]:
    """Write what comes after: the communes, what else exists beside them, the town halls to call."""
    listed = {place.id for place in report.nearest.places}
    beside = [scheme for scheme in report.schemes if scheme.id not in listed]
    return (
        *(_communes(report) if report.communes else []),
        *(_beside(beside) if beside else []),
        *(_halls(report.halls) if report.halls else []),
    )


def coverage_report_page(
    report: CoverageReport, selection: CoverageSelection, *, day: dt.date
) -> Markup:
    """Write the sheet as a plain page, with the ways out of it."""
    code = report.answer.totals.code
    return render(
        "coverage/report.html.j2",
        title=report_title(report),
        selection=replace(selection, territory=code),
        document=as_file(coverage_report_address(selection, code), ".pdf"),
        blocks=written_blocks((*first_page(report, selection, day=day), *other_pages(report))),
    )


def _nearest(nearest: NearestPlaces) -> list[Block]:
    if not nearest.places:
        return [
            paragraph("Aucun lieu recensé pour ces choix ; cela ne prouve pas qu’il n’existe rien.")
        ]
    return [
        TableBlock(
            capitalised(nearest_title(nearest)),
            ("N°", "Lieu", "Commune", "À vol d’oiseau", "Téléphone", "Source du"),
            tuple(_place(rank, place) for rank, place in enumerate(nearest.places, start=1)),
            widths=(5, 33, 18, 14, 14, 17),
            numeric_from=6,
        )
    ]


def _place(rank: int, place: NearestPlace) -> tuple[Line, ...]:
    return (
        plain(str(rank)),
        plain(place.name, record_address(place.id)),
        plain(place.commune or "–"),
        plain(place_distance(place)),
        _phone(place.phone),
        plain(place_date(place)),
    )


def _communes(report: CoverageReport) -> list[Block]:
    caption = communes_caption(
        report.answer, len(report.communes), all_communes=report.all_communes
    )
    return [
        Section("Communes"),
        (_with_reasons if report.all_communes else _in_short)(report, caption),
    ]


def _with_reasons(report: CoverageReport, caption: str) -> TableBlock:
    return TableBlock(
        caption,
        ("Commune", "État", "Pourquoi", "Lieu le plus proche", "Habitants"),
        tuple(
            (
                plain(line.name),
                plain(state_text(line.state, border=line.border)),
                plain(" ".join(text for text, _ in reason_texts(line.reasons)) or "–"),
                plain(_distance(line)),
                plain(french_number(line.population)),
            )
            for line in report.communes
        ),
        widths=(20, 17, 46, 13, 11),
        numeric_from=3,
    )


def _in_short(report: CoverageReport, caption: str) -> TableBlock:
    """List the gaps of a large territory, one line each: the sheet of each EPCI gives their reasons."""
    return TableBlock(
        caption,
        ("Commune", "Intercommunalité", "Lieu le plus proche", "À vol d’oiseau", "Habitants"),
        tuple(
            (
                plain(line.name),
                plain(line.epci or "–"),
                plain(nearest_of(line) or "–"),
                plain(_distance(line)),
                plain(french_number(line.population)),
            )
            for line in report.communes
        ),
        widths=(22, 32, 40, 13, 11),
        numeric_from=3,
    )


def _distance(line: CommuneLine) -> str:
    return "aucun" if line.distance_m is None else bare_distance(line.distance_m)


def _beside(schemes: list[Scheme]) -> list[Block]:
    lines = (plain(f"{scheme.name}\u00a0: {_facts(scheme)}") for scheme in schemes)
    return [Section("Ce qui existe aussi à côté"), Items(tuple(lines))]


def _halls(halls: tuple[HallLine, ...]) -> list[Block]:
    table = TableBlock(
        "Mairies des communes concernées les plus peuplées : le premier contact",
        ("Mairie", "Téléphone", "Courriel"),
        tuple(
            (
                plain(hall.commune),
                _phone(hall.phone),
                plain(hall.email or "–", f"mailto:{hall.email}" if hall.email else ""),
            )
            for hall in halls
        ),
        widths=(34, 22, 44),
        numeric_from=3,
    )
    return [Section("Qui appeler"), table]


def _phone(phone: str) -> Line:
    return plain(phone, f"tel:{''.join(phone.split())}") if phone else plain("non renseigné")


def _facts(scheme: Scheme) -> str:
    near = (
        f"{distance_text(scheme.distance_m)} d’une zone blanche"
        if scheme.distance_m is not None
        else "sans lieu connu ; présente à côté"
    )
    facts = (
        scheme.commune,
        near,
        f"portée par {', '.join(scheme.operators)}" if scheme.operators else "",
        scheme.phone or "téléphone non renseigné",
        scheme.website,
    )
    return " · ".join(fact for fact in facts if fact)
