"""Which territories each source reaches."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.data.atlas import Atlas
from dashboard.data.imports.merge import CATALOGUE, OPEN_DATA
from dashboard.domain.indicator import Counting
from dashboard.domain.territory import Level


def source_coverage(atlas: Atlas) -> Mapping[str, frozenset[str]]:
    """List, by source in use, the codes of the EPCI where one of its records is located.

    The documents of the hand-written catalogue are one source, ``catalogue``; an imported format
    is one under its own code, whatever its editions.
    """
    kinds = dict(zip(atlas.catalogue.sources["id"], atlas.catalogue.sources["kind"], strict=True))
    record, row = atlas.pairs.pairs[Level.EPCI, Counting.LOCATED]
    cited = atlas.catalogue.initiatives["source_ids"].explode().dropna()
    cited = cited.map(lambda source: source if kinds[source] == OPEN_DATA else CATALOGUE)
    sources = pd.DataFrame({"record": cited.index, "source": cited.to_numpy()}).drop_duplicates()
    located = pd.DataFrame({"record": record, "code": atlas.geography.epci["code"].to_numpy()[row]})
    reached = sources.merge(located, on="record").groupby("source")["code"].agg(frozenset)
    formats = [source for source, kind in kinds.items() if kind == OPEN_DATA]
    return {source: reached.get(source, frozenset()) for source in (CATALOGUE, *formats)}
