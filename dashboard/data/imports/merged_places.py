"""Where each service is and how it is reached, gathered from its records."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.data.duplicates.hours import SaidHours, conflicting_hours
from dashboard.data.imports.naming import CATALOGUE

CONTACTS = ["address", "phone", "email", "website", "opening_hours", "cost"]


def somewhere_of(records: pd.DataFrame) -> pd.Series[str]:
    """Return the département (``D74``) of the records that nothing finer places and that serve nothing."""
    known = (records["commune_code"] == "") & (records["served_codes"] == "")
    codes = "D" + records["departement_code"]
    return codes.where(known & (records["departement_code"] != ""), "")


def heads_of(others: pd.DataFrame) -> pd.DataFrame:
    """Return the record of each cluster that speaks first, with what only others of it know.

    Its first year and served area are facts whichever source gives them. Its commune, address and
    point are one record's: two sources that place it apart never make a third place. Its date and its
    hours are the latest that a source still listing it gives.

    Args:
        others: imported records, those of a cluster together, the one that speaks first at their head.
    """
    heads = others.drop_duplicates("cluster").reset_index(drop=True)
    cluster = heads["cluster"]
    served = others["served_codes"].replace("", np.nan).groupby(others["cluster"]).first()
    years = others.groupby("cluster")["start_year"].first()
    places = _one_place(others).loc[cluster].set_index(heads.index)
    latest = _latest_first(others)
    dates = latest.drop_duplicates("cluster").set_index("cluster")["date"]
    hours = latest["opening_hours"].replace("", np.nan).groupby(latest["cluster"]).first()
    heads[places.columns] = places
    return heads.assign(
        served_codes=cluster.map(served).fillna("").astype("str"),
        start_year=heads["start_year"].where(heads["start_year"].notna(), cluster.map(years)),
        updated_on=cluster.map(dates).astype("str"),
        opening_hours=cluster.map(hours).fillna("").astype("str"),
    )


def _one_place(others: pd.DataFrame) -> pd.DataFrame:
    """Return where each cluster is, indexed by cluster: commune, address and point of one record.

    Of the records that have a commune, one still listed comes first, then one that is not at a head
    office, then one with a point; what it lacks comes from another in the same commune.
    """
    weight = (
        (others["commune_code"] == "") * 8
        + (others["dropped_on"] != "") * 4
        + others["head_office"].astype("bool") * 2
        + others["longitude"].isna()
    )
    ordered = others.assign(weight=weight).sort_values(["cluster", "weight"], kind="stable")
    chosen = ordered.drop_duplicates("cluster").set_index("cluster")
    there = ordered[ordered["commune_code"] == ordered["cluster"].map(chosen["commune_code"])]
    addressed = there.assign(silent=there["address"] == "").sort_values(
        ["cluster", "silent"], kind="stable"
    )
    said = addressed.drop_duplicates("cluster").set_index("cluster")
    pointed = there[there["longitude"].notna()].drop_duplicates("cluster").set_index("cluster")
    points = pointed[["longitude", "latitude"]].reindex(chosen.index)
    columns = ["commune_code", "head_office"]
    places = chosen[columns].join(points)
    return places.assign(address=said["address"], postal_code=said["postal_code"])


def _latest_first(others: pd.DataFrame) -> pd.DataFrame:
    """Order the records of each cluster by date, those still listed first; ``date`` is their own.

    A record without a date of its own has that of the last edition that listed it.
    """
    dates = others["updated_on"].where(others["updated_on"] != "", others["last_edition"])
    dated = others.assign(gone=others["dropped_on"] != "", date=dates)
    return dated.sort_values(
        ["cluster", "gone", "date"], ascending=[True, True, False], kind="stable"
    )


def merged_places(
    ordered: pd.DataFrame, heads: pd.DataFrame, titles: Mapping[str, str]
) -> pd.DataFrame:
    """Write where each cluster is and how it is reached, gathered from its imported records.

    A hand-written initiative that imports know too keeps its own places and gains this one. One that is
    merely somewhere in a département has a row for its contacts.
    """
    others = ordered[ordered["dataset"] != CATALOGUE]
    written = ordered[ordered["dataset"] == CATALOGUE].set_index("cluster")["id"]
    known = others[[*CONTACTS, "travelling"]].replace("", np.nan)
    contacts = known.groupby(others["cluster"], sort=False).first()
    heads = heads.set_index("cluster")
    contacts[["address", "opening_hours"]] = heads[["address", "opening_hours"]]
    named = heads.index.to_series().map(written).fillna(heads["own_id"])
    heads = heads.assign(initiative_id=named, somewhere_code=somewhere_of(heads))
    heads = heads[(heads["commune_code"] != "") | (heads["somewhere_code"] != "")]
    contacts = contacts.loc[heads.index]
    placed = heads["commune_code"] != ""
    texts = {name: contacts[name].fillna("").astype("str") for name in CONTACTS}
    other_hours = conflicting_hours(
        others.assign(cited=others["dataset"].map(titles)), cited="cited"
    )
    places = pd.DataFrame(
        {
            "initiative_id": heads["initiative_id"],
            "commune_code": heads["commune_code"],
            "somewhere_code": heads["somewhere_code"],
            "name": heads["name"],
            "latitude": heads["latitude"].where(placed),
            "longitude": heads["longitude"].where(placed),
            **texts,
            "travelling": (contacts["travelling"] == "true") & placed,
            "postal_code": heads["postal_code"].where(placed, "").astype("str"),
            "head_office": heads["head_office"].astype("bool"),
            "other_hours": heads.index.to_series().map(other_hours).map(_several),
            "source_id": heads["dataset"],
        }
    )
    return places.reset_index(drop=True)


def _several(hours: object) -> tuple[SaidHours, ...]:
    return hours if isinstance(hours, tuple) else ()
