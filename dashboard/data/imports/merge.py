"""The hand-written catalogue and what was imported, as one set of tables for the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy as np
import pandas as pd

from dashboard.data.catalogue import Catalogue
from dashboard.data.imports.clusters import cluster_records, rank_records
from dashboard.data.imports.imported_records import LISTING, at_their_communes, imported_records
from dashboard.data.imports.listing import cluster_listing
from dashboard.data.imports.merged_places import heads_of, merged_places, somewhere_of
from dashboard.data.imports.naming import CATALOGUE
from dashboard.data.imports.record_ids import own_ids
from dashboard.data.stores.dataset import RECORD_COLUMNS, Dataset, DatasetKind, Provenance
from dashboard.domain.names import normalise_name
from dashboard.domain.sources import IMPORTED_LIST
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, Precision, Status

NO_COMMUNES = pd.DataFrame({"code": [], "name": []}, dtype="str")
_YEARS = ("start_year", "end_year", "listed_until")


def with_imports(
    catalogue: Catalogue, datasets: Sequence[Dataset], communes: pd.DataFrame = NO_COMMUNES
) -> Catalogue:
    """Add the imported records to the catalogue, each service once with all its sources.

    The editions of a source make one set of records; the same service under several sources, or in
    the catalogue, is one initiative that cites all its sources: with the catalogue's words, themes
    and publics and a place more, else with the words of the most complete record and the contacts,
    themes and publics of all.

    Args:
        catalogue: the hand-written records; its tables are not written to.
        datasets: what the store holds; datasets that are no records are left aside.
        communes: ``code`` and ``name``, former names too, by which services written at the address of
            their head office are found (``head_offices.find_head_offices``).

    Returns:
        The catalogue, whose ``initiatives`` have besides:

        - ``aliases``, the ids its records would have alone;
        - ``somewhere_codes``, the département its address is in where nothing finer is known;
        - ``delisted_on``, the date (ISO) of the first edition since which no source lists it, else empty;
        - ``listed_until``, the year of the last edition that had it then (``Int16``).

        ``places`` have ``postal_code``, that of the address;
        ``somewhere_code``, filled for contacts known to no commune; ``head_office``,
        true where the address may be that of who runs the service; and ``other_hours``, what sources
        that do not agree give (``hours.SaidHours``, by title).
    """
    catalogue = _with_defaults(catalogue)
    imported = at_their_communes(imported_records(datasets), communes)
    if imported.empty:
        return catalogue
    everything = pd.concat([_as_records(catalogue), imported], ignore_index=True)
    everything["cluster"] = cluster_records(everything)
    everything["own_id"] = own_ids(everything)
    everything["rank"] = rank_records(everything)
    ordered = everything.sort_values(["cluster", "rank"], kind="stable")
    listing = cluster_listing(ordered)
    written = ordered[ordered["dataset"] == CATALOGUE]
    others = ordered[~ordered["cluster"].isin(written["cluster"])]
    heads = heads_of(ordered[ordered["dataset"] != CATALOGUE])
    organisations = _organisations(catalogue, others)
    initiatives = pd.concat(
        [
            _completed(catalogue.initiatives, ordered, listing),
            _initiatives(others, heads, organisations, listing),
        ],
        ignore_index=True,
    )
    initiatives = initiatives.assign(aliases=_aliases(initiatives["id"], ordered))
    return replace(
        catalogue,
        initiatives=initiatives.astype(dict.fromkeys(_YEARS, "Int16")),
        places=pd.concat(
            [catalogue.places, merged_places(ordered, heads, _titles(datasets))], ignore_index=True
        ),
        organisations=pd.concat(
            [catalogue.organisations, organisations.drop(columns="key")], ignore_index=True
        ),
        sources=pd.concat([catalogue.sources, _sources(datasets)], ignore_index=True),
    )


def _titles(datasets: Sequence[Dataset]) -> dict[str, str]:
    ordered = sorted(
        (provenance.provenance for provenance in datasets),
        key=lambda provenance: provenance.edition,
    )
    return {provenance.source: provenance.title for provenance in ordered}


def _with_defaults(catalogue: Catalogue) -> Catalogue:
    """Give the hand-written tables the columns that imports fill: all of it is listed, and placed."""
    initiatives = catalogue.initiatives
    nowhere: pd.Series = pd.Series([()] * len(initiatives), index=initiatives.index, dtype="object")
    return replace(
        catalogue,
        initiatives=initiatives.assign(
            somewhere_codes=nowhere,
            delisted_on="",
            listed_until=pd.Series(pd.NA, index=initiatives.index, dtype="Int16"),
        ),
        places=catalogue.places.assign(
            somewhere_code="",
            postal_code="",
            head_office=False,
            other_hours=pd.Series(
                [()] * len(catalogue.places), index=catalogue.places.index, dtype="object"
            ),
        ),
        sources=catalogue.sources.assign(licence=""),
    )


def _as_records(catalogue: Catalogue) -> pd.DataFrame:
    """Write the hand-written records in the columns of imported ones: one row per initiative.

    The first place identifies the initiative, which is enough to find it again elsewhere.
    """
    initiatives = catalogue.initiatives
    first = catalogue.places.drop_duplicates("initiative_id").set_index("initiative_id")
    place = first.reindex(initiatives["id"]).reset_index(drop=True)
    communes = initiatives["commune_codes"].str[0].fillna("")
    names = catalogue.organisations.set_index("id")["name"]
    operators = initiatives["operators"].str[0].map(names).fillna("")
    columns = [*RECORD_COLUMNS, *LISTING]
    table = pd.DataFrame(dict.fromkeys(columns, ""), index=initiatives.index)
    return table.assign(
        line=np.arange(len(table)),
        source=CATALOGUE,
        id=initiatives["id"],
        name=initiatives["name"],
        summary=initiatives["summary"],
        operator=operators,
        address=place["address"].fillna(""),
        commune_code=place["commune_code"]
        .fillna("")
        .where(place["commune_code"].notna(), communes),
        longitude=place["longitude"],
        latitude=place["latitude"],
        former_source="",
        dataset=CATALOGUE,
        withdrawn=False,
        head_office=False,
        status=initiatives["status"],
        start_year=initiatives["start_year"],
        end_year=initiatives["end_year"],
    )


def _aliases(identifiers: pd.Series[str], ordered: pd.DataFrame) -> pd.Series:
    """List, by initiative, the ids of all its records: a link made before they met still leads here.

    What an earlier version stored has the id it had then too.
    """
    own = ordered["own_id"]
    heads = pd.Series(own.to_numpy(), index=ordered["cluster"])
    heads = heads[~heads.index.duplicated()]
    former = ordered[ordered["former_source"] != ""]
    before = own_ids(former.assign(source=former["former_source"]))
    every = pd.concat([own, before])
    cluster = pd.concat([ordered["cluster"], former["cluster"]])
    gathered = every.groupby(cluster.map(heads).to_numpy()).agg(tuple)
    return identifiers.map(gathered)


def _completed(
    initiatives: pd.DataFrame, ordered: pd.DataFrame, listing: pd.DataFrame
) -> pd.DataFrame:
    """Cite, for the hand-written records, the imported sources that know them too.

    A record that a document gives as ended while a list has it has not ended.
    """
    clusters = ordered.loc[ordered["dataset"] == CATALOGUE].set_index("id")["cluster"]
    cited = _joined(ordered[ordered["dataset"] != CATALOGUE], "dataset")
    cluster = initiatives["id"].map(clusters)
    more = cluster.map(cited)
    sources = [
        own if isinstance(added, float) else (*own, *added)
        for own, added in zip(initiatives["source_ids"], more.astype(object), strict=True)
    ]
    listed = listing.reindex(cluster).set_index(initiatives.index)
    reopened = (initiatives["status"] == Status.ENDED) & (listed["status"] != Status.ENDED)
    return initiatives.assign(
        source_ids=pd.Series(sources, dtype="object"),
        status=initiatives["status"].mask(reopened, listed["status"]),
        end_year=initiatives["end_year"].mask(reopened),
    )


def _initiatives(
    others: pd.DataFrame, heads: pd.DataFrame, organisations: pd.DataFrame, listing: pd.DataFrame
) -> pd.DataFrame:
    """Write each cluster without a hand-written record as one initiative."""
    heads = heads[heads["cluster"].isin(others["cluster"])].reset_index(drop=True)
    cluster = heads["cluster"]
    listed = listing.loc[cluster].reset_index(drop=True)
    by_key = dict(zip(organisations["key"], organisations["id"], strict=True))
    operators = heads["operator"].map(normalise_name).map(by_key).astype("object")
    somewhere = somewhere_of(heads)
    return pd.DataFrame(
        {
            "id": heads["own_id"],
            "name": heads["name"],
            "summary": heads["summary"],
            "themes": _in_order(cluster, _joined(others, "themes"), THEME_LABELS),
            "publics": _in_order(cluster, _joined(others, "publics"), PUBLIC_LABELS),
            "start_year": heads["start_year"],
            "end_year": listed["end_year"],
            "status": listed["status"],
            "delisted_on": listed["delisted_on"],
            "listed_until": listed["listed_until"],
            "operators": _tuples(operators.fillna("")),
            "partners": _tuples(pd.Series("", index=heads.index)),
            "commune_codes": _tuples(heads["commune_code"]),
            "served_codes": cluster.map(_joined(others, "served_codes")),
            "somewhere_codes": _tuples(somewhere),
            "precision": np.select(
                [heads["longitude"].notna(), heads["commune_code"] != "", somewhere != ""],
                [str(Precision.EXACT), str(Precision.COMMUNE), str(Precision.DEPARTEMENT)],
                default=str(Precision.APPROXIMATE),
            ),
            "source_ids": cluster.map(_joined(others, "dataset")),
            "updated_on": heads["updated_on"],
            "verified_on": "",
        }
    )


def _joined(records: pd.DataFrame, column: str) -> pd.Series:
    """Gather the distinct words of a column per cluster, as tuples in the order they come."""
    words = records[column].str.split("|").explode()
    pairs = pd.DataFrame({"cluster": records["cluster"].loc[words.index], "word": words})
    pairs = pairs[pairs["word"] != ""].drop_duplicates()
    gathered = pairs.groupby("cluster", sort=False)["word"].agg(tuple)
    return gathered.reindex(records["cluster"].unique()).map(
        lambda words: words if isinstance(words, tuple) else ()
    )


def _in_order(cluster: pd.Series, words: pd.Series, vocabulary: dict[str, str]) -> pd.Series:
    """Sort the words of each cluster in the order of their vocabulary."""
    distinct = {
        cluster_words: tuple(word for word in vocabulary if word in cluster_words)
        for cluster_words in set(words)
    }
    return cluster.map(words.map(distinct))


def _tuples(texts: pd.Series[str]) -> pd.Series:
    return pd.Series([(text,) if text else () for text in texts], dtype="object")


def _organisations(catalogue: Catalogue, records: pd.DataFrame) -> pd.DataFrame:
    """List the operators, new ones with a digest of their name as id; ``key`` is the plain name."""
    known = catalogue.organisations
    own = dict(zip(known["name"].map(normalise_name), known["id"], strict=True))
    names = pd.Series(records.loc[records["operator"] != "", "operator"].unique(), dtype="str")
    keys = names.map(normalise_name).astype("str")
    listed = pd.DataFrame({"name": names, "key": keys}).drop_duplicates("key")
    listed = listed[listed["key"] != ""]
    digests = [
        f"organisation-{blake2b(key.encode(), digest_size=6).hexdigest()}" for key in listed["key"]
    ]
    listed = listed.assign(id=digests, kind="", commune_code="", epci_code="")
    listed["id"] = listed["key"].map(own).fillna(listed["id"])
    return listed[["id", "name", "kind", "commune_code", "epci_code", "key"]]


def _sources(datasets: Sequence[Dataset]) -> pd.DataFrame:
    """Cite each source once, at its latest edition."""
    latest: dict[str, Provenance] = {}
    for dataset in sorted(datasets, key=lambda dataset: dataset.provenance.edition):
        if dataset.provenance.kind is DatasetKind.RECORDS:
            latest[dataset.provenance.source] = dataset.provenance
    return pd.DataFrame(
        [
            {
                "id": code,
                "title": provenance.title,
                "publisher": provenance.publisher,
                "date": provenance.edition,
                "kind": IMPORTED_LIST,
                "description": f"Fichier {provenance.file_name}.",
                "licence": provenance.licence,
            }
            for code, provenance in sorted(latest.items())
        ],
        columns=["id", "title", "publisher", "date", "kind", "description", "licence"],
    )
