import base64
import datetime as dt
import json
from dataclasses import replace

import brotli
import numpy as np
import orjson
import pytest

from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.callbacks.map.map import answer_map
from dashboard.callbacks.map.table_and_panel import answer_listing
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import THEME_LABELS
from dashboard.figures.interactive import region_map
from tests.helpers.asking import draw_map
from tests.helpers.component_tree import elements, words
from tests.helpers.map_changes import changes_of

TUESDAY = dt.datetime(2026, 11, 24, 10, 30, tzinfo=PARIS)

FILTERS = ["values", "points"]
LEVELS = {"epci": 126, "communes": 2738, "departements": 8}
ARRAYS = {"z", "customdata", "colorscale", "zmin", "zmax"}


def changes(client, answer, level=Level.EPCI):
    """What changes on the map: ``(trace, attribute …)`` to value, or a path of the layout."""
    return changes_of(answer["changes"]["carte"], territories(client, level))


def territories(client, level):
    """What the page knows of the territories of a level."""
    return client.get(figure(client, niveau=level.value)["data"][0]["meta"]["labels"]).json


def figure(client, **query):
    return draw_map(client, query, ["all"])["carte"]["figure"]


@pytest.mark.parametrize("level", LEVELS)
def test_the_territories_drawn_are_those_of_the_boundaries_served(client, level):
    trace = figure(client, niveau=level)["data"][region_map.TERRITORIES]
    served = {feature["id"] for feature in client.get(trace["geojson"]).json["features"]}
    assert len(trace["locations"]) == LEVELS[level]
    assert set(trace["locations"]) == served


@pytest.mark.parametrize("level", LEVELS)
def test_every_territory_has_its_colour_and_its_words(client, level):
    trace = figure(client, niveau=level)["data"][region_map.TERRITORIES]
    lengths = {
        len(base64.b64decode(trace["z"]["bdata"])),
        len(trace["customdata"]),
        *(len(known) for known in territories(client, Level(level)).values()),
        len(trace["locations"]),
    }
    assert lengths == {LEVELS[level]}


@pytest.mark.parametrize("code", ["01053", "200071751", "D07"])
def test_a_chosen_territory_is_outlined_from_its_own_boundaries(client, code):
    trace = figure(client, territoire=code)["data"][region_map.CHOSEN]
    served = {feature["id"] for feature in client.get(trace["geojson"]).json["features"]}
    assert trace["locations"] == [code]
    assert code in served


def test_a_territory_the_map_does_not_hold_is_not_outlined(client):
    assert figure(client, territoire="99999")["data"][region_map.CHOSEN]["locations"] == []


def test_the_figure_carries_no_boundary(client):
    assert "coordinates" not in json.dumps(figure(client, niveau="communes"))


def test_a_filter_replaces_values_and_points_and_nothing_of_the_territories_themselves(client):
    changed = changes(client, draw_map(client, {"theme": ["mobilite"]}, FILTERS))
    of_territories = {path[2] for path in changed if path[1] == region_map.TERRITORIES}
    assert of_territories == ARRAYS
    assert {path[0] for path in changed} == {"data"}
    assert not {path[-1] for path in changed} & {"geojson", "locations", "uirevision", "zoom"}


def test_a_filter_changes_the_words_beside_the_map(client):
    answer = draw_map(client, {"theme": ["mobilite"]}, FILTERS)
    assert words(answer["filtres-carte"]["children"]).startswith("Thèmes : Mobilité · ")
    assert set(answer) == {
        *("changes", "titre-carte", "filtres-carte", "phrase-carte"),
        *("legende", "legende-points"),
    }


def test_a_move_of_the_focus_touches_neither_values_nor_words(client):
    answer = draw_map(client, {"territoire": ["01053"]}, ["focus"])
    changed = changes(client, answer)
    # The legend of the points has one entry more: what the outline is.
    assert set(answer) == {"changes", "legende-points"}
    assert "territoire choisi" in str(answer["legende-points"])
    assert {path[1] for path in changed if path[0] == "data"} == {
        region_map.CASING,
        region_map.CHOSEN,
    }
    assert changed["layout", "map", "uirevision"] == changed["layout", "uirevision"] == "01053"


def test_a_change_of_level_points_to_other_boundaries(client, snapshot):
    answer = draw_map(client, {"niveau": ["communes"]}, ["level", "values"])
    changed = changes(client, answer, Level.COMMUNE)
    assert changed["data", 0, "geojson"] == snapshot.boundaries[Level.COMMUNE]
    assert len(changed["data", 0, "locations"]) == 2738


@pytest.mark.parametrize("indicator", ["taux", "nombre", "part", "organisations-taux"])
@pytest.mark.parametrize("level", Level)
def test_a_changed_figure_is_the_figure_drawn_whole(client, level, indicator):
    """Filtering from the first view, part by part, ends at what the copied link shows."""
    query = {
        "theme": ["alimentation"],
        "annee": ["2020"],
        "territoire": ["01053"],
        "points": ["initiatives", "mairies"],
        "indicateur": [indicator],
        "niveau": [level.value],
    }
    answer = draw_map(client, query, [*FILTERS, "halls", "level", "focus"])
    patched = figure(client)
    for path, value in changes(client, answer, level).items():
        *parents, leaf = path
        part = patched
        for parent in parents:
            part = part[parent]
        part[leaf] = value
    assert patched == draw_map(client, query, ["all"])["carte"]["figure"]


