"""The head of a territory's sheet: what it is, its key numbers, its map; blocks of French text."""

from __future__ import annotations

from dashboard.analysis.comparison.results import Rank
from dashboard.analysis.reports.results import SheetMap, TerritoryReport
from dashboard.components.comparison.wording import (
    NO_REFERENCE,
    WIDER_THAN_NAMED,
    rank_notes,
    reference_text,
    region_rank,
    stratum_rank,
    stratum_size,
    value_text,
)
from dashboard.components.reports.blocks import (
    Block,
    Line,
    Paragraph,
    Picture,
    Section,
    TableBlock,
    Words,
    paragraph,
    plain,
)
from dashboard.components.shared.links import passport_address, sheet_address
from dashboard.domain.formats import counted, french_number, listed
from dashboard.domain.indicator import Counting, ValueState
from dashboard.domain.measures import Measure, Reference
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.sheet_numbers import SheetNumber
from dashboard.domain.territory import FormerCommune, Level
from dashboard.figures import palette
from dashboard.figures.legend_entries import LegendEntry

LOCATED_COLOUR, SERVING_COLOUR = palette.COVERAGE[0], palette.COVERAGE[1]
NOTHING_COLOUR = palette.STATE_COLOURS[ValueState.ZERO]


def opening(dossier: TerritoryReport) -> list[Block]:
    """Say what the territory is, where it lies and who lives there, and what was asked for instead."""
    parents = [
        Words(f"{one.level.singular} : {one.name}", sheet_address(one.code, dossier.selection))
        for one in dossier.parents
    ]
    kind = Words(dossier.kind[:1].upper() + dossier.kind[1:])
    around = [part for one in parents for part in (Words(" · "), one)]
    wider = WIDER_THAN_NAMED.get(dossier.code)
    return [
        *former_blocks(dossier.asked_as, dossier.name, "dont voici la fiche"),
        Paragraph((kind, *around), "kicker"),
        Paragraph(_people(dossier), "lead"),
        *([paragraph(wider)] if wider else []),
    ]


def former_blocks(former: FormerCommune | None, today: str, shown: str) -> list[Block]:
    """Tell whoever asked for a former commune or an arrondissement why they read about another one.

    Args:
        former: what was asked for; ``None`` says nothing.
        today: the name of the commune it is part of.
        shown: what is shown of that commune.
    """
    if former is None:
        return []
    asked, part = (
        (f"{former.name} ({former.code})", "cet arrondissement fait partie")
        if former.arrondissement
        else (_former_name(former), "elle fait aujourd’hui partie")
    )
    return [
        paragraph(
            f"Vous avez demandé {asked}\u00a0: {part} de la commune {shown}, {today} ({former.today})."
        )
    ]


def _former_name(former: FormerCommune) -> str:
    if former.name:
        return f"l’ancienne commune {former.name} ({former.code})"
    return f"l’ancienne commune de code {former.code}"


def key_numbers(dossier: TerritoryReport) -> list[Block]:
    """Set every measure beside the region's mean and the median of its stratum, with its ranks."""
    rows = tuple(_key_number(dossier, one, dossier.standings[one]) for one in Measure)
    size = stratum_size(
        dossier.stratum_size,
        {one: told.stratum_counted for one, told in dossier.standings.items()},
    )
    return [
        Section("Chiffres clés"),
        TableBlock(
            f"{dossier.name} et ses repères",
            (
                "Mesure",
                "Valeur",
                "Moyenne régionale",
                "Médiane de la strate",
                "Rang régional",
                "Rang dans la strate",
            ),
            rows,
            widths=(32, 14, 14, 14, 13, 13),
            numeric_from=1,
        ),
        paragraph(
            f"Moyenne : celle des {dossier.level.plural} de la région, pondérée par leurs habitants pour "
            f"les taux et les parts. Strate : {dossier.stratum} (territoires : {size}). Rang 1 : la valeur "
            "la plus haute.",
            "note",
        ),
        *(paragraph(note, "note") for note in rank_notes(dossier.standings.values())),
    ]


