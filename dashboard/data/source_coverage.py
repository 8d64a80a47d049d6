"""Which records each source cites, and which territories it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.data.atlas import Atlas
from dashboard.data.imports.naming import CATALOGUE
from dashboard.domain.counting import Counting
from dashboard.domain.sources import IMPORTED_LIST
from dashboard.domain.territory import Level

CATALOGUE_LABEL = "Catalogue écrit à la main"


def source_records(atlas: Atlas) -> Mapping[str, NDArray[np.bool_]]:
    """Return, by source in use, a mask of the records it cites, shape ``(records,)`` each.

    The documents of the hand-written catalogue are one source, ``catalogue``; an imported source
    is one under its own code, whatever its editions.
    """
    kinds = dict(zip(atlas.catalogue.sources["id"], atlas.catalogue.sources["kind"], strict=True))
    cited = atlas.catalogue.initiatives["source_ids"].explode().dropna()
    named = cited.map(lambda source: source if kinds[source] == IMPORTED_LIST else CATALOGUE)
    records = {
        source: np.zeros(len(atlas.catalogue.initiatives), dtype=np.bool_)
        for source in (CATALOGUE, *(code for code, kind in kinds.items() if kind == IMPORTED_LIST))
    }
    for source, rows in named.groupby(named):
        records[str(source)][rows.index.to_numpy()] = True
    return records


def source_coverage(
    atlas: Atlas, records: Mapping[str, NDArray[np.bool_]]
) -> Mapping[str, frozenset[str]]:
    """List, by source in use, the codes of the EPCI where one of its ``records`` is located."""
    record, row = atlas.pairs.pairs[Level.EPCI, Counting.LOCATED]
    codes = pd.Series(atlas.geography.epci["code"].to_numpy()[row])
    return {source: frozenset(codes[cited[record]]) for source, cited in records.items()}


def source_names(atlas: Atlas, sources: Iterable[str]) -> Mapping[str, str]:
    """Return the French names of some sources; imported ones as their latest edition is labelled."""
    labels = {dataset.provenance.source: dataset.provenance.title for dataset in atlas.imports}
    return {
        source: CATALOGUE_LABEL if source == CATALOGUE else labels.get(source, source)
        for source in sources
    }


def exhaustive_sources(atlas: Atlas, sources: Iterable[str]) -> frozenset[str]:
    """Return those of some sources whose latest edition is declared to list every service of its kind."""
    declared = {
        dataset.provenance.source: dataset.provenance.exhaustive
        for dataset in sorted(atlas.imports, key=lambda dataset: dataset.provenance.edition)
    }
    return frozenset(source for source in sources if declared.get(source))
