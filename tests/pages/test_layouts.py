import json
from dataclasses import replace
from operator import attrgetter

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.components.layout.embedding import embed_panel
from dashboard.components.shared import ids
from dashboard.components.shared.page_scripts import PAGE_SCRIPTS
from dashboard.domain.indicators import MAPPED
from dashboard.domain.pages import NEARBY_PAGE, SELECTION_PAGES
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.fields import ControlKind
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.pages.comparison import layout as comparison_layout
from dashboard.pages.coverage import layout as gaps_layout
from dashboard.pages.map import layout as map_layout
from dashboard.pages.nearby import layout as nearby_layout
from dashboard.pages.registry import LAYOUTS
from dashboard.pages.sources import layout as sources_layout
from tests.helpers.component_tree import elements, identifiers, words

TITLE = attrgetter("title")
EVERY_PAGE = pytest.mark.parametrize("page", LAYOUTS, ids=TITLE)
HOSTILE = {
    "theme": ["<script>alert(1)</script>", "zzz"],
    "public": "' OR 1=1 --",
    "annee": None,
    "territoire": "javascript:alert(1)",
    "fiche": ["../../etc/passwd"],
    "page": "-1",
    "tri": ["{{7*7}}", "nom"],
    "vue": [],
    "self": "1",
    "options": "2",
    "</title><script>": "3",
}


def offered(layout):
    """The words that controls offer where one among some is chosen."""
    lists = (choice for props in elements(layout, "Select") for choice in props.get("data", ()))
    return {props["value"] for props in (*elements(layout, "Radio"), *lists)}


def choices_of(page):
    """What the address of a page can have where one among some is chosen."""
    return {
        str(word)
        for field in page.controlled()
        if field.control.kind in {ControlKind.ONE, ControlKind.SELECT}
        for word in field.control.choices
    }


def written(layout):
    return json.dumps(layout, cls=PlotlyJSONEncoder)


def test_a_hostile_address_near_the_reader_says_which_keys_were_refused_and_none_of_their_words(
    options,
):
    hostile = {**HOSTILE, "rayon": "1e9", "position": "<b>", "ouvert": "x", "annee": "99"}
    layout = nearby_layout(options, **hostile)
    request = control(layout, ids.NEARBY_REQUEST)["data"]
    assert request["query"] == {}
    assert request["refused"] == ["annee", "ouvert", "position", "rayon", "territoire"]
    plain = written(nearby_layout(options))
    assert written(layout).replace(json.dumps(request["refused"]), "[]") == plain


def control(layout, identifier):
    (found,) = (props for props in elements(layout, None) if props.get("id") == identifier)
    return found


@pytest.mark.parametrize("page", [page for page in LAYOUTS if page is not NEARBY_PAGE], ids=TITLE)
def test_a_hostile_address_gives_the_page_without_any_of_it(page, options):
    assert written(LAYOUTS[page](options, **HOSTILE)) == written(LAYOUTS[page](options))


@pytest.mark.parametrize(
    ("query", "identifier", "prop", "value"),
    [
        ({"annee": "2019-2021"}, "map-annee", "value", [2019, 2021]),
        ({"annee": "2020"}, "map-annee", "value", [2020, 2020]),
        ({"theme": ["sante", "mobilite"]}, "map-theme", "value", ["mobilite", "sante"]),
        ({"public": "seniors"}, "map-public", "value", ["seniors"]),
        ({"niveau": "communes"}, "map-niveau", "value", "communes"),
        ({"indicateur": "part"}, "map-indicateur", "value", "part"),
        ({"compte": "implantees"}, "map-compte", "value", "implantees"),
        ({"elargi": "oui"}, "map-elargi", "checked", True),
        ({"points": "aucun"}, "map-points", "value", []),
        ({"points": ["mairies"]}, "map-points", "value", ["mairies"]),
        ({"vue": "carte"}, "map-vue", "value", "carte"),
        ({}, "map-niveau", "value", "epci"),
        ({}, "map-points", "value", ["initiatives"]),
        ({}, "map-elargi", "checked", False),
    ],
)
def test_a_control_is_already_set_to_the_address(options, query, identifier, prop, value):
    assert control(map_layout(options, **query), identifier)[prop] == value


def test_without_years_the_slider_spans_all_of_them(options, catalogue_counts):
    slider = control(map_layout(options), "map-annee")
    assert slider["value"] == [slider["min"], slider["max"]] == [2012, catalogue_counts.last_year]


def test_years_out_of_the_slider_are_set_to_its_end_and_kept_in_the_store(options):
    layout = map_layout(options, annee="1950-2020")
    assert control(layout, "map-annee")["value"] == [2012, 2020]
    assert control(layout, ids.MAP_SELECTION)["data"] == {"annee": ["1950-2020"]}


