"""The pages' scripts and Python write the same addresses, or links and controls part ways."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from dashboard.components.nearby_controls import ANY_TIME, HERE
from dashboard.domain.indicator import Counting, Indicator
from dashboard.domain.nearby import NearbySelection, Opening, Position, Radius
from dashboard.domain.selection import PointLayer, Selection, SortKey, View
from dashboard.domain.territory import Level

ASSETS = Path(__file__).parents[2] / "assets"


def controls_of(script):
    return re.search(r"const CONTROLS = \{\n(.*?)\n  \};", script, re.DOTALL)[1]


SCRIPT = (ASSETS / "map-page.js").read_text(encoding="utf-8")
CONTROLS = controls_of(SCRIPT)
NEARBY = (ASSETS / "nearby-page.js").read_text(encoding="utf-8")
EVERYTHING = Selection(
    level=Level.COMMUNE,
    counting=Counting.LOCATED,
    indicator=Indicator.NUMBER,
    themes=("sante",),
    publics=("seniors",),
    years=(2019, 2021),
    wide=True,
    points=(),
    territory="01053",
    record="bus",
    sort=SortKey.NAME,
    descending=False,
    page=2,
    view=View.MAP,
)


EVERYTHING_NEARBY = NearbySelection(
    territory="01053",
    position=Position(46.2, 5.2),
    typed="bourg",
    radius=Radius.EPCI,
    themes=("sante",),
    publics=("seniors",),
    years=(2019, 2021),
    opening=Opening.NOW,
    travelling=True,
    record="bus",
    page=2,
    view=View.MAP,
    refused=frozenset({"rayon"}),
)
PAGES = pytest.mark.parametrize(
    ("script", "everything"), [(SCRIPT, EVERYTHING), (NEARBY, EVERYTHING_NEARBY)]
)


def read(pattern, script=SCRIPT):
    """Read the one piece of JSON that ``pattern`` finds in a script."""
    (found,) = re.findall(pattern, script, re.DOTALL)
    return json.loads(found)


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
    (parts,) = re.findall(r"const PARTS = \{(.*?)\n  \};", script, re.DOTALL)
    assert re.findall(r"(\w+): \[", parts) == list(everything.to_query())
    (requests,) = re.findall(r"requests: \{(.*?)\}", script, re.DOTALL)
    asked = set(re.findall(r'"(\w+)"[,\]]', requests))
    assert set(re.findall(r'"(\w+)"', parts)) == asked


def test_what_the_script_leaves_out_of_an_address_is_the_default():
    default = Selection()
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


@pytest.mark.parametrize(("namespace", "script"), [("selection", SCRIPT), ("nearby", NEARBY)])
def test_the_controls_come_in_the_order_of_the_callback_s_inputs(client, namespace, script):
    asked = [
        [(control["id"], control["property"]) for control in dependency["inputs"]]
        for dependency in client.get("/_dash-dependencies").json
        if dependency["clientside_function"] == {"namespace": namespace, "function_name": "keep"}
    ]
    entries = re.findall(
        r"^    \w+: (?:(choice|list|yes)\(\"([\w-]+)\"|\{\s*id: \"([\w-]+)\", prop: \"(\w+)\")",
        controls_of(script),
        re.MULTILINE,
    )
    written = [
        (simple or identifier, prop or ("checked" if kind == "yes" else "value"))
        for kind, simple, identifier, prop in entries
    ]
    assert asked == [written]
    assert len(written) == len(re.findall(r"^    \w+: ", controls_of(script), re.MULTILINE))
