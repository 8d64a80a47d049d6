"""The head of a territory's report: what it is, its key numbers, its map; blocks of French text."""

from __future__ import annotations

from dashboard.analysis.comparison.results import Rank
from dashboard.analysis.reports.results import ReportMap, TerritoryReport
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
from dashboard.components.shared.links import lineage_address, report_address
from dashboard.domain.counting import Counting, ValueState
from dashboard.domain.formats import capitalised, counted, french_number, listed
from dashboard.domain.indicators import COMPARED, Indicator, Scale
from dashboard.domain.references import Reference
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import FormerCommune, Level
from dashboard.figures import palette
from dashboard.figures.legend_entries import LegendEntry

LOCATED_COLOUR, SERVING_COLOUR = palette.COVERAGE[0], palette.COVERAGE[1]
NOTHING_COLOUR = palette.STATE_COLOURS[ValueState.ZERO]


def opening(report: TerritoryReport) -> list[Block]:
    """Describe what the territory is, where it lies and who lives there, and a former commune asked for."""
    parents = [
        Words(
            f"{parent.level.singular} : {parent.name}",
            report_address(parent.code, report.selection),
        )
        for parent in report.parents
    ]
    kind = Words(capitalised(report.kind))
    around = [part for parent in parents for part in (Words(" · "), parent)]
    wider = WIDER_THAN_NAMED.get(report.code)
    return [
        *former_blocks(report.asked_as, report.name, "dont voici la fiche"),
        Paragraph((kind, *around), "kicker"),
        Paragraph(_people(report), "lead"),
        *([paragraph(wider)] if wider else []),
    ]


def former_blocks(former: FormerCommune | None, today: str, clause: str) -> list[Block]:
    """Explain why the page is about another commune than the former one or arrondissement asked for.

    Args:
        former: the commune of the address; ``None`` gives no block.
        today: the name of the commune it is part of.
        clause: what of that commune is on the page, as a clause in French.
    """
    if former is None:
        return []
    name, part = (
        (f"{former.name} ({former.code})", "cet arrondissement fait partie")
        if former.arrondissement
        else (_former_name(former), "elle fait aujourd’hui partie")
    )
    return [
        paragraph(
            f"Vous avez demandé {name}\u00a0: {part} de la commune {clause}, {today} ({former.today})."
        )
    ]


def _former_name(former: FormerCommune) -> str:
    if former.name:
        return f"l’ancienne commune {former.name} ({former.code})"
    return f"l’ancienne commune de code {former.code}"


def key_numbers(report: TerritoryReport) -> list[Block]:
    """Set every measure beside the region's mean and the median of its stratum, with its ranks."""
    rows = tuple(_key_number(report, indicator, report.ranks[indicator]) for indicator in COMPARED)
    size = stratum_size(
        report.stratum_size,
        {indicator: rank.stratum_counted for indicator, rank in report.ranks.items()},
    )
    return [
        Section("Chiffres clés"),
        TableBlock(
            f"{report.name} et ses repères",
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
            f"Moyenne : celle des {report.level.plural} de la région, pondérée par leurs habitants pour "
            f"les taux et les parts. Strate : {report.stratum} (territoires : {size}). Rang 1 : la valeur "
            "la plus haute.",
            "note",
        ),
        *(paragraph(note, "note") for note in rank_notes(report.ranks.values())),
    ]


def map_block(report: TerritoryReport, svg: str) -> list[Block]:
    """Show where initiatives are and whom they serve; ``svg`` is drawn by ``map_title``'s words."""
    drawn = report.map
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
        legend.append(LegendEntry(palette.SELECTED, report.name, "outline"))
    return [Section("Carte"), Picture(svg, map_title(report), tuple(legend))]


def map_colours(drawn: ReportMap) -> dict[str, str]:
    """Colour each commune of the map, by code."""
    return {
        **dict.fromkeys(drawn.located, LOCATED_COLOUR),
        **dict.fromkeys(drawn.serving, SERVING_COLOUR),
        **dict.fromkeys(drawn.nothing, NOTHING_COLOUR),
    }


def map_title(report: TerritoryReport) -> str:
    """Describe in words what the map shows."""
    drawn = report.map
    place = f"{report.name} dans {drawn.around}" if drawn.around else report.name
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


def _people(report: TerritoryReport) -> Line:
    inside = _number_words(report, Indicator.INHABITANTS, report.population, "habitant")
    if report.level is Level.COMMUNE:
        return (inside, Words(f" ({report.vintage})."))
    communes = _number_words(report, Indicator.COMMUNES, report.communes_inside, "commune")
    if not report.border:
        return (inside, Words(", "), communes, Words(f" ({report.vintage})."))
    total = _number_words(report, Indicator.ALL_INHABITANTS, report.population_total, "habitant")
    return (
        inside, Words(" et "), communes, Words(f" dans la région, sur {report.communes_total} ; "),
        total,
        Words(f" en tout ({report.vintage}). Les valeurs ne portent que sur la partie située dans la "
              "région."),
    )  # fmt: skip


def _number_words(report: TerritoryReport, number: Indicator, value: int, noun: str) -> Words:
    target = lineage_address(report.code, number, report.selection)
    return Words(counted(value, noun), target)


def _key_number(report: TerritoryReport, indicator: Indicator, standing: Rank) -> tuple[Line, ...]:
    own = lineage_address(report.code, indicator, report.selection)
    return (
        plain(_measure_title(indicator, report.selection)),
        plain(value_text(indicator, standing.value) + _doubt(indicator, standing), own),
        _reference(report, indicator, standing, Reference.REGION),
        _reference(report, indicator, standing, Reference.STRATUM),
        plain(region_rank(standing)),
        plain(stratum_rank(standing)),
    )


def _measure_title(indicator: Indicator, selection: MapSelection) -> str:
    if indicator is Indicator.NUMBER and selection.filters.counting is Counting.LOCATED:
        return "Initiatives implantées"
    return indicator.entry.title


def _doubt(indicator: Indicator, standing: Rank) -> str:
    doubtful = indicator.scale is Scale.RATE and standing.cautious and standing.value
    return f" ({ValueState.LOW_POPULATION.label})" if doubtful else ""


def _reference(
    report: TerritoryReport, indicator: Indicator, standing: Rank, reference: Reference
) -> Line:
    value = standing.references.get(reference)
    if value is None:
        return plain(NO_REFERENCE)
    target = lineage_address(report.code, indicator, report.selection, reference=reference)
    return plain(reference_text(indicator, value), target)


def _legend(text: str, number: int) -> str:
    return f"{text} ({counted(number, 'commune')})"
