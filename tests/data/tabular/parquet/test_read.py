import datetime as dt
import decimal
import io

import geopandas as gpd
import pyarrow as pa
import pytest
import shapely

from dashboard.data.tabular.limits import Limits
from dashboard.domain.errors import ImportFileError
from tests.helpers.tabular_files import columns_of, parquet, read_one


def test_values_of_every_type_are_text():
    content = parquet(
        {
            "code": ["01", None],
            "siret": [82454114801871.0, float("nan")],
            "simple": pa.array([45.1, 2], pa.float32()),
            "jour": [dt.date(2023, 1, 5), None],
            "maj": [dt.datetime(2023, 1, 5), dt.datetime(2023, 1, 5, 10, 30)],  # noqa: DTZ001
            "paris": pa.array([1672527600, 0], pa.timestamp("s", "Europe/Paris")),
            "liste": [["a", None, "b"], []],
            "objet": [{"x": 1, "y": {"z": True}}, None],
            "objets": [[{"x": 1}], None],
            "prix": [decimal.Decimal("1.50"), decimal.Decimal("2.00")],
            "mot": pa.array(["u", "u"]).dictionary_encode(),
            "octets": [b"\xff\x00", b"abc"],
            "rien": pa.nulls(2),
        }
    )
    table = read_one(content)
    assert columns_of(table) == {
        "code": ["01", ""],
        "siret": ["82454114801871", ""],
        "simple": ["45.1", "2"],
        "jour": ["2023-01-05", ""],
        "maj": ["2023-01-05", "2023-01-05T10:30:00"],
        "paris": ["2023-01-01", "1970-01-01T01:00:00"],
        "liste": ["a|b", ""],
        "objet.x": ["1", ""],
        "objet.y.z": ["true", ""],
        "objets": ['[{"x":1}]', ""],
        "prix": ["1.50", "2"],
        "mot": ["u", "u"],
        "octets": ["ff00", "abc"],
        "rien": ["", ""],
    }
    assert (table.container, table.lines.tolist()) == ("parquet", [1, 2])


@pytest.mark.parametrize("crs", [4326, 2154])
def test_geometries_become_a_point_in_degrees(crs):
    shapes = gpd.GeoSeries([shapely.Point(842000, 6519000), None], crs=2154).to_crs(crs)
    target = io.BytesIO()
    gpd.GeoDataFrame({"nom": ["a", "b"]}, geometry=shapes).to_parquet(target)
    cells = read_one(target.getvalue()).cells
    assert list(cells) == ["nom", "geometry.longitude", "geometry.latitude"]
    assert float(cells["geometry.longitude"][0]) == pytest.approx(4.82685, abs=1e-5)
    assert float(cells["geometry.latitude"][0]) == pytest.approx(45.75581, abs=1e-5)
    assert cells.iloc[1].tolist() == ["b", "", ""]


def test_what_comes_out_is_limited_too():
    content = parquet({"nom": pa.array(["x" * 90_000] * 2_000)})
    assert len(content) < 100_000
    with pytest.raises(ImportFileError, match="octets une fois décompressé"):
        read_one(content, limits=Limits(uncompressed=1_000_000))
