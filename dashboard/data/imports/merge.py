"""The hand-written catalogue and what was imported, as one set of tables for the map."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy as np
import pandas as pd

from dashboard.data.catalogue import Catalogue
from dashboard.data.duplicates.across import link_records
from dashboard.data.imports.editions import merge_editions
from dashboard.data.stores.dataset import RECORD_COLUMNS, Dataset, Kind, Provenance
from dashboard.domain.names import normalise_name
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, Precision, Status

CATALOGUE = "catalogue"
"""What ``source`` says of the hand-written records while duplicates are looked for."""
OPEN_DATA = "données ouvertes"
_CONTACTS = ["address", "phone", "email", "website", "opening_hours", "cost"]
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def with_imports(catalogue: Catalogue, datasets: Sequence[Dataset]) -> Catalogue:
    """Add the imported records to the catalogue, each service once with all its sources.

    The editions of a format make one set of records; the same service under several sources, or in
    the catalogue, is one initiative that cites all its sources: with the catalogue's words, themes
    and publics and a place more, else with the words of the most complete record and the contacts,
    themes and publics of all. ``aliases`` holds the ids its records would have alone.

    Args:
        catalogue: the hand-written records; its tables are not written to.
        datasets: what the store holds; datasets that are no records are left aside.
    """
    imported = imported_records(datasets)
    if imported.empty:
        return catalogue
    everything = pd.concat([_as_records(catalogue), imported], ignore_index=True)
    everything["cluster"] = link_records(everything[list(RECORD_COLUMNS)], distinct=[CATALOGUE])
    everything["own_id"] = _own_ids(everything)
    everything["rank"] = _rank(everything)
    ordered = everything.sort_values(["cluster", "rank"], kind="stable")
    written = ordered[ordered["source"] == CATALOGUE]
    others = ordered[~ordered["cluster"].isin(written["cluster"])]
    organisations = _organisations(catalogue, others)
    initiatives = pd.concat(
        [_completed(catalogue.initiatives, ordered), _initiatives(others, organisations)],
        ignore_index=True,
    )
    initiatives = initiatives.assign(aliases=_aliases(initiatives["id"], ordered))
    return replace(
        catalogue,
        initiatives=initiatives.astype({"start_year": "Int16", "end_year": "Int16"}),
        places=pd.concat([catalogue.places, _places(ordered)], ignore_index=True),
        organisations=pd.concat(
            [catalogue.organisations, organisations.drop(columns="key")], ignore_index=True
        ),
        sources=pd.concat(
            [catalogue.sources.assign(licence=""), _sources(datasets)], ignore_index=True
        ),
    )


def imported_records(datasets: Sequence[Dataset]) -> pd.DataFrame:
    """Gather the imported records, one row per (source, id), with their years.

    Returns:
        ``RECORD_COLUMNS``, ``format``, ``start_year`` and ``end_year`` (``Int16``, missing where not
        known) and ``last_edition`` (ISO date), index from 0; services stand where the structure that
        runs them does.
    """
    formats: dict[str, list[tuple[str, pd.DataFrame]]] = {}
    for dataset in datasets:
        if dataset.provenance.kind is Kind.RECORDS:
            editions = formats.setdefault(dataset.provenance.format, [])
            editions.append((dataset.provenance.edition, dataset.table))
    tables = [merge_editions(editions).assign(format=code) for code, editions in formats.items()]
    tables = [table for table in tables if len(table)]
    columns = [*RECORD_COLUMNS, "format", "start_year", "end_year", "last_edition"]
    if not tables:
        return pd.DataFrame(columns=columns)
    return pd.concat(tables, ignore_index=True)[columns]


def record_id(source: str, identifier: str) -> str:
    """Return the id of an imported record in addresses: its own where that is a plain word.

    ``(france-services, 12)`` gives ``france-services-12``; anything else is told by a digest, the
    same at every import.
    """
    plain = f"{source}-{identifier}"
    if _SLUG.fullmatch(plain):
        return plain
    digest = blake2b(f"{source}\0{identifier}".encode(), digest_size=6).hexdigest()
    return f"fiche-{digest}"


def _as_records(catalogue: Catalogue) -> pd.DataFrame:
    """Write the hand-written records in the columns of imported ones: one row per initiative.

    The first place stands for the initiative, which is enough to find it again elsewhere.
    """
    initiatives = catalogue.initiatives
    first = catalogue.places.drop_duplicates("initiative_id").set_index("initiative_id")
    place = first.reindex(initiatives["id"]).reset_index(drop=True)
    communes = initiatives["commune_codes"].str[0].fillna("")
    names = catalogue.organisations.set_index("id")["name"]
    operators = initiatives["operators"].str[0].map(names).fillna("")
    table = pd.DataFrame(dict.fromkeys(RECORD_COLUMNS, ""), index=initiatives.index)
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
        format=CATALOGUE,
        start_year=initiatives["start_year"],
        end_year=initiatives["end_year"],
    )


def _rank(records: pd.DataFrame) -> pd.Series[int]:
    """Order the records of a cluster: the catalogue's first, then the one that says most."""
    filled = (records[["summary", "themes", *_CONTACTS]] != "").sum(axis=1)
    return (-filled).where(records["source"] != CATALOGUE, -1_000).astype("int64")


def _aliases(identifiers: pd.Series[str], ordered: pd.DataFrame) -> pd.Series:
    """List, by initiative, the ids of all its records: a link made before they met still leads here."""
    own = ordered["own_id"]
    heads = pd.Series(own.to_numpy(), index=ordered["cluster"])
    heads = heads[~heads.index.duplicated()]
    gathered = own.groupby(ordered["cluster"].map(heads)).agg(tuple)
    return identifiers.map(gathered)


