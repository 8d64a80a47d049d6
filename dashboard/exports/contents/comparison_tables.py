"""A comparison as tables for files: the territories with their measures, then everything known of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from dashboard.analysis.comparison.results import (
    ClaimBeside,
    Compared,
    Comparison,
    Line,
    Rank,
    YearChanges,
)
from dashboard.domain.codes import insee_code
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.exports.formats.table import FileTable

_TERRITORY_COLUMNS = (
    "code", "nom", "type", "departement", "habitants_dans_la_region", "habitants_par_km2", "strate",
    "effectif_faible", "dispositifs_departementaux_ou_regionaux_non_comptes",
)  # fmt: skip
_REFERENCES = {
    Reference.REGION: "moyenne_regionale",
    Reference.STRATUM: "mediane_de_la_strate",
    Reference.DEPARTEMENT: "moyenne_du_departement",
    Reference.NEIGHBOURS: "moyenne_des_voisins",
}
_SHORT = {
    Reference.REGION: "moyenne_regionale",
    Reference.STRATUM: "mediane_strate",
    Reference.DEPARTEMENT: "moyenne_departement",
    Reference.NEIGHBOURS: "moyenne_voisins",
}
"""References where a measure stands before them."""
_RANKS = ("rang_region", "classes_region", "rang_strate", "classes_strate")
_DECIMALS = 4


def territories_table(comparison: Comparison) -> FileTable:
    """Write one row per territory: who it is, and every measure of it."""
    return FileTable(
        "Territoires",
        (*_TERRITORY_COLUMNS, *(indicator.entry.column for indicator in COMPARED)),
        tuple(
            (
                *_identity(territory, comparison),
                *(_value(territory.ranks[indicator]) for indicator in COMPARED),
            )
            for territory in comparison.territories
        ),
    )


def ranks_table(comparison: Comparison) -> FileTable:
    """Write one row per territory: as ``territories_table``, then each measure's references and ranks."""
    table = territories_table(comparison)
    columns = (
        f"{indicator.entry.column}_{word}"
        for indicator in COMPARED
        for word in (*_SHORT.values(), *_RANKS)
    )
    return FileTable(
        table.title,
        (*table.columns, *columns),
        tuple(
            (
                *row,
                *(cell for indicator in COMPARED for cell in _beside(territory.ranks[indicator])),
            )
            for row, territory in zip(table.rows, comparison.territories, strict=True)
        ),
    )


def comparison_tables(
    comparison: Comparison, changes: YearChanges, claims: Sequence[ClaimBeside]
) -> tuple[FileTable, ...]:
    """Write everything that is on screen, one table per part of the page."""
    return (
        territories_table(comparison),
        FileTable(
            "Repères et rangs",
            ("code", "nom", "mesure", "valeur", *_REFERENCES.values(), *_RANKS),
            tuple(_ranks(comparison)),
        ),
        _words("Par thème", "theme", comparison.themes, comparison),
        _words("Par public", "public", comparison.publics, comparison),
        FileTable(
            "Par première année",
            ("code", "nom", "annee", "nouvelles", "cumul"),
            tuple(_years(comparison)),
        ),
        FileTable(
            "Commencées et terminées",
            ("fiche", "initiative", "ce_qui_change", "annee", "territoires"),
            tuple(_changes(changes)),
        ),
        FileTable(
            "Coopération",
            ("code", "nom", "avec_code", "avec", "initiatives_partagees"),
            tuple(_partners(comparison)),
        ),
        FileTable(
            "Chiffres connus",
            ("code", "nom", "fiche", "initiative", "chiffre", "valeur", "unite", "periode", "source", "date"),
            tuple(_figures(comparison)),
        ),
        FileTable(
            "Écrit et référence",
            (
                "territoire", "de_quoi", "ecrit", "unite", "ecrit_le", "source", "source_citee", "reference",
                "reference_du", "source_de_reference", "ecart", "remarque",
            ),
            tuple(_claims(claims)),
        ),
    )  # fmt: skip


def _identity(territory: Compared, comparison: Comparison) -> tuple[object, ...]:
    return (
        insee_code(territory.code),
        territory.name,
        territory.kind,
        territory.departement,
        territory.population,
        None if territory.density is None else round(territory.density, 1),
        comparison.strata[territory.stratum].label,
        "oui" if territory.ranks[Indicator.RATE].cautious else "non",
        territory.wide,
    )


def _ranks(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    for territory in comparison.territories:
        for indicator in COMPARED:
            standing = territory.ranks[indicator]
            yield (
                insee_code(territory.code),
                territory.name,
                indicator.entry.column,
                _value(standing),
                *_beside(standing),
            )


def _beside(standing: Rank) -> tuple[object, ...]:
    """Return the references of a value, then its ranks and how many are ranked."""
    return (
        *(_rounded(standing.references.get(reference)) for reference in Reference),
        standing.rank,
        standing.ranked,
        standing.stratum_rank,
        standing.stratum_ranked,
    )


def _words(title: str, column: str, lines: Sequence[Line], comparison: Comparison) -> FileTable:
    rows = [
        (insee_code(territory.code), territory.name, line.label, _whole(share.number), _rounded(share.rate),
         _rounded(line.region.rate), _rounded(line.medians[territory.stratum]))
        for line in lines
        for territory, share in zip(comparison.territories, line.shares, strict=True)
    ]  # fmt: skip
    rates = (
        Indicator.RATE.entry.column,
        f"{_REFERENCES[Reference.REGION]}_pour_10000",
        f"{_REFERENCES[Reference.STRATUM]}_pour_10000",
    )
    return FileTable(title, ("code", "nom", column, "initiatives", *rates), tuple(rows))


def _years(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    for territory in comparison.territories:
        for year, new, begun in zip(
            comparison.years, territory.first_years.new, territory.first_years.begun, strict=True
        ):
            yield insee_code(territory.code), territory.name, str(year), new, begun
        yield (
            insee_code(territory.code),
            territory.name,
            "inconnue",
            territory.first_years.unknown,
            None,
        )


def _changes(changes: YearChanges) -> Iterator[tuple[object, ...]]:
    for what, listed in (("commencée", changes.new), ("terminée", changes.ended)):
        for change in listed:
            yield (
                change.record_id,
                change.record,
                change.status or what,
                change.year,
                " | ".join(change.territories),
            )


def _partners(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    for territory in comparison.territories:
        for partner in territory.partners:
            yield (
                insee_code(territory.code),
                territory.name,
                partner.code,
                partner.name,
                partner.number,
            )


def _figures(comparison: Comparison) -> Iterator[tuple[object, ...]]:
    for territory in comparison.territories:
        for figure in territory.figures:
            yield (
                insee_code(territory.code), territory.name, figure.record_id, figure.record, figure.label,
                figure.value, figure.unit, figure.period, figure.source, figure.source_date,
            )  # fmt: skip


def _claims(claims: Sequence[ClaimBeside]) -> Iterator[tuple[object, ...]]:
    for claim in claims:
        yield (
            claim.territory, claim.label, claim.written, claim.unit, claim.written_on, claim.source,
            claim.quoted_source, claim.official, claim.official_on, claim.official_source, claim.difference,
            claim.note,
        )  # fmt: skip


def _value(standing: Rank) -> float | int | None:
    return None if standing.value is None else _whole(_rounded(standing.value))


def _whole(value: float | None) -> float | int | None:
    """Write a whole number as one."""
    return int(value) if value is not None and float(value).is_integer() else value


def _rounded(value: float | None) -> float | None:
    """Round what is known."""
    return None if value is None or math.isnan(value) else round(value, _DECIMALS)
