"""The schemes terms are written in, and the other schemes whose terms each accepts."""

from __future__ import annotations

from collections.abc import Mapping

OFFICIAL = "data-inclusion-v1"
"""The scheme whose terms come from ``data_inclusion.schema.v1``."""
FORMER = "data-inclusion-v0"
"""The scheme whose terms officially became terms of ``OFFICIAL``."""

SCHEMES: Mapping[str, tuple[str, ...]] = {
    "": (),
    OFFICIAL: (),
    # Files of the transition mix both versions, and most v1 terms were v0 terms already.
    FORMER: (OFFICIAL,),
    # data·inclusion publishes the same services under codes of its own.
    "mediation-numerique": (FORMER, OFFICIAL),
    "hinaura": (),
    "siae": (),
    "geojson": (OFFICIAL,),
    "modele": ("geojson", OFFICIAL),
}
"""Per scheme, those it falls back on, nearest first; the empty one knows our own words only."""

FREE_SCHEMES = frozenset(("geojson", "modele"))
"""Of words people choose themselves, who do not part themes from publics as we do."""
