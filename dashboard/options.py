"""What pages show that depends on no selection, gathered from the atlas."""

from __future__ import annotations

from dashboard.analysis.observatory import Observatory
from dashboard.analysis.shelf import rows_of
from dashboard.analysis.territories import territory_name
from dashboard.components.options import Basis, Claim, Experience, Options, Source
from dashboard.data.atlas import Atlas
from dashboard.data.quality import coverage_report
from dashboard.domain.formats import french_figure
from dashboard.domain.territory import Level
from dashboard.settings import Settings


def page_options(atlas: Atlas, observatory: Observatory, settings: Settings) -> Options:
    """Gather what layouts show that depends on no selection."""
    catalogue = atlas.catalogue
    return Options(
        first_year=observatory.years[0],
        last_year=_last_year(atlas),
        contact=settings.contact,
        basis=_basis(atlas, observatory),
        sources=_sources(atlas),
        claims=_claims(atlas, observatory),
        experiences=tuple(
            Experience(row["name"], row["summary"], row["place"], str(row["year"]))
            for row in rows_of(catalogue.experiences)
        ),
    )


def _last_year(atlas: Atlas) -> int:
    """The year of the latest document: beyond it the catalogue knows nothing."""
    return int(atlas.catalogue.sources["date"].str[:4].max())


def _basis(atlas: Atlas, observatory: Observatory) -> Basis:
    report = coverage_report(atlas)
    return Basis(
        initiatives=report.initiatives,
        documents=report.documents,
        epci_with=report.epci_present,
        epci=report.epci,
        communes=len(observatory.territories[Level.COMMUNE]),
        population=observatory.population,
        without_place=len(report.area_only),
        approximate=len(report.approximate),
        unknown_first_year=report.unknown_first_year,
        verified=report.initiatives - report.never_verified,
        unattached=tuple(record.name for record in report.unattached),
        last_update=atlas.catalogue.initiatives["updated_on"].max(),
        geography=str(atlas.geography.provenance["vintage"]),
    )


def _sources(atlas: Atlas) -> tuple[Source, ...]:
    uses = atlas.catalogue.initiatives["source_ids"].explode().value_counts()
    return tuple(
        Source(
            title=row["title"],
            publisher=row["publisher"],
            date=row["date"],
            kind=row["kind"],
            description=row["description"],
            initiatives=int(uses.get(row["id"], 0)),
        )
        for row in rows_of(atlas.catalogue.sources)
    )


def _claims(atlas: Atlas, observatory: Observatory) -> tuple[Claim, ...]:
    labels = dict(atlas.catalogue.indicators.set_index("code")["label"].items())
    titles = dict(atlas.catalogue.sources.set_index("id")["title"].items())
    return tuple(
        Claim(
            territory=_claimed_territory(observatory, row["territory_code"]),
            text=labels[row["indicator"]],
            value=f"{french_figure(row['value'])}\u00a0{row['unit']}",
            period=row["period"].replace("/", "–") or "non précisée",
            source=titles[row["source_id"]],
            quoted_source=row["quoted_source"] or "non précisée",
        )
        for row in rows_of(atlas.catalogue.claims)
    )


def _claimed_territory(observatory: Observatory, code: str) -> str:
    return "France" if code == "FR" else territory_name(observatory.territories, code)
