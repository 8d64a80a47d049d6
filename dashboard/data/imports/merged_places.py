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


def merged_places(ordered: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    """Write where each cluster is and how it is reached, gathered from its imported records.

    A hand-written initiative that imports know too keeps its own places and gains this one. One that is
    merely somewhere in a département has a row for its contacts.
    """
    others = ordered[ordered["source"] != CATALOGUE]
    written = ordered[ordered["source"] == CATALOGUE].set_index("cluster")["id"]
    known = others[[*CONTACTS, "travelling"]].replace("", np.nan)
    known = known.assign(
        cluster=others["cluster"], longitude=others["longitude"], latitude=others["latitude"]
    )
    contacts = known.groupby("cluster", sort=False).first()
    heads = others.drop_duplicates("cluster").set_index("cluster")
    named = heads.index.to_series().map(written).fillna(heads["own_id"])
    heads = heads.assign(initiative_id=named, somewhere_code=somewhere_of(heads))
    heads = heads[(heads["commune_code"] != "") | (heads["somewhere_code"] != "")]
    contacts = contacts.loc[heads.index]
    placed = heads["commune_code"] != ""
    texts = {name: contacts[name].fillna("").astype("str") for name in CONTACTS}
    said = conflicting_hours(others.assign(cited=others["dataset"].map(titles)), cited="cited")
    places = pd.DataFrame(
        {
            "initiative_id": heads["initiative_id"],
            "commune_code": heads["commune_code"],
            "somewhere_code": heads["somewhere_code"],
            "name": heads["name"],
            "latitude": contacts["latitude"].where(placed),
            "longitude": contacts["longitude"].where(placed),
            **texts,
            "travelling": (contacts["travelling"] == "true") & placed,
            "head_office": heads["head_office"].astype("bool"),
            "other_hours": heads.index.to_series().map(said).map(_several),
            "source_id": heads["dataset"],
        }
    )
    return places.reset_index(drop=True)


def _several(said: object) -> tuple[SaidHours, ...]:
    return said if isinstance(said, tuple) else ()
