"""What pages show that depends on no selection, gathered from the atlas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dashboard.analysis.catalogue_index import rows_of
from dashboard.analysis.kernel.records import date_span
from dashboard.analysis.region_index import RegionIndex
from dashboard.analysis.reports.claims import claims_beside
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.map.drawing import viewport_on
from dashboard.components.shared.page_data import (
    DatasetSummary,
    DataSummary,
    Experience,
    NeedsDataset,
    OldList,
    PageData,
    SourceSummary,
)
from dashboard.data.atlas import Atlas
from dashboard.data.imports.changes import changes_since
from dashboard.data.imports.naming import CATALOGUE
from dashboard.data.quality import coverage_report
from dashboard.data.source_coverage import CATALOGUE_LABEL
from dashboard.data.stores.dataset import Dataset, DatasetKind
from dashboard.domain.needs import NEED_INDICATORS
from dashboard.domain.selections.coverage import WEIGHABLE_NEEDS
from dashboard.domain.sources import IMPORTED_LIST, is_old
from dashboard.domain.territory import Level
from dashboard.settings import Settings

_FIELDS = {
    "summary": "une description",
    "themes": "un thème",
    "publics": "un public",
    "address": "une adresse",
    "position": "une position exacte",
    "phone": "un téléphone",
    "email": "un courriel",
    "website": "un site",
    "opening_hours": "des horaires",
}
"""What a filled column means to a reader."""


def page_options(
    atlas: Atlas, snapshot: Snapshot, settings: Settings, *, today: dt.date
) -> PageData:
    """Gather what layouts show that depends on no selection; ages are as of ``today``."""
    catalogue = atlas.catalogue
    region_index, coverage = snapshot.region_index, snapshot.source_epci
    return PageData(
        region=region_index.region,
        first_year=snapshot.years[0],
        last_year=snapshot.years[1],
        contact=settings.contact,
        frame_ancestors=settings.frame_ancestors,
        overview=viewport_on(snapshot, None).to_meta(),
        basis=_basis(atlas, region_index, today),
        sources=_sources(atlas),
        claims=claims_beside(
            snapshot.catalogue_index,
            region_index,
            {claim["territory_code"] for claim in snapshot.catalogue_index.claims},
        ),
        datasets=(_catalogue_dataset(atlas, coverage, today), *_imported(atlas, coverage, today)),
        needs=_needs(atlas),
        need_codes=tuple(code for code in WEIGHABLE_NEEDS if code in snapshot.needs),
        experiences=tuple(
            Experience(row["name"], row["summary"], row["place"], str(row["year"]))
            for row in rows_of(catalogue.experiences)
        ),
    )


def _basis(atlas: Atlas, region_index: RegionIndex, today: dt.date) -> DataSummary:
    report = coverage_report(atlas)
    sources = atlas.catalogue.sources
    open_data = set(sources.loc[sources["kind"] == IMPORTED_LIST, "id"])
    initiatives = atlas.catalogue.initiatives
    listed = initiatives[initiatives["delisted_on"] == ""]
    cited = listed["source_ids"].explode().dropna()
    written = cited[~cited.isin(open_data)]
    return DataSummary(
        initiatives=report.initiatives,
        unlisted=report.unlisted,
        written=int(written.index.nunique()),
        documents=int(written.nunique()),
        datasets=int(cited[cited.isin(open_data)].nunique()),
        epci_with=report.epci_present,
        epci=report.epci,
        communes=len(region_index.territories[Level.COMMUNE]),
        population=region_index.population,
        without_place=len(report.area_only),
        somewhere=report.somewhere,
        approximate=len(report.approximate),
        unknown_first_year=report.unknown_first_year,
        verified=report.initiatives - report.never_verified,
        unattached=tuple(record.name for record in report.unattached),
        dates=date_span(region_index.records, region_index.records.listed),
        geography=str(atlas.geography.provenance["vintage"]),
        old_lists=_old_lists(atlas, today),
    )


def _old_lists(atlas: Atlas, today: dt.date) -> tuple[OldList, ...]:
    """List the sources whose latest edition says nothing newer than three years."""
    latest = {
        dataset.provenance.source: dataset
        for dataset in sorted(atlas.imports, key=lambda dataset: dataset.provenance.edition)
        if dataset.provenance.kind is DatasetKind.RECORDS and dataset.provenance.edition
    }
    old = []
    for dataset in latest.values():
        dates = dataset.table["updated_on"]
        dates = dates.where(dates != "", dataset.provenance.edition)
        if len(dates) and is_old(max(dates), today):
            years = int(min(dates)[:4]), int(max(dates)[:4])
            old.append(OldList(dataset.provenance.title, *years))
    return tuple(sorted(old, key=lambda old_list: old_list.title))


def _imported(
    atlas: Atlas, coverage: Mapping[str, frozenset[str]], today: dt.date
) -> list[DatasetSummary]:
    return [
        DatasetSummary(
            code=provenance.source,
            title=provenance.title,
            publisher=provenance.publisher,
            licence=provenance.licence,
            edition=provenance.edition,
            rows_read=provenance.counts["read"],
            rows_kept=provenance.counts["kept"],
            outside=provenance.counts["outside"],
            duplicates=provenance.counts["duplicates"],
            rejected=provenance.counts["rejected"],
            unattached=provenance.counts["unattached"],
            completeness=_shares(provenance.completeness),
            epci=len(atlas.geography.epci),
            without=_names_without(atlas, coverage[provenance.source]),
            remarks=provenance.remarks,
            age_days=_age(provenance.edition, today),
            shipped=not provenance.imported_on,
            changes=_changes(dataset, atlas),
        )
        for dataset in atlas.imports
        if (provenance := dataset.provenance).kind is DatasetKind.RECORDS
    ]


def _changes(dataset: Dataset, atlas: Atlas) -> str:
    changes = changes_since(dataset, atlas.imports)
    return changes.sentence() if changes else ""


def _catalogue_dataset(
    atlas: Atlas, coverage: Mapping[str, frozenset[str]], today: dt.date
) -> DatasetSummary:
    written = atlas.catalogue.sources[atlas.catalogue.sources["kind"] != IMPORTED_LIST]
    cited = atlas.catalogue.initiatives["source_ids"].explode()
    own = sorted(set(cited.index[cited.isin(written["id"])]))
    records = atlas.catalogue.initiatives.loc[own]
    places = atlas.catalogue.places
    described = places[places["initiative_id"].isin(records["id"])].groupby("initiative_id")
    contacts = described[["address", "phone", "email", "website", "opening_hours"]].max()
    size = max(len(records), 1)
    filled = {str(name): float((contacts[name] != "").sum() / size) for name in contacts}
    always = float(len(records) > 0)
    unattached = set(atlas.pairs.unattached.tolist())
    edition = max(written["date"], default="")
    return DatasetSummary(
        code=CATALOGUE,
        title=CATALOGUE_LABEL,
        publisher="Carte de la solidarité",
        licence="Licence Ouverte 2.0",
        edition=edition,
        rows_read=len(records),
        rows_kept=len(records),
        outside=0,
        duplicates=0,
        rejected=0,
        unattached=len(unattached & set(own)),
        completeness=_shares(dict.fromkeys(("summary", "themes", "publics"), always) | filled),
        epci=len(atlas.geography.epci),
        without=_names_without(atlas, coverage[CATALOGUE]),
        remarks=(),
        age_days=_age(edition, today),
    )


def _needs(atlas: Atlas) -> tuple[NeedsDataset, ...]:
    return tuple(
        NeedsDataset(
            title=dataset.provenance.title,
            publisher=dataset.provenance.publisher,
            edition=dataset.provenance.edition,
            indicators=tuple(
                NEED_INDICATORS[code].label for code in dataset.table["indicator"].unique()
            ),
            values=int((dataset.table["state"] == "value").sum()),
            secret=int((dataset.table["state"] == "secret").sum()),
            missing=int((dataset.table["state"] == "missing").sum()),
            shipped=not dataset.provenance.imported_on,
        )
        for dataset in atlas.imports
        if dataset.provenance.kind is DatasetKind.NEEDS
    )


def _shares(completeness: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple((_FIELDS[name], share) for name, share in completeness.items() if name in _FIELDS)


def _names_without(atlas: Atlas, covered: frozenset[str]) -> tuple[str, ...]:
    epci = atlas.geography.epci
    return tuple(sorted(epci.loc[~epci["code"].isin(covered), "name"]))


def _age(edition: str, today: dt.date) -> int | None:
    if not edition:
        return None
    return (today - dt.date.fromisoformat(edition)).days


def _sources(atlas: Atlas) -> tuple[SourceSummary, ...]:
    uses = atlas.catalogue.initiatives["source_ids"].explode().value_counts()
    return tuple(
        SourceSummary(
            title=row["title"],
            publisher=row["publisher"],
            date=row["date"],
            kind=row["kind"],
            description=row["description"],
            initiatives=int(uses.get(row["id"], 0)),
            licence=row.get("licence", ""),
        )
        for row in rows_of(atlas.catalogue.sources)
    )
