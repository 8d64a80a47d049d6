"""The French sentences built from a selection and its results."""

from __future__ import annotations

import math

from dashboard.analysis.kernel.results import DateSpan, RegionTotals, TerritoryValues
from dashboard.analysis.summaries.results import Citation
from dashboard.components.shared.page_data import DataSummary, OldList
from dashboard.domain.counting import Counting, ValueState
from dashboard.domain.formats import (
    capitalised,
    counted,
    french_number,
    french_percent,
    rate_text,
)
from dashboard.domain.indicators import Indicator, Scale
from dashboard.domain.region import Region
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.sources import UNKNOWN_DATE, edition_text
from dashboard.domain.territory import Level

SOMEWHERE_NOTE = (
    "Nos sources ne disent que le département de leur adresse : rien ne dit dans quelle commune, ni "
    "qu’elles desservent celle-ci."
)
NOT_AN_ABSENCE = (
    "« 0 recensé » ne prouve pas qu’il n’existe rien : nos sources n’en disent rien pour ces choix."
)


LOCATED_SHARE = "Part des habitants dont la commune a une initiative implantée"


def map_title(selection: MapSelection) -> str:
    """Describe what the map shows and per which territory."""
    located_share = (
        selection.indicator is Indicator.SHARE and selection.filters.counting is Counting.LOCATED
    )
    text = LOCATED_SHARE if located_share else column_title(selection.indicator)
    return f"{text}, par {selection.level.singular}"


def column_title(indicator: Indicator) -> str:
    """Head the column of an indicator where territories are listed, as their map is called."""
    return indicator.entry.map_title or indicator.entry.title


def basis_text(basis: DataSummary) -> str:
    """Name what the initiatives come from: ``5 documents et 4 listes``."""
    documents = counted(basis.documents, "document")
    if not basis.datasets:
        return documents
    return f"{documents} et {counted(basis.datasets, 'liste')}"


def source_text(basis: DataSummary) -> str:
    """Describe where the map's numbers come from, their dates, and which of them are to be confirmed."""
    sources = (
        f"Sources : {counted(basis.initiatives, 'initiative')} d’après {basis_text(basis)}, "
        f"{dates_text(basis.dates)} ; limites, populations et mairies : IGN, INSEE, DILA "
        f"({basis.geography})."
    )
    return " ".join(filter(None, (sources, old_lists_text(basis))))


def old_lists_text(basis: DataSummary) -> str:
    """Name the lists that are to be confirmed, with the years of what they say; empty for none."""
    if not basis.old_lists:
        return ""
    named = [f"{old.title} ({_years_of(old)})" for old in basis.old_lists]
    noun = "Listes" if len(named) > 1 else "Liste"
    return f"{noun} de plus de trois ans, à confirmer par téléphone : {' ; '.join(named)}."


def _years_of(old: OldList) -> str:
    if old.first_year == old.last_year:
        return str(old.last_year)
    return f"{old.first_year} à {old.last_year}"


def year_of_source(dated: str) -> str:
    """Write the year of the source of a record: ``info de 2021``."""
    return f"info de {dated[:4]}" if dated else UNKNOWN_DATE


def citation_text(source: Citation) -> str:
    """Cite a document or a dataset, with its date and licence."""
    cited = f"« {source.title} », {edition_text(source.date)}"
    return f"{cited}, {source.licence}" if source.licence else cited


def dates_text(dates: DateSpan) -> str:
    """Write the years of the sources: ``dates des sources : 2015 à 2025, 3 sans date``."""
    undated = f"{french_number(dates.undated)} sans date" if dates.undated else ""
    if dates.oldest is None:
        return f"dates des sources : {UNKNOWN_DATE}"
    span = str(dates.newest)
    if dates.oldest != dates.newest:
        span = f"{dates.oldest} à {dates.newest}"
    return f"dates des sources : {', '.join(filter(None, (span, undated)))}"


