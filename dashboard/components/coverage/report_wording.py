"""The words of the sheet « Zones blanches » around its answer: its map, its legend, its sources."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.coverage.results import (
    CommuneLine,
    CoverageAnswer,
    GapCause,
    NearestPlace,
    NearestPlaces,
)
from dashboard.analysis.summaries.results import Citation
from dashboard.components.coverage.answer_wording import of_territory
from dashboard.components.coverage.legend_wording import state_marks
from dashboard.components.shared.legend_wording import CHOSEN_MARK, OUTSIDE_MARK
from dashboard.components.shared.wording import citation_text
from dashboard.domain.formats import (
    at_commune,
    bare_distance,
    counted,
    french_number,
    listed,
    of_commune,
)
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.sources import UNKNOWN_DATE, edition_text
from dashboard.domain.territory import Level
from dashboard.figures import palette
from dashboard.figures.legend_entries import LegendEntry

NEIGHBOUR_MARK = LegendEntry(palette.NEIGHBOUR, "communes alentour")
PLACE_MARK = LegendEntry(palette.POINT, "lieu existant, recensé pour ces choix", "dot")
_STATES = (
    ("commune desservie", "communes desservies"),
    ("commune proche d’un lieu", "communes proches d’un lieu"),
    ("commune loin de tout lieu", "communes loin de tout lieu"),
    ("commune sans rien de recensé", "communes sans rien de recensé"),
    ("commune à la limite de la région", "communes à la limite de la région"),
)


def map_words(answer: CoverageAnswer, counts: Sequence[int], *, numbered: int) -> str:
    """Describe what the map shows, for who does not see it.

    Args:
        answer: what the territory is answered.
        counts: communes by code of the map, nothing where sources hold too little for them to be coloured.
        numbered: how many places are numbered.
    """
    states = [
        counted(number, *names) for number, names in zip(counts, _STATES, strict=False) if number
    ]
    shown = f"\u00a0: {listed(states)}" if states else ", avec les lieux recensés"
    places = " Les numéros renvoient au tableau des lieux les plus proches." if numbered else ""
    of = of_territory(answer.totals.name, answer.level)
    what = f"Carte {of} et de ses alentours" if answer.level else f"Carte {of}"
    return f"{what}{shown}.{places}"


def report_marks(
    answer: CoverageAnswer,
    selection: CoverageSelection,
    counts: Sequence[int],
    *,
    nearest: NearestPlaces,
    places: bool,
) -> tuple[LegendEntry, ...]:
    """List what the map has, and nothing else: states with their numbers of communes, places, outlines.

    Args:
        answer: what the territory is answered.
        selection: what the reader asked for.
        counts: communes by code of the map, nothing where they are not coloured.
        nearest: the places that are numbered.
        places: whether any place is known.
    """
    states = [
        LegendEntry(mark.colour, f"{mark.text} ({french_number(number)})", mark.kind)
        for mark, number in zip(state_marks(selection), counts, strict=False)
        if number
    ]
    several = len(nearest.places) > 1
    numbers = (
        f"1 à {len(nearest.places)}\u00a0: les plus proches"
        if several
        else "1\u00a0: le plus proche"
    )
    return (
        *states,
        *([PLACE_MARK] if places else []),
        *([LegendEntry(palette.POINT, f"{numbers}, au tableau", "dot")] if nearest.places else []),
        *([CHOSEN_MARK, NEIGHBOUR_MARK] if answer.level else []),
        OUTSIDE_MARK,
    )


def nearest_title(nearest: NearestPlaces) -> str:
    """Name the list of the nearest places by the commune that they are nearest to."""
    many = len(nearest.places) > 1
    noun = "les lieux existants les plus proches" if many else "le lieu existant le plus proche"
    which = ", la commune en zone blanche la plus peuplée" if nearest.concerned else ""
    return f"{noun} {of_commune(nearest.commune)}{which}"


def nearest_of(line: CommuneLine) -> str:
    """Name the place nearest to a gap, and its commune; empty where the reasons name none."""
    named = (reason for reason in line.reasons if reason.why is GapCause.NEAREST)
    nearest = next(named, None)
    if nearest is None:
        return ""
    where = f", {at_commune(nearest.territory)}" if nearest.territory else ""
    return f"{nearest.record}{where}"


def place_distance(place: NearestPlace) -> str:
    """Write how far a place is, « environ » where only its commune is known."""
    return f"{'environ ' if place.approximate else ''}{bare_distance(place.distance_m)}"


def place_date(place: NearestPlace) -> str:
    """Write the date that the source of a place gives."""
    return edition_text(place.dated) if place.dated else UNKNOWN_DATE


def sources_text(cited: Sequence[Citation], vintage: str) -> str:
    """Write where each number comes from, and of when it is."""
    places = (
        " ; ".join(map(citation_text, cited)) or "aucune source ne situe de lieu pour ces choix"
    )
    return (
        f"Lieux et zones desservies\u00a0: {places}. Habitants, limites et mairies\u00a0: INSEE, IGN, DILA "
        f"({vintage}). Distances\u00a0: à vol d’oiseau, depuis la mairie."
    )


def communes_caption(answer: CoverageAnswer, number: int, *, all_communes: bool) -> str:
    """Name the table of communes: those of an EPCI, or the gaps of a larger territory."""
    of = of_territory(answer.totals.name, answer.level)
    if answer.level is Level.COMMUNE:
        return f"{counted(number, 'commune')} de l’intercommunalité {of}, celles en zone blanche d’abord"
    if all_communes:
        return f"{counted(number, 'commune')} {of}, celles en zone blanche d’abord"
    gaps = counted(number, "commune en zone blanche", "communes en zone blanche")
    return f"{gaps} {of}, la plus peuplée d’abord"