def test_a_choice_is_offered_for_each_value_an_address_can_have(options):
    assert offered(map_layout(options)) == choices_of(MAP)
    assert choices_of(MAP) >= {
        "epci", "communes", "departements", "presentes", "implantees", *MAPPED,
    }  # fmt: skip
    assert {"taux", "nombre", "part", "organisations-taux"} <= choices_of(MAP)


def test_the_first_answers_are_asked_for_the_address(options):
    layout = map_layout(options, theme="sante", page="2", inconnu="x")
    query = {"theme": ["sante"], "page": ["2"]}
    assert control(layout, ids.MAP_SELECTION)["data"] == query
    parts = ["all", "table", "panel"]
    assert control(layout, ids.MAP_REQUEST)["data"] == {"query": query, "parts": parts}


@EVERY_PAGE
def test_a_page_has_one_title_a_way_past_its_header_and_no_id_twice(page, options):
    layout = LAYOUTS[page](options)
    assert len(list(elements(layout, "H1"))) == 1
    named = [props["id"] for props in elements(layout) if "id" in props]
    assert sorted(named) == sorted(set(named))
    first_link = next(elements(layout, "A"))
    assert first_link["href"] == "#contenu"
    assert "contenu" in named


@EVERY_PAGE
def test_a_link_within_a_page_leads_to_a_part_of_it(page, options):
    layout = LAYOUTS[page](options)
    goals = {props["href"][1:] for props in elements(layout, "A") if props["href"].startswith("#")}
    assert goals - identifiers(layout) == set()


def test_a_link_to_the_other_page_leads_to_a_part_of_it(options):
    goals = {
        props["href"].partition("#")[2]
        for props in elements(map_layout(options), "A")
        if props["href"].startswith("/sources#")
    }
    assert goals
    assert goals - identifiers(sources_layout(options)) == set()


def test_no_link_leaves_the_site(options):
    links = [
        props["href"] for layout in LAYOUTS.values() for props in elements(layout(options), "A")
    ]
    assert [link for link in links if not link.startswith(("/", "#", "tel:"))] == []
    assert [link for link in links if link.startswith("//")] == []


def test_the_questions_lead_to_views_that_answer_them(options):
    questions = next(
        props
        for props in elements(map_layout(options), "Ul")
        if props.get("className") == "questions"
    )
    hrefs = [props["href"] for props in elements(questions, "A")]
    assert hrefs == [
        "/pres-de-chez-vous",
        "/zones-blanches",
        "/comparer",
    ]


def test_the_sources_page_says_nothing_of_the_machine(options):
    said = words(sources_layout(options)).split()
    assert [word for word in said if word.strip("().,") in ("None", "nan", "<NA>", "NaT")] == []


def test_the_sources_page_lists_every_document_claim_and_experience(options, atlas):
    tables = [list(elements(p, "Tr")) for p in elements(sources_layout(options), "Tbody")]
    catalogue = atlas.catalogue
    assert [len(rows) for rows in tables] == [len(catalogue.sources), len(catalogue.claims)]
    text = words(sources_layout(options))
    assert [name for name in catalogue.experiences["name"] if name not in text] == []


def test_the_default_layout_is_that_of_the_default_selection(options):
    assert written(map_layout(options)) == written(map_layout(options, **MapSelection().to_query()))


# Zones blanches.


@pytest.mark.parametrize(
    ("query", "identifier", "prop", "value"),
    [
        ({"theme": ["sante", "mobilite"]}, "coverage-theme", "value", ["mobilite", "sante"]),
        ({"public": "seniors"}, "coverage-public", "value", ["seniors"]),
        ({"rayon": "20"}, "coverage-rayon", "value", "20"),
        ({"niveau": "epci"}, "coverage-niveau", "value", "epci"),
        ({"indicateur": "acces"}, "coverage-indicateur", "value", "acces"),
        ({"besoin": "part-menages-voiture"}, "coverage-besoin", "value", "part-menages-voiture"),
        ({"fragile": "oui"}, "coverage-fragile", "checked", True),
        ({"annee": "2019"}, "coverage-annee", "value", "2019"),
        ({"source": "catalogue"}, "coverage-source", "value", ["catalogue"]),
        ({"elargi": "oui"}, "coverage-elargi", "checked", True),
        ({"lieux": "7"}, "coverage-lieux", "value", "7"),
        ({"service": "itinerant"}, "coverage-service", "value", "itinerant"),
        ({"vue": "carte"}, "coverage-vue", "value", "carte"),
        ({}, "coverage-niveau", "value", "communes"),
        ({}, "coverage-rayon", "value", "10"),
        ({}, "coverage-annee", "value", "aujourdhui"),
        ({}, "coverage-lieux", "value", "3"),
        ({}, "coverage-elargi", "checked", False),
    ],
)
def test_a_control_of_gaps_is_already_set_to_the_address(options, query, identifier, prop, value):
    assert control(gaps_layout(options, **query), identifier)[prop] == value


