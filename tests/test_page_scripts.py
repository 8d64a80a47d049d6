"""The pages' scripts are told what Python knows of addresses, and spell none of it again."""

import json
import re
from dataclasses import fields, replace

import pytest

from dashboard.components.comparison.controls import PLAY
from dashboard.components.layout.embedding import PART_KEY
from dashboard.components.shared import ids
from dashboard.components.shared.links import CITATION_PATH, OPTIMUM_PATH, SUGGESTIONS_PATH
from dashboard.components.shared.page_scripts import (
    PAGE_SCRIPTS,
    control_id,
    scripts_data,
)
from dashboard.domain.counting import Counting
from dashboard.domain.coverage import Distance
from dashboard.domain.indicators import Indicator
from dashboard.domain.pages import SELECTION_PAGES, page_showing
from dashboard.domain.position import Position
from dashboard.domain.selections.comparison import ComparisonSelection, ComparisonTab, PairKind
from dashboard.domain.selections.coverage import (
    CoverageIndicator,
    CoverageSelection,
    CoverageSort,
    CoverageTab,
    SiteKind,
)
from dashboard.domain.selections.filter_fields import common_filters
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection, MapTab, NameColumn
from dashboard.domain.selections.nearby import NearbySelection, Opening, Radius
from dashboard.domain.selections.order import SortOrder
from dashboard.domain.selections.shown import View
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import Status
from dashboard.pages.registry import LAYOUTS as LAYOUTS_OF_PAGES
from tests.helpers import ROOT
from tests.helpers.component_tree import elements, identifiers

ASSETS = ROOT / "assets"
FORM = (ROOT / "dashboard/components/nearby/templates/find.html.j2").read_text(encoding="utf-8")
SCRIPTS = {
    path.name: path.read_text(encoding="utf-8")
    for path in ASSETS.glob("*.js")
    if not path.name.startswith("0")
}
SHARED, EMBED, SHARE = (SCRIPTS[f"{name}.js"] for name in ("address", "embed", "share"))
LAYOUTS = {script.subject: LAYOUTS_OF_PAGES[script.page] for script in PAGE_SCRIPTS}
NARROWED = Filters(
    counting=Counting.LOCATED,
    themes=("sante",),
    publics=("seniors",),
    statuses=(Status.PLANNED,),
    years=(2019, 2021),
    sources=("catalogue",),
    wide=True,
)
"""Every filter there is: one more is named here."""
EVERYTHING = MapSelection(
    filters=NARROWED,
    order=SortOrder(NameColumn.NAME, descending=False),
    level=Level.COMMUNE,
    indicator=Indicator.NUMBER,
    points=(),
    territory="01053",
    position=Position(46.2, 5.2),
    record="bus",
    page=2,
    view=View.MAP,
    tab=MapTab.TABLE,
)


EVERYTHING_NEARBY = NearbySelection(
    filters=NARROWED,
    territory="01053",
    position=Position(46.2, 5.2),
    typed="bourg",
    need="CAF",
    chosen=("bus", "troc"),
    radius=Radius.EPCI,
    opening=Opening.NOW,
    travelling=True,
    record="bus",
    page=2,
    view=View.MAP,
    refused=frozenset({"rayon"}),
)
EVERYTHING_IN_GAPS = CoverageSelection(
    filters=NARROWED,
    order=SortOrder(CoverageSort.NAME, descending=False),
    level=Level.EPCI,
    shown=CoverageIndicator.ACCESS,
    radius=Distance.KM_20,
    fragile=True,
    need="part-menages-voiture",
    territory="01053",
    sites=5,
    kind=SiteKind.TRAVELLING,
    host_population=2_000,
    excluded=("01004",),
    exact=True,
    page=2,
    view=View.MAP,
    tab=CoverageTab.SITES,
)
EVERYTHING_COMPARED = ComparisonSelection(
    filters=replace(NARROWED, years=(2019, 2019)),
    territories=("01053", "01344"),
    indicator=Indicator.NUMBER,
    sides=PairKind.YEARS,
    between=(2015, 2021),
    left="01344",
    right="01053",
    view=View.MAP,
    tab=ComparisonTab.TIME,
)
COMMON_KEYS = {field.key for field in common_filters()}
EXAMPLES = {
    page_showing(example).fields.subject: example
    for example in (EVERYTHING, EVERYTHING_NEARBY, EVERYTHING_IN_GAPS, EVERYTHING_COMPARED)
}
PAGES = pytest.mark.parametrize(
    ("script", "everything"),
    [(script, EXAMPLES[script.subject]) for script in PAGE_SCRIPTS],
    ids=[script.subject for script in PAGE_SCRIPTS],
)