def map_sentence(
    selection: MapSelection,
    values: TerritoryValues,
    totals: RegionTotals,
    names: tuple[str, ...],
    *,
    region: Region,
) -> str:
    """Describe in plain French what a sighted reader sees: how many have something, and the highest.

    Args:
        selection: what the reader asked for.
        values: the values of all territories, shape ``(n,)``.
        totals: the region's line.
        names: the territories' names, length ``n``.
        region: what they make together.
    """
    size, having = len(values.number), totals.territories_with
    none = size - having
    if totals.number == 0:
        return "Aucune initiative recensée ne correspond à ces filtres."
    start = (
        f"{counted(totals.number, 'initiative')} dans {region.whole}. "
        f"{having_text(having, size, selection.level)}, "
        f"{french_number(none)} n’en {'ont' if none > 1 else 'a'} aucune de recensée."
    )
    parts = (
        start,
        _highest(values, names),
        _sure_share(selection, totals),
        _unnamed(selection, totals),
        undated_text(selection, totals.unknown_first_year),
        _situation_text(totals),
        sentence(dates_text(totals.dates)),
    )
    return " ".join(part for part in parts if part)


def _situation_text(totals: RegionTotals) -> str:
    """Write how many of those counted have ended, and how many are of unknown status."""
    parts = []
    if totals.ended:
        parts.append(counted(totals.ended, "est terminée", "sont terminées"))
    if totals.unsure:
        unsure = counted(totals.unsure, "est", "sont")
        parts.append(f"{unsure} de situation inconnue")
    return f"Parmi les initiatives comptées, {' et '.join(parts)}." if parts else ""


def sentence(text: str) -> str:
    """Begin with a capital letter and end with a full stop."""
    return f"{capitalised(text)}."


def having_text(having: int, size: int, level: Level) -> str:
    """Write how many territories have something: ``1 département sur 8 en a au moins une``."""
    noun, verb = (level.plural, "ont") if having > 1 else (level.singular, "a")
    return f"{french_number(having)} {noun} sur {french_number(size)} en {verb} au moins une"


def _highest(values: TerritoryValues, names: tuple[str, ...]) -> str:
    ranked = values.state == ValueState.VALUE
    if not ranked.any():
        return ""
    top = float(values.shown[ranked].max())
    best = (ranked & (values.shown == top)).nonzero()[0].tolist()
    others = f" et {counted(len(best) - 1, 'autre')}" if len(best) > 1 else ""
    return (
        f"La valeur la plus haute : {value_text(top, values.indicator)} ({names[best[0]]}{others})."
    )


def _sure_share(selection: MapSelection, totals: RegionTotals) -> str:
    if (
        selection.indicator is not Indicator.SHARE
        or totals.sure_share == totals.values[Indicator.SHARE]
    ):
        return ""
    return (
        f"Dans la région : {french_percent(totals.values[Indicator.SHARE])} des habitants ; "
        f"{french_percent(totals.sure_share)} sans les initiatives au secteur approximatif, dont la "
        "zone desservie peut être plus petite."
    )


def _unnamed(selection: MapSelection, totals: RegionTotals) -> str:
    """Write how many initiatives name no organisation, where organisations are counted."""
    if selection.indicator.counted is not Indicator.ORGANISATIONS or not totals.unnamed:
        return ""
    unnamed = counted(
        totals.unnamed,
        "initiative n’indique aucune organisation et n’en ajoute",
        "initiatives n’indiquent aucune organisation et n’en ajoutent",
    )
    return f"{unnamed} donc pas."


def undated_text(selection: MapSelection, undated: int) -> str:
    """Write how many initiatives count in the years chosen although their first year is unknown."""
    if selection.filters.years is None or undated == 0:
        return ""
    count = counted(
        undated,
        "initiative reste comptée, dont la première année est inconnue",
        "initiatives restent comptées, dont la première année est inconnue",
    )
    return f"{count}."


def value_text(value: float, indicator: Indicator) -> str:
    """Write a value with its unit: ``1,24 pour 10 000 hab.``, ``62,5 %``, ``3 initiatives``."""
    if math.isnan(value):
        return ValueState.MISSING.label
    entry = indicator.entry
    if entry.scale is Scale.COUNT:
        return counted(round(value), entry.noun, entry.nouns)
    if entry.scale is Scale.SHARE:
        return f"{french_percent(value)} des habitants"
    return f"{rate_text(value)} {entry.noun}"


def cell_text(indicator: Indicator, value: float | None) -> str:
    """Write a value in a cell of a table, whose head has the unit; zero is written in words."""
    if value is None or math.isnan(value):
        return ValueState.MISSING.label
    if indicator.scale is Scale.COUNT:
        return french_number(value) if value else ValueState.ZERO.label
    return french_percent(value) if indicator.scale is Scale.SHARE else rate_text(value)


def territory_kind(level: Level | None) -> str:
    """Name a territory's level as a heading does."""
    return "Région" if level is None else level.singular.capitalize()
