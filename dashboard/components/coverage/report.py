"""The report « Zones blanches de … », to print on A4."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.analysis.coverage.results import CommuneLine, CoverageAnswer, HallLine, Scheme
from dashboard.components.coverage.answer_wording import NO_ANSWER_NOTE, answer_sentence
from dashboard.components.coverage.legend_wording import state_marks
from dashboard.components.coverage.wording import (
    ABSENCE_NOTE,
    definition_text,
    reason_texts,
    state_text,
)
from dashboard.components.shared.templates import render
from dashboard.domain.formats import distance_text, french_date, french_number
from dashboard.domain.selections.coverage import CoverageSelection


@dataclass(frozen=True)
class CoverageReport:
    """What the report shows: the territory, its communes concerned, what is beside, and whom to call.

    Attributes:
        map: an SVG.
        left: how many communes concerned are not listed.
    """

    answer: CoverageAnswer
    map: Markup
    communes: tuple[CommuneLine, ...]
    left: int
    schemes: tuple[Scheme, ...]
    halls: tuple[HallLine, ...]
    filters: str
    sources: str


def coverage_report(
    report: CoverageReport, selection: CoverageSelection, *, day: dt.date
) -> Markup:
    """Write the report; ``day`` is printed on it."""
    return render(
        "coverage/report.html.j2",
        report=report,
        selection=selection,
        name=report.answer.totals.name,
        sentence=answer_sentence(report.answer, selection),
        told=report.answer.totals.evidence.enough,
        NO_ANSWER_NOTE=NO_ANSWER_NOTE,
        day=french_date(day),
        legend=state_marks(selection),
        communes=[
            (
                line.name,
                french_number(line.population),
                state_text(line.state, border=line.border),
                " ".join(text for text, _ in reason_texts(line.reasons)),
            )
            for line in report.communes
        ],
        facts=_facts,
        halls=[(hall.commune, hall.phone or "–", hall.email or "–") for hall in report.halls],
        definition=definition_text(selection),
        ABSENCE_NOTE=ABSENCE_NOTE,
    )


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
