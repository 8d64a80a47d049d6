"""The pages' scripts and Python write the same addresses, or links and controls part ways."""

import json
import re
from dataclasses import fields

import pytest

from dashboard.components.comparison.controls import BOUNDS, PLAY
from dashboard.components.coverage.controls import TODAY
from dashboard.components.nearby.controls import ANY_TIME, HERE
from dashboard.components.shared import ids
from dashboard.domain.indicator import Counting, Indicator
from dashboard.domain.selections.comparison import ComparisonSelection, PairKind
from dashboard.domain.selections.coverage import (
    CoverageIndicator,
    CoverageSelection,
    CoverageSort,
    Distance,
    SiteKind,
)
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection, PointLayer, SortKey
from dashboard.domain.selections.nearby import NearbySelection, Opening, Position, Radius
from dashboard.domain.selections.order import SortOrder
from dashboard.domain.selections.shown import View
from dashboard.domain.territory import Level
from dashboard.pages import comparison as comparison_page
from dashboard.pages import coverage as gaps_page
from dashboard.pages import map as map_page
from tests.helpers import ROOT
from tests.helpers.component_tree import elements

ASSETS = ROOT / "assets"
SHARED = (ASSETS / "address.js").read_text(encoding="utf-8")
EMBED = (ASSETS / "embed.js").read_text(encoding="utf-8")


def controls_of(script):
    return re.search(r"const CONTROLS = \{\n(.*?)\n  \};", script, re.DOTALL)[1]


SCRIPT = (ASSETS / "map-page.js").read_text(encoding="utf-8")
CONTROLS = controls_of(SCRIPT)
NEARBY = (ASSETS / "nearby-page.js").read_text(encoding="utf-8")
GAPS = (ASSETS / "gaps-page.js").read_text(encoding="utf-8")
COMPARISON = (ASSETS / "comparison-page.js").read_text(encoding="utf-8")
EVERYTHING = MapSelection(
    filters=Filters(
        counting=Counting.LOCATED,
        themes=("sante",),
        publics=("seniors",),
        years=(2019, 2021),
        wide=True,
    ),
    order=SortOrder(SortKey.NAME, descending=False),
    level=Level.COMMUNE,
    indicator=Indicator.NUMBER,
    points=(),
    territory="01053",
    record="bus",
    page=2,
    view=View.MAP,
)


EVERYTHING_NEARBY = NearbySelection(
    filters=Filters(themes=("sante",), publics=("seniors",), years=(2019, 2021)),
    territory="01053",
    position=Position(46.2, 5.2),
    typed="bourg",
    radius=Radius.EPCI,
    opening=Opening.NOW,
    travelling=True,
    record="bus",
    page=2,
    view=View.MAP,
    refused=frozenset({"rayon"}),
)
EVERYTHING_IN_GAPS = CoverageSelection(
    filters=Filters(
        themes=("sante",),
        publics=("seniors",),
        sources=("catalogue",),
        years=(2019, 2021),
        wide=True,
    ),
    order=SortOrder(CoverageSort.NAME, descending=False),
    level=Level.EPCI,
    shown=CoverageIndicator.ACCESS,
    radius=Distance.KM_20,
    fragile=True,
    need="part-menages-voiture",
    territory="01053",
    sites=5,
    kind=SiteKind.TRAVELLING,
    excluded=("01004",),
    exact=True,
    page=2,
    view=View.MAP,
)
EVERYTHING_COMPARED = ComparisonSelection(
    filters=Filters(
        counting=Counting.LOCATED,
        themes=("sante",),
        publics=("seniors",),
        years=(2019, 2019),
        wide=True,
    ),
    territories=("01053", "01344"),
    indicator=Indicator.NUMBER,
    sides=PairKind.YEARS,
    between=(2015, 2021),
    view=View.MAP,
)
PAGES = pytest.mark.parametrize(
    ("script", "everything"),
    [
        (SCRIPT, EVERYTHING),
        (NEARBY, EVERYTHING_NEARBY),
        (GAPS, EVERYTHING_IN_GAPS),
        (COMPARISON, EVERYTHING_COMPARED),
    ],
)