@pytest.fixture(scope="module")
def served(app):
    """What the server tells the scripts, as they read it."""
    client = app.server.test_client()
    (address,) = re.findall(r'<script src="(/fichiers/pages[^"]*)">', client.get("/").text)
    answer = client.get(address)
    assert answer.mimetype == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]
    (told,) = re.findall(r"pages: (\{.*\}) \}\);", answer.text)
    return json.loads(told)


def test_every_page_whose_address_is_its_state_has_a_script():
    assert [script.page for script in PAGE_SCRIPTS] == list(SELECTION_PAGES)


def test_the_scripts_are_told_of_every_page_before_they_run(app, served):
    assert served == json.loads(json.dumps(scripts_data()))
    page = app.server.test_client().get("/").text
    assert page.index("/fichiers/pages.") < page.index("/assets/address.js")


@PAGES
def test_the_example_differs_from_the_default_in_everything(script, everything):  # noqa: ARG001
    default = type(everything)()
    same = [
        field.name
        for one, other in ((everything, default), (everything.filters, default.filters))
        for field in fields(other)
        if getattr(one, field.name) == getattr(other, field.name)
    ]
    assert same == []


@PAGES
def test_a_script_is_told_the_keys_of_addresses_in_their_order(served, script, everything):
    keys = served[script.subject]["keys"]
    assert keys == [key for key in everything.to_query() if key in keys]
    assert set(everything.to_query()) == set(keys)


@PAGES
def test_each_key_changes_parts_that_some_request_asks_for(served, script, everything):
    told = served[script.subject]
    asked = {part for parts in told["requests"].values() for part in parts}
    assert {part for parts in told["parts"].values() for part in parts} == asked
    assert list(told["parts"]) == list(everything.to_query())


@PAGES
def test_a_control_shows_what_an_address_asks_for(served, script, everything, options):
    told = served[script.subject]["controls"]
    layout = LAYOUTS[script.subject](options, **everything.to_query())
    shown = {
        props["id"]: props
        for kind in (
            "RadioGroup", "Select", "MultiSelect", "CheckboxGroup", "Switch", "RangeSlider", "Slider",
            "SegmentedControl",
        )
        for props in elements(layout, kind)
    }  # fmt: skip
    query = everything.to_query()
    for key, control in told.items():
        value = shown[control["id"]][control["prop"]]
        if control["kind"] in {"one", "select", "tabs"}:
            assert [value] == query[key], key
        elif control["kind"] == "many":
            assert value == query[key], key
    default = {props["id"]: props for kind in ("RadioGroup", "SegmentedControl") for props in
               elements(LAYOUTS[script.subject](options), kind)}  # fmt: skip
    initial = {c["id"]: c["initial"] for c in told.values() if c["kind"] in {"one", "tabs"}}
    assert {one: props["value"] for one, props in default.items()} == initial


def test_no_script_spells_a_control_a_default_or_the_keys_again():
    controls = {
        control_id(page.fields, field.key)
        for page in PAGE_SCRIPTS
        for field in page.fields.controlled()
    }
    stores = {store for page in PAGE_SCRIPTS for store in (page.answer_store, page.selection_store)}
    spelled = {
        (name, word)
        for name, text in SCRIPTS.items()
        for word in (*controls, *stores)
        if re.search(rf"[\"'`#]{word}[\"'`]", text)
    }
    assert spelled == set()
    for name in (f"{subject}-page.js" for subject in LAYOUTS):
        assert re.findall(r"\b(?:KEYS|PARTS|CONTROLS)\b", SCRIPTS[name]) == [], name


def test_the_scripts_look_for_parts_that_their_page_has(options):
    for subject, layout in LAYOUTS.items():
        page = identifiers(layout(options))
        script = SCRIPTS[f"{subject}-page.js"]
        looked_for = set(re.findall(rf'"({subject}-[a-z-]+)"', script))
        written = set(re.findall(r'id="([^"]+)"', FORM)) if subject == "nearby" else set()
        assert looked_for - page - written == set(), subject
    assert f'"{SUGGESTIONS_PATH}?champ="' in SCRIPTS["suggestions.js"]
    assert f'"{PLAY}"' in SCRIPTS["comparison-page.js"]


def test_the_scripts_ask_for_a_best_choice_where_the_server_computes_it():
    assert f'const OPTIMUM = "{OPTIMUM_PATH}"' in SCRIPTS["coverage-page.js"]
    assert f'const SITES_TAB = "{CoverageTab.SITES}"' in SCRIPTS["coverage-page.js"]
    assert f'const PLACES = "{ids.COVERAGE_PLACES}"' in SCRIPTS["coverage-page.js"]
    (answers,) = re.findall(r"const ANSWERS = /(.*)/;", SCRIPTS["connection.js"])
    assert re.search(answers.replace(r"\/", "/"), f"{OPTIMUM_PATH}/1")