@pytest.mark.parametrize("indicator", ["taux", "nombre", "part", "organisations-taux"])
@pytest.mark.parametrize(
    ("level", "most"), [(Level.EPCI, 1_000), (Level.COMMUNE, 3_000), (Level.DEPARTEMENT, 1_000)]
)
def test_the_values_of_a_map_are_few_bytes(snapshot, level, most, indicator):
    for theme in ([], *([theme] for theme in THEME_LABELS)):
        query = {"theme": theme, "niveau": [level.value], "indicateur": [indicator]}
        selection = MapSelection.from_query(query)
        change = answer_map(snapshot, selection, ["values"]).changes["carte"]
        assert set(change) == {"territories"}
        sent = orjson.dumps(change, option=orjson.OPT_SERIALIZE_NUMPY)
        assert len(brotli.compress(sent, quality=5)) <= most, query


def test_a_number_is_drawn_as_circles_on_territories_that_have_one(client):
    data = figure(client, indicateur="nombre")["data"]
    codes = base64.b64decode(data[region_map.TERRITORIES]["z"]["bdata"])
    circles = data[region_map.CIRCLES]
    zero = 1
    assert len(circles["lon"]) == sum(code != zero for code in codes)
    assert all(target.startswith("territoire:") for target in circles["customdata"])


def test_a_rate_is_drawn_without_circles(client):
    assert figure(client)["data"][region_map.CIRCLES]["lon"] == []


def test_town_halls_are_off_until_asked_for_and_then_in_every_commune(client):
    halls = [
        figure(client, **query)["data"][region_map.TOWN_HALLS]
        for query in ({}, {"points": ["mairies"]})
    ]
    assert [len(trace["lon"]) for trace in halls] == [0, 2738]
    assert halls[1]["marker"]["size"] == 10
    assert halls[1]["marker"]["allowoverlap"] is False


def test_points_of_a_theme_are_some_of_all_points(client):
    every, moving = (
        shown_records(figure(client, **query))
        for query in ({}, {"theme": ["reemploi-environnement"]})
    )
    assert 0 < len(moving) < len(every)
    assert set(moving) < set(every)


def test_what_is_told_of_places_is_a_bit_for_each_record_of_a_file(client, catalogue_counts):
    told = figure(client, theme=["mobilite"])["data"][region_map.INITIATIVES]["meta"]
    file = client.get(told["places"]).json
    lengths = {len(known) for name, known in file.items() if name not in ("names", "ids")}
    assert len(lengths) == 1
    assert len(shown_records(figure(client, theme=["mobilite"]))) == catalogue_counts.of_theme(
        "mobilite"
    )
    assert client.get(told["places"].replace("lieux.", "lieux.0")).status_code == 404


@pytest.mark.parametrize("query", [{"points": ["mairies"]}, {"indicateur": "nombre"}])
def test_places_are_a_choice_and_never_stand_among_circles(client, query):
    assert figure(client, **query)["data"][region_map.INITIATIVES]["meta"]["places"] == ""


def shown_records(drawn):
    bits = base64.b64decode(drawn["data"][region_map.INITIATIVES]["meta"]["shown"]["bdata"])
    return np.flatnonzero(np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little")).tolist()


def test_nothing_found_is_a_map_of_zeros_that_says_so(client):
    answer = draw_map(client, {"theme": ["famille-protection"], "public": ["etudiants"]}, ["all"])
    territories, *_ = answer["carte"]["figure"]["data"]
    assert set(base64.b64decode(territories["z"]["bdata"])) == {1}
    assert set(territories["customdata"]) == {"0 recensé : rien dans nos sources pour ces choix"}
    assert words(answer["phrase-carte"]["children"]) == (
        "Aucune initiative recensée ne correspond à ces filtres."
    )


@pytest.mark.parametrize("indicator", ["taux", "nombre", "part"])
@pytest.mark.parametrize("level", LEVELS)
def test_the_bounds_of_classes_do_not_move_with_the_years(client, level, indicator):
    def bounds(**years):
        query = {"niveau": [level], "indicateur": [indicator], **years}
        answer = draw_map(client, query, ["all"])
        texts = [words(p["children"]) for p in elements(answer["legende"], "Li")]
        return [text.partition(" (")[0] for text in texts]

    assert bounds() == bounds(annee=["2018"]) == bounds(annee=["2024"])


def test_the_map_and_the_table_agree_on_how_many_have_something(client, snapshot):
    listing = answer_listing(snapshot, MapSelection(), ["table"], now=TUESDAY)
    count = listing["nombre-resultats"]
    sentence = words(draw_map(client, {}, ["all"])["phrase-carte"]["children"])
    having = count.partition(" ; ")[2].partition(" ")[0]
    assert f" {having} intercommunalités sur 126 en ont au moins une" in sentence


def test_places_too_many_to_tell_are_counted_by_commune(snapshot):
    """One initiative is located in Bourg-en-Bresse: the houses of services of its basin."""
    (figure_,) = answer_map(replace(snapshot, places=""), MapSelection(), ["all"]).figures
    told = figure_["data"][region_map.INITIATIVES]["meta"]
    assert told["territories"] == snapshot.labels[Level.COMMUNE]
    numbers = np.frombuffer(base64.b64decode(told["numbers"]["bdata"]), "<u2")
    values = dict(zip(snapshot.communes.codes, numbers.tolist(), strict=True))
    assert len(values) == 2738
    assert values["01053"] == 1
    assert told["noun"] == ["initiative implantée", "initiatives implantées"]