def test_gaps_are_crossed_with_need_where_one_is_known(options):
    usual = choices_of(COVERAGE) - {"besoin"}
    assert usual >= {
        "5", "10", "20", "30", "epci", "communes", "departements", "couverture", "acces", "fixe",
        "itinerant",
    }  # fmt: skip
    without, crossed = gaps_layout(replace(options, need_codes=())), gaps_layout(options)
    assert offered(without) >= usual
    assert offered(crossed) - offered(without) >= {"besoin"}
    choices = control(gaps_layout(options), "coverage-besoin")["data"]
    assert [choice["value"] for choice in choices] == [
        "densite-population",
        "population-municipale",
    ]


def test_the_first_need_known_stands_for_the_usual_one_until_that_is_imported(options):
    def shown(page_data):
        layout = gaps_layout(page_data)
        usual = [props for props in elements(layout, "Div") if props.get("data-usual")]
        return control(layout, "coverage-besoin")["value"], [p["data-usual"] for p in usual]

    assert shown(options) == ("densite-population", ["densite-population"])
    imported = replace(options, need_codes=("taux-pauvrete", *options.need_codes))
    assert shown(imported) == ("taux-pauvrete", [])


def test_the_control_of_needs_is_there_but_hidden_where_none_is_known(options):
    def hidden(layout):
        return [
            props
            for props in elements(layout, "Div")
            if props.get("hidden") and "coverage-besoin" in identifiers(props["children"])
        ]

    assert len(hidden(gaps_layout(replace(options, need_codes=())))) == 1
    assert hidden(gaps_layout(options)) == []


def test_years_of_gaps_go_back_from_today(options, catalogue_counts):
    values = [c["value"] for c in control(gaps_layout(options), "coverage-annee")["data"]]
    last = catalogue_counts.last_year
    assert values == ["aujourdhui", *(str(year) for year in range(last, 2011, -1))]


def test_the_first_answers_of_gaps_are_asked_for_the_address(options):
    layout = gaps_layout(options, theme="sante", page="2", inconnu="x", optimum="oui")
    query = {"theme": ["sante"], "optimum": ["oui"], "page": ["2"]}
    assert control(layout, ids.COVERAGE_SELECTION)["data"] == query
    asked = control(layout, ids.COVERAGE_REQUEST)["data"]
    assert asked == {"query": query, "parts": ["answer", "table", "all"]}


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ({"onglet": "communes-large"}, ["answer", "table", "all"]),
        ({"onglet": "ou-ouvrir"}, ["answer", "table", "places", "all"]),
        ({"vue": "integree"}, ["answer", "table", "places", "equity", "all"]),
    ],
)
def test_what_closed_tabs_of_gaps_tell_is_not_asked_for(options, query, parts):
    layout = gaps_layout(options, **query)
    assert control(layout, ids.COVERAGE_REQUEST)["data"]["parts"] == parts


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ({}, ["standing", "synthesis"]),
        ({"onglet": "temps"}, ["standing", "time", "changes"]),
        ({"onglet": "cartes"}, ["standing", "sides"]),
        # On a narrow screen the second view shows the maps, whichever tab is opened.
        ({"vue": "carte"}, ["standing", "synthesis", "sides"]),
    ],
)
def test_what_closed_tabs_of_a_comparison_tell_is_not_asked_for(options, query, parts):
    layout = comparison_layout(options, **query)
    assert control(layout, ids.COMPARISON_REQUEST)["data"]["parts"] == parts


def test_nothing_may_be_stopped_before_it_is_started(options):
    assert control(gaps_layout(options), ids.COVERAGE_CANCEL)["hidden"] is True


def test_the_default_page_of_gaps_is_that_of_the_default_selection(options):
    assert written(gaps_layout(options)) == written(
        gaps_layout(options, **CoverageSelection().to_query())
    )


# In the page of another site.

EMBEDDABLE = pytest.mark.parametrize("page", SELECTION_PAGES, ids=TITLE)


AROUND = {None, "Pages", "Dans cette page"}
"""What names the parts that surround a page; themes and tabs are of its content."""


def framed_parts(layout):
    """What a page has of what surrounds its content: kinds of elements, and its panel."""
    kinds = [
        kind
        for kind in ("Header", "Nav", "Footer")
        if any(props.get("aria-label") in AROUND for props in elements(layout, kind))
    ]
    panels = [
        props["className"]
        for props in elements(layout, "Details")
        if "embed-panel" in props.get("className", "")
    ]
    return kinds, panels


