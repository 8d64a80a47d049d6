"""The registry package that the shipped services are built from."""

from __future__ import annotations

from dashboard.data.imports.naming import Request
from dashboard.data.packages import Package

CARTOGRAPHIE = Package(
    name="@gouvfr-anct/cartographie-nationale",
    version="5.22.0",
    registry="npm",
    archive="gouvfr-anct-cartographie-nationale-5.22.0.tgz",
    folder="package/assets/data",
    licence="Licence Ouverte 2.0",
    origin="Hinaura, réseau régional de la médiation numérique, via l’ANCT",
    # The two other lists beside it, conseillers.json and lieux-inclusion-numerique.fake.json, are invented.
    files={"source.json": "693486458c6163c717f02870ab951e8ea52b8911c95d0e8c6b0d794793c85c84"},
)

SOURCE_CODE = "hinaura"
"""What Hinaura's own lists are called when they are imported: a newer one is an edition of this one."""

NAMED = Request(
    source=SOURCE_CODE,
    title="Hinaura, via Cartographie nationale (ANCT)",
    publisher="Hinaura, via Cartographie nationale (ANCT)",
    licence="Licence Ouverte 2.0",
)