def map_block(dossier: TerritoryReport, svg: str) -> list[Block]:
    """Show where initiatives are and whom they serve; ``svg`` is drawn by ``map_title``'s words."""
    drawn = dossier.map
    legend = [
        LegendEntry(LOCATED_COLOUR, _legend("implantée", len(drawn.located))),
        LegendEntry(SERVING_COLOUR, _legend("desservie", len(drawn.serving))),
        LegendEntry(NOTHING_COLOUR, _legend(ValueState.ZERO.label, len(drawn.nothing))),
        LegendEntry(
            palette.POINT,
            "lieu d’une initiative (au centre de la commune si l’adresse n’est pas connue)",
            "dot",
        ),
    ]
    if drawn.outlined:
        legend.append(LegendEntry(palette.SELECTED, dossier.name, "outline"))
    return [Section("Carte"), Picture(svg, map_title(dossier), tuple(legend))]


def sheet_colours(drawn: SheetMap) -> dict[str, str]:
    """Colour each commune of the map, by code."""
    return {
        **dict.fromkeys(drawn.located, LOCATED_COLOUR),
        **dict.fromkeys(drawn.serving, SERVING_COLOUR),
        **dict.fromkeys(drawn.nothing, NOTHING_COLOUR),
    }


def map_title(dossier: TerritoryReport) -> str:
    """Say in words what the map shows."""
    drawn = dossier.map
    place = f"{dossier.name} dans {drawn.around}" if drawn.around else dossier.name
    parts = [
        counted(
            len(drawn.located),
            "commune où une initiative est implantée",
            "communes où une initiative est implantée",
        ),
        _served(len(drawn.serving), others=bool(drawn.located)),
        f"{french_number(len(drawn.nothing))} où rien n’est recensé",
    ]
    return f"{place} : {listed(parts)}."


def _served(number: int, *, others: bool) -> str:
    if others:
        return counted(number, "autre desservie", "autres desservies")
    return counted(number, "commune desservie", "communes desservies")


def _people(dossier: TerritoryReport) -> Line:
    inside = _sheet_number(dossier, SheetNumber.INHABITANTS, dossier.population, "habitant")
    if dossier.level is Level.COMMUNE:
        return (inside, Words(f" ({dossier.vintage})."))
    communes = _sheet_number(dossier, SheetNumber.COMMUNES, dossier.communes_inside, "commune")
    if not dossier.border:
        return (inside, Words(", "), communes, Words(f" ({dossier.vintage})."))
    total = _sheet_number(
        dossier, SheetNumber.ALL_INHABITANTS, dossier.population_total, "habitant"
    )
    return (
        inside, Words(" et "), communes, Words(f" dans la région, sur {dossier.communes_total} ; "),
        total,
        Words(f" en tout ({dossier.vintage}). Les valeurs ne portent que sur la partie située dans la "
              "région."),
    )  # fmt: skip


def _sheet_number(dossier: TerritoryReport, number: SheetNumber, value: int, noun: str) -> Words:
    target = passport_address(dossier.code, number, dossier.selection)
    return Words(counted(value, noun), target)


def _key_number(dossier: TerritoryReport, measure: Measure, standing: Rank) -> tuple[Line, ...]:
    own = passport_address(dossier.code, measure, dossier.selection)
    return (
        plain(_measure_title(measure, dossier.selection)),
        plain(value_text(measure, standing.value) + _doubt(measure, standing), own),
        _reference(dossier, measure, standing, Reference.REGION),
        _reference(dossier, measure, standing, Reference.STRATUM),
        plain(region_rank(standing)),
        plain(stratum_rank(standing)),
    )


def _measure_title(measure: Measure, selection: MapSelection) -> str:
    if measure is Measure.NUMBER and selection.filters.counting is Counting.LOCATED:
        return "Initiatives implantées"
    return measure.words.title


def _doubt(measure: Measure, standing: Rank) -> str:
    doubtful = measure is Measure.RATE and standing.cautious and standing.value
    return f" ({ValueState.LOW_POPULATION.label})" if doubtful else ""


def _reference(
    dossier: TerritoryReport, measure: Measure, standing: Rank, reference: Reference
) -> Line:
    value = standing.references.get(reference)
    if value is None:
        return plain(NO_REFERENCE)
    target = passport_address(dossier.code, measure, dossier.selection, reference=reference)
    return plain(reference_text(measure, value), target)


def _legend(text: str, number: int) -> str:
    return f"{text} ({counted(number, 'commune')})"