def read(pattern, script=SCRIPT):
    """Read the one piece of JSON that ``pattern`` finds in a script."""
    (found,) = re.findall(pattern, script, re.DOTALL)
    return json.loads(found)


def parts_of(script):
    """What each key of a page changes; a constant stands for what several change."""
    (written,) = re.findall(r"const PARTS = \{(.*?)\n  \};", script, re.DOTALL)
    for name, parts in re.findall(r"const ([A-Z]+) = (\[.*?\]);", script, re.DOTALL):
        written = re.sub(rf"\b{name}\b", parts, written)
    quoted = re.sub(r"(\w+): \[", r'"\1": [', re.sub(r"//.*", "", written))
    return json.loads("{" + quoted.strip().rstrip(",") + "}")


@PAGES
def test_the_example_differs_from_the_default_in_everything(script, everything):  # noqa: ARG001
    default = type(everything)()
    same = [
        field.name
        for field in fields(default)
        if getattr(everything, field.name) == getattr(default, field.name)
    ]
    assert same == []


@PAGES
def test_a_script_knows_exactly_the_keys_of_addresses_in_their_order(script, everything):
    assert read(r"const KEYS = (\[.*?\]);", script) == list(everything.to_query())


@PAGES
def test_a_script_says_what_each_key_changes_and_asks_for_no_other_part(script, everything):
    parts = parts_of(script)
    assert list(parts) == list(everything.to_query())
    (requests,) = re.findall(r"requests: \{(.*?)\}", script, re.DOTALL)
    asked = set(re.findall(r'"(\w+)"[,\]]', requests))
    assert {part for changed in parts.values() for part in changed} == asked


def test_what_the_script_leaves_out_of_an_address_is_the_default():
    default = MapSelection()
    assert dict(re.findall(r'(\w+): choice\("[\w-]+", "([\w-]+)"\)', CONTROLS)) == {
        "niveau": default.level,
        "indicateur": default.indicator,
        "compte": default.counting,
        "vue": default.view,
    }
    assert read(r"words\.length === 0 \? (\[.*?\])") == list(default.points)


def test_the_script_has_the_words_of_python():
    assert read(r"const shown = (\[.*?\])\.filter") == list(PointLayer)
    assert read(r"shown\.length === 0\) return (\[.*?\])") == EVERYTHING.to_query()["points"]
    assert re.findall(r'yes\("([\w-]+)"\)', CONTROLS) == ["elargi"]


def test_what_the_nearby_script_leaves_out_of_an_address_is_the_default():
    default = NearbySelection()
    assert dict(re.findall(r'(\w+): choice\("[\w-]+", "([\w-]+)"\)', controls_of(NEARBY))) == {
        "rayon": default.radius,
        "ouvert": ANY_TIME,
        "vue": default.view,
    }
    assert f'const HERE = "{HERE}"' in NEARBY


def test_what_the_script_of_gaps_leaves_out_of_an_address_is_the_default():
    default = CoverageSelection()
    assert dict(re.findall(r'(\w+): choice\("[\w-]+", "([\w-]+)"\)', controls_of(GAPS))) == {
        "rayon": default.radius,
        "niveau": default.level,
        "indicateur": default.shown,
        "besoin": default.need,
        "annee": TODAY,
        "lieux": str(default.sites),
        "service": default.kind,
        "vue": default.view,
    }


def test_what_the_script_of_comparisons_leaves_out_of_an_address_is_the_default():
    default = ComparisonSelection()
    assert dict(re.findall(r'(\w+): choice\("[\w-]+", "([\w-]+)"\)', controls_of(COMPARISON))) == {
        "compte": default.counting,
        "indicateur": default.indicator,
        "cartes": default.sides,
        "vue": default.view,
    }
    looked_for = set(re.findall(r'getElementById\("([\w-]+)"\)', COMPARISON))
    parts = {ids.COMPARISON_YEAR_TEXT, ids.COMPARISON_PLAY, ids.COMPARISON_PLAY_OFF}
    assert looked_for == {BOUNDS, *parts}
    assert f'"{PLAY}"' in COMPARISON


