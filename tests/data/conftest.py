"""A small valid catalogue, to be written to a folder and broken in one place."""

from __future__ import annotations

import pytest

from dashboard.data.catalogue import Box, TerritoryCodes

CODES = TerritoryCodes(
    communes=frozenset({"01053", "01024", "69114"}),
    epci=frozenset({"200071751"}),
    departements=frozenset({"01", "69"}),
    former={"01172": "01024", "69114": "69159"},
    region="R82",
    box=Box(west=3.5, south=44.0, east=7.5, north=46.5),
)

FILES = {
    "initiatives.csv": """\
id,name,summary,themes,publics,start_year,end_year,status,operators,partners,commune_codes,served_codes,precision,source_ids,updated_on,verified_on
epicerie-bresse,Épicerie de Bresse,"Un camion, ""La Tournée"",
chaque semaine.",alimentation|mobilite,familles,2019,2023,ended,acces-solidaire,ca3b,01024|01053,200071751|D01,exact,bourg-2025,2025-10-25,
toit-commun,Toit commun,Des logements relais.,logement,tous-publics,,,active,,,,R82|69114,epci,bourg-2025|presse-2024,2025-10-25,2026-01-31
""",  # noqa: E501
    "places.csv": """\
initiative_id,commune_code,name,address,latitude,longitude,phone,email,website,opening_hours,cost,travelling,source_id
epicerie-bresse,01053,Siège,1 rue Neuve,46.2,5.2,04 74 32 50 00,contact@acces.fr,https://acces.fr/ici,,,false,bourg-2025
epicerie-bresse,01024,Arrêt,,,,,,,,,true,bourg-2025
epicerie-bresse,,Inscription en ligne,,,,,,,,,false,bourg-2025
""",
    "organisations.csv": """\
id,name,kind,commune_code,epci_code
acces-solidaire,Accès Solidaire,association,01053,
ca3b,CA3B,epci,,200071751
""",
    "figures.csv": """\
initiative_id,indicator,value,unit,period,source_id,quoted_source
epicerie-bresse,families,800,familles,2023,bourg-2025,Accès Solidaire
toit-commun,families,-11.5,%,,bourg-2025,
""",
    "claims.csv": """\
territory_code,indicator,value,unit,period,source_id,quoted_source
FR,families,270,communes,2019/2024,bourg-2025,
""",
    "indicators.csv": """\
code,label
families,Familles accompagnées
""",
    "experiences.csv": """\
id,name,summary,place,departement_code,year,source_id
camion-gers,Camion du Gers,Un camion va au-devant des isolés.,Auch,32,2014,presse-2024
""",
    "sources.csv": """\
id,title,publisher,date,kind,description
bourg-2025,Bourg et ses alliances,Un site,2025-10-25,article,Un article.
presse-2024,Revue de presse,,2024-02-29,article,Des extraits.
""",
}


@pytest.fixture
def codes():
    return CODES


@pytest.fixture
def write(tmp_path):
    """Write the small catalogue; a keyword (``places="…"``) replaces the text of a file."""

    def write_files(**texts):
        folder = tmp_path / "initiatives"
        folder.mkdir(exist_ok=True)
        for name, text in FILES.items():
            content = texts.get(name.removesuffix(".csv"), text)
            data = content if isinstance(content, bytes) else content.encode()
            (folder / name).write_bytes(data)
        return folder

    return write_files


@pytest.fixture
def write_broken(write):
    """Write the small catalogue, ``old`` replaced once in one file; ``None`` for all of it."""

    def write_files(file, old, new):
        before, found, after = FILES[file].partition(old or FILES[file])
        assert found, f"{file} of the small catalogue has no {old!r}"
        return write(**{file.removesuffix(".csv"): f"{before}{new}{after}"})

    return write_files
