import numpy as np
import pytest

from dashboard.analysis.kernel.projection import to_metres
from dashboard.domain.territory import Level
from dashboard.figures.interactive.nearby_map import (
    CIRCLE,
    GROUND,
    HALL,
    HALOS,
    NO_POINT,
    NUMBERS,
    ORIGIN,
    OUTLINE,
    POINTS,
    Around,
    circle_line,
    hall_point,
    nearby_map,
)
from dashboard.figures.interactive.traces import HALO_PX, PointSet
from dashboard.figures.interactive.viewport import viewport_of

VIEWPORT = viewport_of((4.0, 44.5, 5.0, 45.5))
BOUNDARIES = {level: f"/geo/{level}.json" for level in Level}
TWO = PointSet(
    np.array([4.5, 4.6]),
    np.array([45.0, 45.1234567]),
    ["Bus", "Troc"],
    ["fiche:bus", "fiche:troc"],
    np.array([8.0, 12.0]),
)
HALL_POINT = hall_point(4.5795, 44.9853, "Mairie : Lamastre")


def drawn(found=TWO, hall=HALL_POINT, **facts):
    known = {
        "longitude": 4.5795,
        "latitude": 44.9853,
        "radius_m": 10_000.0,
        "epci": "",
        "boundaries": BOUNDARIES,
        "ground": ("D01", "D07"),
        "name": "Près de Lamastre",
    }
    return nearby_map(
        Around(**(known | facts)), found, hall, style="/style.json", viewport=VIEWPORT
    )


def test_layers_stand_in_their_order():
    named = {
        "contours": HALOS,
        "initiatives": POINTS,
        "numeros": NUMBERS,
        "mairie": HALL,
        "depart": ORIGIN,
        "rayon": CIRCLE,
    }
    data = drawn()["data"]
    assert len(data) == 8
    assert {name: data[place]["name"] for name, place in named.items()} == {
        name: f"#{name}" for name in named
    }


def test_points_have_their_place_their_words_and_the_record_they_open():
    points, halos = (drawn()["data"][layer] for layer in (POINTS, HALOS))
    assert (points["lon"], points["lat"]) == ([4.5, 4.6], [45.0, 45.12346])
    assert (points["text"], points["customdata"]) == (["Bus", "Troc"], ["fiche:bus", "fiche:troc"])
    assert halos["marker"]["size"] == [8 + HALO_PX, 12 + HALO_PX]
    assert (halos["lon"], halos["hoverinfo"]) == (points["lon"], "skip")


def test_the_place_and_the_town_hall_are_points_of_their_own():
    origin, hall = (drawn()["data"][layer] for layer in (ORIGIN, HALL))
    assert (origin["lon"], origin["lat"], origin["text"]) == (
        [4.5795],
        [44.9853],
        ["Près de Lamastre"],
    )
    assert (hall["text"], hall["customdata"]) == (["Mairie : Lamastre"], [""])


def test_nothing_found_is_a_map_of_the_place_alone():
    data = drawn(NO_POINT, NO_POINT)["data"]
    assert [data[layer]["lon"] for layer in (POINTS, HALOS, HALL)] == [[], [], []]
    assert data[ORIGIN]["lon"] == [4.5795]


def test_boundaries_are_pointed_to_and_the_epci_outlined_when_one_is():
    ground, outline = (drawn()["data"][layer] for layer in (GROUND, OUTLINE))
    assert (ground["geojson"], ground["locations"]) == (
        BOUNDARIES[Level.DEPARTEMENT],
        ["D01", "D07"],
    )
    assert outline["locations"] == []
    outlined = drawn(epci="200016905")["data"][OUTLINE]
    assert (outlined["geojson"], outlined["locations"]) == (BOUNDARIES[Level.EPCI], ["200016905"])


def test_a_circle_is_drawn_where_there_is_a_radius():
    circle = drawn()["data"][CIRCLE]
    assert len(circle["lon"]) == len(circle["lat"]) == 91
    assert circle["hoverinfo"] == "skip"
    assert drawn(radius_m=None)["data"][CIRCLE]["lon"] == []


@pytest.mark.parametrize(("radius_m", "within_m"), [(5_000, 25), (10_000, 40), (50_000, 250)])
@pytest.mark.parametrize("latitude", [44.2, 46.5])
def test_the_circle_is_the_radius_that_distances_are_told_by(radius_m, within_m, latitude):
    longitudes, latitudes = circle_line(4.5, latitude, radius_m)
    centre = to_metres([4.5], [latitude])[0]
    away = np.hypot(*(to_metres(longitudes, latitudes) - centre).T)
    assert abs(away - radius_m).max() < within_m
    assert (longitudes[0], latitudes[0]) == (longitudes[-1], latitudes[-1])


def test_the_reader_s_zoom_is_kept_while_place_and_radius_are_the_same():
    def focus(**facts):
        return drawn(**facts)["layout"]["uirevision"]

    assert focus() == focus(found=NO_POINT) == focus(name="autrement")
    assert len({focus(), focus(radius_m=5_000.0), focus(radius_m=None), focus(latitude=45.0)}) == 4