def test_what_decides_which_records_count_changes_numbers_and_maps_of_a_comparison():
    changed = {key for key, parts in parts_of(COMPARISON).items() if parts == ["list", "values"]}
    level = EVERYTHING_COMPARED.at(Level.COMMUNE)
    assert changed == set(level.over_all_years().to_query()) - {"niveau", "indicateur"} | {"annee"}


def test_what_decides_who_is_covered_changes_everything_of_gaps_but_the_shapes():
    parts = parts_of(GAPS)
    assert set(parts) == set(EVERYTHING_IN_GAPS.to_query())
    everything = ["list", "values", "sites", "places", "fairness"]
    filters = set(EVERYTHING_IN_GAPS.filters().to_query())
    assert {key for key, changed in parts.items() if changed == everything} == filters | {"rayon"}


def test_an_optimum_answers_a_question_whose_view_alone_has_changed():
    (display,) = re.findall(r"const DISPLAY = (\[[^\[\]]*\]);", GAPS)
    asked = {"tri", "page", "vue", "niveau", "indicateur", "fragile", "besoin"}
    assert set(json.loads(display)) == asked | {"optimum"}
    sites, places = (
        {key for key, changed in parts_of(GAPS).items() if part in changed}
        for part in ("sites", "places")
    )
    assert sites == places
    assert sites & asked == set()
    assert sites | asked | {"optimum"} == set(EVERYTHING_IN_GAPS.to_query())


@pytest.mark.parametrize(
    ("namespace", "script"),
    [("selection", SCRIPT), ("nearby", NEARBY), ("gaps", GAPS), ("comparison", COMPARISON)],
)
def test_the_controls_come_in_the_order_of_the_callback_s_inputs(client, namespace, script):
    asked = [
        [(control["id"], control["property"]) for control in dependency["inputs"]]
        for dependency in client.get("/_dash-dependencies").json
        if dependency["clientside_function"] == {"namespace": namespace, "function_name": "keep"}
    ]
    entries = re.findall(
        r"^    \w+: (?:(choice|list|yes|years)\(\"([\w-]+)\"|\{\s*id: \"([\w-]+)\", prop: \"(\w+)\")",
        controls_of(script),
        re.MULTILINE,
    )
    written = [
        (simple or identifier, prop or ("checked" if kind == "yes" else "value"))
        for kind, simple, identifier, prop in entries
    ]
    assert asked == [written]
    assert len(written) == len(re.findall(r"^    \w+: ", controls_of(script), re.MULTILINE))


def test_the_scripts_know_the_embedded_view_by_python_s_word():
    assert f'(query.vue || [])[0] === "{View.EMBEDDED}"' in SHARED
    assert f'addressOf(query, "{View.EMBEDDED}")' in EMBED


def test_what_tells_of_an_address_is_heard_by_its_name():
    (told,) = re.findall(r'new CustomEvent\("([\w:]+)"', SHARED)
    assert f'window.addEventListener("{told}", follow)' in EMBED


def test_the_script_of_embedding_looks_for_the_parts_that_pages_have():
    looked_for = set(re.findall(r'(?:getElementById\("|closest\("#)([\w-]+)"', EMBED))
    assert looked_for == {ids.WHOLE_PAGE, ids.EMBED_CODE, ids.EMBED_COPY, ids.EMBED_STATUS}


@pytest.mark.parametrize(
    ("script", "page"), [(SCRIPT, map_page), (GAPS, gaps_page), (COMPARISON, comparison_page)]
)
def test_a_script_knows_what_the_first_map_was_asked_for(options, script, page):
    """A filter moved before the first map has come asks for the whole of it again."""
    request, parts = re.search(r'maps: \{ "([\w-]+)": (\[.*?\]) \}', script).groups()
    layout = page.layout(options)
    (store,) = (props for props in elements(layout, "Store") if props["id"] == request)
    assert store["data"]["parts"] == json.loads(parts)
