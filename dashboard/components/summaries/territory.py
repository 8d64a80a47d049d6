"""The summary of a territory or of the region."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from dashboard.analysis.summaries.results import RecordLine, RecordList, TerritorySummary
from dashboard.components.shared.links import (
    RECORD_KEYS,
    TERRITORY_KEYS,
    address,
    address_by_record,
    lineage_address,
)
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import cell_text, territory_kind, year_of_source
from dashboard.domain.counting import ValueState
from dashboard.domain.formats import counted, french_number
from dashboard.domain.indicators import Indicator, Scale
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.fields import PageSelection
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.territory import Level

SHOWN_AT_ONCE = 10


def territory_summary_panel(summary: TerritorySummary, selection: MapSelection) -> Markup:
    """Write a territory: who lives there, how many initiatives, by theme, and which ones."""
    return render(
        "summaries/territory.html.j2",
        summary=summary,
        selection=selection,
        kicker=" · ".join((territory_kind(summary.level), *summary.parents)),
        region=replace(selection, territory=None, position=None, record=None),
        population=_population(summary),
        questions=_questions(summary, selection),
        key_numbers=[
            (
                indicator.entry.short,
                cell_text(indicator, value),
                lineage_address(summary.code, indicator, selection),
                _region_and_caution(summary, indicator),
            )
            for indicator, value in summary.values.items()
        ],
        themes=_themes(summary),
        filters=MAP.removals(selection),
        lists=_lists(summary),
        somewhere="le département"
        if summary.level is Level.DEPARTEMENT
        else "un territoire plus grand",
        record_text=record_text,
        address_of=address_by_record(selection),
        territory_keys=TERRITORY_KEYS,
        record_keys=RECORD_KEYS,
        filter_keys=MAP.filter_keys(),
        advice="choisissez un thème ou un territoire",
        SHOWN_AT_ONCE=SHOWN_AT_ONCE,
    )


def _questions(summary: TerritorySummary, selection: MapSelection) -> list[tuple[str, str]]:
    """List what the other pages answer of a territory, with the same filters; the region is on them all."""
    if summary.level is None:
        return []
    code, filters = summary.code, selection.filters
    near = summary.level in {Level.COMMUNE, Level.EPCI}
    nearby = {"Qui peut m’aider, près d’ici ?": NearbySelection(territory=code)} if near else {}
    answers: dict[str, PageSelection] = {
        **nearby,
        "Où n’y a-t-il rien, par ici ?": CoverageSelection(filters=filters, territory=code),
        "Comment se situe ce territoire ?": ComparisonSelection(
            filters=filters, territories=(code,)
        ),
    }
    return [(question, address(answer)) for question, answer in answers.items()]


def _population(summary: TerritorySummary) -> str:
    people = counted(summary.population, "habitant")
    if summary.level is None or summary.communes_total == 0:
        return f"{people}."
    if summary.communes_inside == summary.communes_total:
        communes = (
            "" if summary.communes_total == 1 else f", {counted(summary.communes_total, 'commune')}"
        )
        return f"{people}{communes}."
    return (
        f"{people} dans la région, {summary.communes_inside} de ses {summary.communes_total} communes ; "
        f"{french_number(summary.population_total)} habitants en tout. "
        "Les valeurs ne portent que sur la partie située dans la région."
    )


def _region_and_caution(summary: TerritorySummary, indicator: Indicator) -> str:
    """Write the region's value, which its own summary does not repeat, and any caution."""
    if indicator.scale is Scale.COUNT:
        return ""
    region = f"région : {cell_text(indicator, summary.region_values[indicator])}"
    doubtful = summary.cautious and indicator.scale is Scale.RATE
    caution = f" · {ValueState.LOW_POPULATION.label}" if doubtful else ""
    return f"{'' if summary.level is None else region}{caution}"


def _themes(summary: TerritorySummary) -> list[tuple[str, float, str]]:
    """List each theme with its number and the share of the most frequent one's that this is."""
    most = max((number for _, number in summary.breakdown), default=1)
    return [(label, number / most, french_number(number)) for label, number in summary.breakdown]


def _lists(summary: TerritorySummary) -> tuple[tuple[str, RecordList], ...]:
    if summary.level is None:
        return (("Toutes les initiatives retenues", summary.located),)
    return (
        ("Implantées ici", summary.located),
        ("Desservent ce territoire", summary.serving),
        ("Dispositifs départementaux et régionaux", summary.wide),
    )


def record_text(line: RecordLine) -> str:
    """Write what a list says of an initiative beside its name."""
    approximate = "secteur approximatif" if line.approximate else ""
    notes = (
        ", ".join(line.themes), line.status, year_of_source(line.dated), line.scope, approximate,
    )  # fmt: skip
    return " · ".join(note for note in notes if note)
