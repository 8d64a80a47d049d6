"""GeoPackages, read back as desktop maps do."""

import numpy as np
import pyogrio
import pytest
from shapely.geometry import MultiPolygon, Polygon, mapping

from dashboard.exports.formats.gpkg import gpkg_bytes, layer_name
from dashboard.exports.formats.table import FileTable

SQUARE = Polygon([(5, 45), (6, 45), (6, 46), (5, 46)])
ISLES = MultiPolygon([SQUARE, Polygon([(3, 45), (4, 45), (4, 46)])])
ABOUT = {"contenu": "Initiatives", "filtres": "Thèmes : tous", "methode": "version 1.0"}
TABLE = FileTable(
    "Intercommunalités",
    ("code", "nom", "initiatives", "taux"),
    (("01", "Ain", 4, 1.25), ("07", "=1+1", 0, None), ("26", "Drôme", 2, 0.5)),
)


@pytest.fixture
def package(tmp_path):
    path = tmp_path / "carte.gpkg"
    body = gpkg_bytes(TABLE, [mapping(SQUARE), None, mapping(ISLES)], ABOUT)
    path.write_bytes(body)
    return path


def test_rows_keep_their_order_their_values_and_their_shapes(package):
    read = pyogrio.read_dataframe(package)
    assert read["code"].tolist() == ["01", "07", "26"]
    assert read["nom"].tolist() == ["Ain", "=1+1", "Drôme"]
    assert read["initiatives"].tolist() == [4, 0, 2]
    assert read["taux"].tolist()[::2] == [1.25, 0.5]
    assert np.isnan(read["taux"][1])
    assert read.geometry[0].equals(SQUARE)
    assert read.geometry[2].equals(ISLES)


def test_a_territory_without_a_shape_keeps_its_row(package):
    read = pyogrio.read_dataframe(package)
    assert read.geometry[1] is None
    assert len(read) == 3


def test_the_layer_says_its_system_its_kind_and_where_it_comes_from(package):
    told = pyogrio.read_info(package, layer="intercommunalites")
    assert (told["crs"], told["geometry_type"]) == ("EPSG:4326", "MultiPolygon")
    assert {key: told["layer_metadata"][key] for key in ABOUT} == ABOUT


def test_whole_numbers_stay_whole_where_all_are_known(package):
    kinds = pyogrio.read_dataframe(package).dtypes
    assert (kinds["initiatives"].kind, kinds["taux"].kind) == ("i", "f")


@pytest.mark.parametrize(
    ("title", "name"),
    [("Communes", "communes"), ("Écrit et référence", "ecrit_et_reference"), ("", "territoires")],
)
def test_layers_are_named_as_every_program_reads(title, name):
    assert layer_name(title) == name