def _completed(initiatives: pd.DataFrame, ordered: pd.DataFrame) -> pd.DataFrame:
    """Cite, for the hand-written records, the imported sources that know them too."""
    clusters = ordered.loc[ordered["source"] == CATALOGUE].set_index("id")["cluster"]
    cited = _joined(ordered[ordered["source"] != CATALOGUE], "format")
    more = initiatives["id"].map(clusters).map(cited)
    sources = [
        own if isinstance(added, float) else (*own, *added)
        for own, added in zip(initiatives["source_ids"], more.astype(object), strict=True)
    ]
    return initiatives.assign(source_ids=pd.Series(sources, dtype="object"))


def _initiatives(others: pd.DataFrame, organisations: pd.DataFrame) -> pd.DataFrame:
    """Write each cluster without a hand-written record as one initiative."""
    heads = others.drop_duplicates("cluster").reset_index(drop=True)
    cluster = heads["cluster"]
    by_key = dict(zip(organisations["key"], organisations["id"], strict=True))
    operators = heads["operator"].map(normalise_name).map(by_key).astype("object")
    departement = heads["departement_code"].where(heads["commune_code"] == "", "")
    served = heads["served_codes"].where(
        heads["served_codes"] != "", ("D" + departement).where(departement != "", "")
    )
    return pd.DataFrame(
        {
            "id": heads["own_id"],
            "name": heads["name"],
            "summary": heads["summary"],
            "themes": _in_order(cluster, _joined(others, "themes"), THEME_LABELS),
            "publics": _in_order(cluster, _joined(others, "publics"), PUBLIC_LABELS),
            "start_year": heads["start_year"],
            "end_year": heads["end_year"],
            "status": heads["status"].where(heads["status"] != "", str(Status.UNKNOWN)),
            "operators": _tuples(operators.fillna("")),
            "partners": _tuples(pd.Series("", index=heads.index)),
            "commune_codes": _tuples(heads["commune_code"]),
            "served_codes": _split(served),
            "precision": np.select(
                [heads["longitude"].notna(), heads["commune_code"] != ""],
                [str(Precision.EXACT), str(Precision.COMMUNE)],
                default=str(Precision.APPROXIMATE),
            ),
            "source_ids": cluster.map(_joined(others, "format")),
            "updated_on": heads["updated_on"].where(
                heads["updated_on"] != "", heads["last_edition"]
            ),
            "verified_on": "",
        }
    )


def _places(ordered: pd.DataFrame) -> pd.DataFrame:
    """Write where each cluster is and how it is reached, gathered from its imported records.

    A hand-written initiative that imports know too keeps its own places and gains this one.
    """
    others = ordered[ordered["source"] != CATALOGUE]
    written = ordered[ordered["source"] == CATALOGUE].set_index("cluster")["id"]
    known = others[[*_CONTACTS, "travelling"]].replace("", np.nan)
    known = known.assign(
        cluster=others["cluster"], longitude=others["longitude"], latitude=others["latitude"]
    )
    contacts = known.groupby("cluster", sort=False).first()
    heads = others.drop_duplicates("cluster").set_index("cluster")
    named = heads.index.to_series().map(written).fillna(heads["own_id"])
    heads = heads.assign(initiative_id=named)
    heads = heads[heads["commune_code"] != ""]
    contacts = contacts.loc[heads.index]
    texts = {name: contacts[name].fillna("").astype("str") for name in _CONTACTS}
    places = pd.DataFrame(
        {
            "initiative_id": heads["initiative_id"],
            "commune_code": heads["commune_code"],
            "name": heads["name"],
            "latitude": contacts["latitude"],
            "longitude": contacts["longitude"],
            **texts,
            "travelling": contacts["travelling"] == "true",
            "source_id": heads["format"],
        }
    )
    return places.reset_index(drop=True)


def _own_ids(records: pd.DataFrame) -> pd.Series[str]:
    """Return the id each record has alone: the catalogue's, or that of an import."""
    pairs = zip(records["source"], records["id"], strict=True)
    ids = [
        identifier if source == CATALOGUE else record_id(source, identifier)
        for source, identifier in pairs
    ]
    return pd.Series(ids, index=records.index, dtype="str")


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
    """Put the words of each cluster in the order of their vocabulary."""
    distinct = {found: tuple(word for word in vocabulary if word in found) for found in set(words)}
    return cluster.map(words.map(distinct))


def _tuples(texts: pd.Series[str]) -> pd.Series:
    return pd.Series([(text,) if text else () for text in texts], dtype="object")


def _split(texts: pd.Series[str]) -> pd.Series:
    return pd.Series([tuple(text.split("|")) if text else () for text in texts], dtype="object")


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
    """Cite each format once, at its latest edition."""
    latest: dict[str, Provenance] = {}
    for dataset in datasets:
        if dataset.provenance.kind is Kind.RECORDS:
            latest[dataset.provenance.format] = dataset.provenance
    return pd.DataFrame(
        [
            {
                "id": code,
                "title": one.label,
                "publisher": one.publisher,
                "date": one.edition,
                "kind": OPEN_DATA,
                "description": f"Fichier {one.file_name}.",
                "licence": one.licence,
            }
            for code, one in latest.items()
        ],
        columns=["id", "title", "publisher", "date", "kind", "description", "licence"],
    )
