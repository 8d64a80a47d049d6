"""The script of the controls and Python write the same addresses, or links and controls part ways."""

import json
import re
from dataclasses import fields
from pathlib import Path

from dashboard.domain.indicator import Counting, Indicator
from dashboard.domain.selection import PointLayer, Selection, SortKey, View
from dashboard.domain.territory import Level

SCRIPT = (Path(__file__).parents[2] / "assets" / "map-page.js").read_text(encoding="utf-8")
CONTROLS = re.search(r"const CONTROLS = \{\n(.*?)\n  \};", SCRIPT, re.DOTALL)[1]
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


def read(pattern):
    """Read the one piece of JSON that ``pattern`` finds in the script."""
    (found,) = re.findall(pattern, SCRIPT, re.DOTALL)
    return json.loads(found)


def test_the_example_differs_from_the_default_in_everything():
    same = [
        field.name
        for field in fields(Selection)
        if getattr(EVERYTHING, field.name) == getattr(Selection(), field.name)
    ]
    assert same == []


def test_the_script_knows_exactly_the_keys_of_addresses_in_their_order():
    assert read(r"const KEYS = (\[.*?\]);") == list(EVERYTHING.to_query())


def test_the_script_says_what_each_key_changes():
    (parts,) = re.findall(r"const PARTS = \{(.*?)\n  \};", SCRIPT, re.DOTALL)
    assert re.findall(r"(\w+): \[", parts) == list(EVERYTHING.to_query())


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


def test_the_controls_come_in_the_order_of_the_callback_s_inputs(client):
    asked = [
        [(control["id"], control["property"]) for control in dependency["inputs"]]
        for dependency in client.get("/_dash-dependencies").json
        if (dependency["clientside_function"] or {}).get("function_name") == "keep"
    ]
    entries = re.findall(
        r"^    \w+: (?:(?:choice|list|yes)\(\"([\w-]+)\"|\{\s*id: \"([\w-]+)\", prop: \"(\w+)\")",
        CONTROLS,
        re.MULTILINE,
    )
    written = [(simple or identifier, prop or "value") for simple, identifier, prop in entries]
    assert asked == [written]
    assert len(written) == len(re.findall(r"^    \w+: ", CONTROLS, re.MULTILINE))
