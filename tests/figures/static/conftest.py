import geopandas as gpd
import pytest
from shapely import box

from dashboard.figures.static.shapes import svg_shapes

TERRITORIES = gpd.GeoDataFrame(
    {"code": ["west", "east", "nowhere"]},
    geometry=[box(4.0, 45.0, 5.0, 46.0), box(5.0, 45.0, 6.0, 46.0), None],
    crs="EPSG:4326",
)


@pytest.fixture(scope="module")
def shapes():
    """Two squares side by side, and a territory without a polygon."""
    return svg_shapes(TERRITORIES)