def test_what_decides_which_records_count_changes_numbers_and_maps_of_a_comparison(served):
    parts = served["comparison"]["parts"]
    changed = {
        key for key, changes in parts.items() if set(changes) >= {"standing", "themes", "values"}
    }
    assert changed == {"compte", *COMMON_KEYS, "annee", "elargi"}


def test_what_decides_who_is_covered_changes_everything_of_gaps_but_the_shapes(served):
    parts = served["coverage"]["parts"]
    everything = ["answer", "table", "values", "sites", "places", "equity"]
    changed = {key for key, changes in parts.items() if changes == everything}
    assert changed == {"rayon", *COMMON_KEYS, "source", "annee", "elargi"}


def test_an_optimum_answers_a_question_whose_view_alone_has_changed(served):
    told = served["coverage"]
    shown = {"tri", "page", "vue", "onglet", "niveau", "indicateur", "fragile", "besoin", "optimum"}
    assert set(told["asks"]) == set(told["keys"]) - shown
    assert told["again"] == {"optimum": []}
    sites, places = (
        {key for key, changed in told["parts"].items() if part in changed}
        for part in ("sites", "places")
    )
    assert sites == places == set(told["asks"])


@pytest.mark.parametrize("subject", list(LAYOUTS))
def test_the_controls_come_in_the_order_of_the_callback_s_inputs(client, served, subject):
    (asked,) = (
        [(control["id"], control["property"]) for control in dependency["inputs"]]
        for dependency in client.get("/_dash-dependencies").json
        if dependency["clientside_function"] == {"namespace": subject, "function_name": "keep"}
    )
    told = served[subject]["controls"].values()
    assert asked == [(control["id"], control["prop"]) for control in told]


def test_the_scripts_know_the_embedded_view_by_python_s_word():
    assert f'(query.vue || [])[0] === "{View.EMBEDDED}"' in SHARED
    assert f'addressOf(query, "{View.EMBEDDED}", part.value)' in EMBED
    assert f'words.append("{PART_KEY}", part)' in EMBED


def test_what_tells_of_an_address_is_heard_by_its_name():
    (told,) = re.findall(r'new CustomEvent\("([\w:]+)"', SHARED)
    for script in (EMBED, SHARE):
        assert f'window.addEventListener("{told}", follow)' in script


def test_the_script_of_embedding_looks_for_the_parts_that_pages_have():
    looked_for = set(re.findall(r'(?:getElementById\("|closest\("#)([\w-]+)"', EMBED))
    assert looked_for == {
        ids.WHOLE_PAGE, ids.EMBED_CODE, ids.EMBED_COPY, ids.EMBED_STATUS, ids.EMBED_PART,
    }  # fmt: skip


def test_the_script_of_sharing_looks_for_the_parts_that_pages_have():
    looked_for = set(re.findall(r'getElementById\("([\w-]+)"', SHARE))
    assert looked_for == {ids.SHARE_PANEL, ids.SHARE_FALLBACK, ids.SHARE_TEXT}
    assert f"#{ids.SHARE_STATUS}, [data-share-state]" in SHARE
    assert f"`{CITATION_PATH}${{pathname}}" in SHARE
    for script in (EMBED, SHARE):
        assert f'event.target.id === "{ids.SHARE_PANEL}"' in script


@pytest.mark.parametrize("subject", list(LAYOUTS))
def test_a_script_knows_what_the_first_map_was_asked_for(options, served, subject):
    """A filter moved before the first map has come asks for the whole of it again."""
    told = served[subject]
    layout = LAYOUTS[subject](options)
    stores = {props["id"]: props.get("data") for props in elements(layout, "Store")}
    for request, parts in told["first"].items():
        assert stores[request]["parts"] == [
            part for part in parts if part not in told["readIn"]
        ] + (["synthesis"] if subject == "comparison" else [])
    whole = {"map": "all", "coverage": "all", "comparison": "sides"}
    first = [part for request in told["drawing"] for part in told["first"][request]]
    assert [part for part in first if part in set(whole.values())] == [
        whole[subject] for subject in [subject] if subject in whole
    ]


@PAGES
def test_a_part_that_is_not_always_seen_has_its_tabs_and_the_embedded_view(
    served, script, everything
):
    told = served[script.subject]
    asked = {part for parts in told["requests"].values() for part in parts}
    assert set(told["readIn"]) <= asked
    tabs = {str(tab) for tab in type(everything.tab)} if "onglet" in told["keys"] else set()
    for words in told["readIn"].values():
        assert View.EMBEDDED in words
        assert set(words) <= tabs | set(View)
