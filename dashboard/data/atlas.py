"""Everything the application knows, loaded and checked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from dashboard.data.boundaries import Boundary, level_path, read_boundaries, require_features
from dashboard.data.catalogue import Box, Catalogue, TerritoryCodes, read_catalogue
from dashboard.data.geography import Geography, read_geography
from dashboard.data.imports.merge import with_imports
from dashboard.data.join import TerritoryPairs, join_territories
from dashboard.data.needs.of_geography import geography_needs
from dashboard.data.stores.dataset import Dataset, DatasetKind

BOUNDARIES = "boundaries"
"""The folder of the display boundaries, inside that of the geography."""


@dataclass(frozen=True, eq=False)
class Atlas:
    """Territories, records, what joins them, and the boundaries drawn.

    Nothing may write to a table of the atlas: it is shared by every request, and what is derived
    from it is kept. New data makes a new atlas, swapped in whole.

    Attributes:
        geography: the territories; rows of a level are those of its table, sorted by code.
        catalogue: the records, written and imported; their number is their row in its
            ``initiatives``.
        pairs: which record concerns which territory, by record number and territory row.
        boundaries: by level (``communes``, ``epci``, ``departements``).
        imports: what the geography tells of needs, then the datasets shipped and imported; those of
            records are in ``catalogue`` too.
    """

    geography: Geography
    catalogue: Catalogue
    pairs: TerritoryPairs
    boundaries: Mapping[str, Boundary]
    imports: tuple[Dataset, ...] = ()


def load_atlas(
    geo_folder: Path, initiatives_folder: Path, imports: Sequence[Dataset] = ()
) -> Atlas:
    """Read the geography and the catalogue, add what was imported, and join them.

    Args:
        geo_folder: what ``build-geo`` wrote, ``boundaries/`` included.
        initiatives_folder: the files of the catalogue.
        imports: what the store holds.

    Raises:
        MissingFileError: a file of the geography is not there.
        GeographyError: the geography breaks a rule the map relies on.
        CatalogueError: the catalogue has defects; the error carries all of them.
    """
    geography = read_geography(geo_folder)
    boundaries = checked_boundaries(geo_folder, geography)
    return joined_atlas(geography, boundaries, initiatives_folder, imports)


def joined_atlas(
    geography: Geography,
    boundaries: Mapping[str, Boundary],
    initiatives_folder: Path,
    imports: Sequence[Dataset],
) -> Atlas:
    """Read the catalogue, add what was imported, and join the records to the territories.

    Raises:
        CatalogueError: the catalogue has defects; the error carries all of them.
    """
    written = read_catalogue(initiatives_folder, territory_codes(geography))
    imports = apart_from_documents(on_this_map(imports, geography), written.sources["id"])
    catalogue = with_imports(written, imports, _commune_names(geography))
    pairs = join_territories(
        catalogue.initiatives,
        communes=geography.communes,
        epci=geography.epci,
        region_code=geography.region.code,
    )
    datasets = (geography_needs(geography), *imports)
    return Atlas(geography, catalogue, pairs, boundaries, datasets)


def on_this_map(datasets: Sequence[Dataset], geography: Geography) -> list[Dataset]:
    """Leave out records of communes and départements that are not on the map, and lists without any left.

    What was read against another geography may hold some.
    """
    communes, departements = geography.communes["code"], geography.departements["code"]
    here = []
    for dataset in datasets:
        if dataset.provenance.kind is not DatasetKind.RECORDS:
            here.append(dataset)
            continue
        commune, departement = dataset.table["commune_code"], dataset.table["departement_code"]
        elsewhere = (commune != "") & ~commune.isin(communes)
        elsewhere |= (commune == "") & (departement != "") & ~departement.isin(departements)
        if not elsewhere.any():
            here.append(dataset)
        elif not elsewhere.all():
            table = dataset.table[~elsewhere].reset_index(drop=True)
            here.append(replace(dataset, table=table))
    return here


def apart_from_documents(imports: Sequence[Dataset], documents: Iterable[str]) -> list[Dataset]:
    """Give the lists whose code is that of a document of the catalogue one of their own."""
    document_ids = set(documents)
    return [
        replace(
            dataset,
            provenance=replace(dataset.provenance, source=f"liste-{dataset.provenance.source}"),
        )
        if dataset.provenance.kind is DatasetKind.RECORDS
        and dataset.provenance.source in document_ids
        else dataset
        for dataset in imports
    ]


def _commune_names(geography: Geography) -> pd.DataFrame:
    """List the names communes go by, those of former ones too, each with the code of today."""
    former = geography.former_communes.drop(columns="code").rename(columns={"commune_code": "code"})
    names = pd.concat([geography.communes[["code", "name"]], former[["code", "name"]]])
    return pd.DataFrame(names.dropna()).reset_index(drop=True)  # some former ones have no name


def checked_boundaries(geo_folder: Path, geography: Geography) -> Mapping[str, Boundary]:
    """Read the display boundaries and check that they draw the territories of the tables.

    Raises:
        MissingFileError: a level has no file.
        GeographyError: a file is damaged or draws other territories.
    """
    folder = geo_folder / BOUNDARIES
    boundaries = read_boundaries(folder)
    drawn = geography.communes[geography.communes.geometry.notna()]
    codes = {
        "communes": drawn["code"],
        "epci": geography.epci["code"],
        "departements": "D" + geography.departements["code"],
    }
    for level, boundary in boundaries.items():
        require_features(boundary, codes[level], level_path(folder, level))
    return boundaries


def territory_codes(geography: Geography) -> TerritoryCodes:
    """Gather the codes a catalogue may name on this map, and the rectangle around the communes."""
    former = geography.former_communes
    west, south, east, north = geography.communes.total_bounds
    return TerritoryCodes(
        communes=frozenset(geography.communes["code"]),
        epci=frozenset(geography.epci["code"]),
        departements=frozenset(geography.departements["code"]),
        former=dict(zip(former["code"], former["commune_code"], strict=True)),
        region=geography.region.code,
        box=Box(float(west), float(south), float(east), float(north)),
    )
