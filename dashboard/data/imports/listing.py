"""Whether a service is still listed, decided over all the sources that know it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.domain.vocabulary import Status


def cluster_listing(ordered: pd.DataFrame) -> pd.DataFrame:
    """Return for each service whether some source lists it, and the status its sources give it.

    A service is current as long as the latest edition of one of its sources lists it: no source closes
    what another one lists. It has ended when a source gives it so and none lists it as running; it is
    withdrawn when an exhaustive list dropped it and no other has it.

    Args:
        ordered: the records of all services, those of one together, its first words first:
            ``cluster``, ``status`` (empty where unknown), ``end_year``, ``last_edition``,
            ``dropped_on`` (ISO dates; empty while listed) and ``withdrawn``.

    Returns:
        Indexed by cluster: ``status``, ``end_year``, ``delisted_on`` (the latest date at which a
        source dropped it, empty while listed) and ``listed_until`` (year of the last edition that had
        it, missing while listed).
    """
    listed = ordered["dropped_on"] == ""
    ended = ordered["status"] == Status.ENDED
    # What counts most comes first: listed and running, then listed, then whatever is known.
    weight = np.select([listed & ~ended, listed, ended], [0, 1, 2], default=3)
    unsaid = (ordered["status"] == "").to_numpy()
    chosen = ordered.assign(weight=weight, unsaid=unsaid)
    chosen = chosen.sort_values(["cluster", "weight", "unsaid"], kind="stable")
    chosen = chosen.drop_duplicates("cluster").set_index("cluster")
    groups = ordered.groupby("cluster")
    withdrawn = groups["withdrawn"].any()
    current = chosen["dropped_on"] == ""
    gone = np.where(withdrawn, str(Status.WITHDRAWN), str(Status.UNLISTED))
    stated = chosen["status"].where(chosen["status"] != "", str(Status.UNKNOWN))
    over = ~current & (chosen["status"] != Status.ENDED)
    until = pd.to_numeric(groups["last_edition"].max().str[:4], errors="coerce")
    return pd.DataFrame(
        {
            "status": stated.mask(over, pd.Series(gone, index=chosen.index)),
            "end_year": chosen["end_year"],
            "delisted_on": groups["dropped_on"].max().mask(current, ""),
            "listed_until": until.mask(current).astype("Int16"),
        }
    )