@EMBEDDABLE
def test_a_whole_page_has_its_surroundings_and_offers_to_be_embedded(page, options):
    layout = LAYOUTS[page](options, vue="carte")
    kinds, panels = framed_parts(layout)
    assert kinds == ["Header", "Nav", "Footer"]
    assert len(panels) == 1
    assert "montrer cette vue" in words(layout)
    assert [props for props in elements(layout, "A") if props.get("target")] == []
    (current,) = (props for props in elements(layout, "A") if props.get("aria-current") == "page")
    assert current["href"] == page.path


@EMBEDDABLE
def test_an_embedded_page_has_its_content_and_nothing_around_it(page, options):
    layout = LAYOUTS[page](options, theme="sante", vue="integree")
    assert framed_parts(layout) == ([], [])
    whole = LAYOUTS[page](options, theme="sante")
    kept = {props["id"] for props in elements(layout) if "id" in props}
    gone = identifiers(whole) - kept
    assert gone == identifiers(embed_panel("'self'"))
    assert kept - identifiers(whole) == {ids.WHOLE_PAGE}
    assert len(list(elements(layout, "H1"))) == 1
    assert control(layout, ids.WHOLE_PAGE) == {
        "children": "Ouvrir la page complète",
        "id": ids.WHOLE_PAGE,
        "href": f"{page.path}?theme=sante",
        "target": "_blank",
        "rel": "noopener",
    }
    assert "Carte de la solidarité en Rhône-Alpes . Sources\u00a0: IGN, INSEE, DILA" in words(
        layout
    )


def test_an_embedded_map_puts_no_questions(options):
    lists = [
        [props.get("className") for props in elements(map_layout(options, vue=view), "Ul")]
        for view in ("liste", "integree")
    ]
    assert ["questions" in classes for classes in lists] == [True, False]


@pytest.mark.parametrize("layout", [map_layout, nearby_layout, gaps_layout])
def test_the_map_comes_before_the_answers_in_an_embedded_page(layout, options):
    places = [
        [name for name in written_ids(layout(options, vue="integree")) if name in pair]
        for pair in (
            (ids.MAP, ids.LISTING),
            (ids.NEARBY_MAP, ids.NEARBY_RESULTS),
            (ids.COVERAGE_MAP, ids.COVERAGE_LISTING),
        )
    ]
    (order,) = (found for found in places if found)
    assert order[0] in {ids.MAP, ids.NEARBY_MAP, ids.COVERAGE_MAP}
    assert len(order) == 2


def written_ids(layout):
    return [props["id"] for props in elements(layout) if "id" in props]


@pytest.mark.parametrize("script", PAGE_SCRIPTS, ids=lambda script: script.subject)
def test_the_embedded_view_stays_in_the_address(script, options):
    layout = LAYOUTS[script.page](options, vue="integree", theme="sante")
    assert control(layout, script.selection_store)["data"] == {
        "theme": ["sante"],
        "vue": ["integree"],
    }


@pytest.mark.parametrize(
    ("query", "identifier", "prop", "value"),
    [
        ({"annee": "2020"}, "comparison-annee", "value", 2020),
        ({"entre": "2015-2021"}, "comparison-entre", "value", [2015, 2021]),
        ({"cartes": "annees"}, "comparison-cartes", "value", "annees"),
        ({"indicateur": "nombre"}, "comparison-indicateur", "value", "nombre"),
        ({"compte": "implantees"}, "comparison-compte", "value", "implantees"),
        ({"elargi": "oui"}, "comparison-elargi", "checked", True),
        ({"theme": "sante"}, "comparison-theme", "value", ["sante"]),
        ({"vue": "carte"}, "comparison-vue", "value", "carte"),
    ],
)
def test_a_control_of_comparisons_is_already_set_to_the_address(
    options, query, identifier, prop, value
):
    assert control(comparison_layout(options, **query), identifier)[prop] == value


def test_comparisons_go_from_the_first_year_to_the_last_and_the_year_after_is_none(
    options, catalogue_counts
):
    page, last = comparison_layout(options), catalogue_counts.last_year
    assert control(page, "comparison-entre")["value"] == [2012, last]
    assert control(page, "comparison-annee")["value"] == last + 1


def test_a_source_of_two_editions_is_one_choice_and_choices_differ(options):
    catalogue = options.datasets[0]
    list_of = replace(catalogue, code="asso", title="Liste", edition="2023-05-01")
    datasets = (catalogue, list_of, replace(list_of, edition="2024-05-01"))
    page = gaps_layout(replace(options, datasets=datasets))
    [control] = [one for one in elements(page, "MultiSelect") if one.get("id") == "coverage-source"]
    assert [one["value"] for one in control["data"]] == [catalogue.code, "asso"]
