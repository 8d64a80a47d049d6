"""The answers of « Comparer » as the page's script asks for them."""

import pytest

from dashboard.analysis.comparison.compare import compare
from dashboard.components.shared import ids
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.filters import Filters
from dashboard.figures.interactive.region_map import CHOSEN, TERRITORIES
from tests.helpers.asking import ask, filled
from tests.helpers.component_tree import elements, words

BOURG, VALENCE, CUT = "200071751", "200068781", "200035723"
TWO = [BOURG, VALENCE]
PAGE = "..comparison-carte-a.figure...comparison-carte-b.figure...comparison-answer.data.."
TABS = ("standing", "synthesis", "themes", "publics", "time", "changes", "written", "downloads")
"""What is told beside the maps."""
PARTS = {
    ids.COMPARISON_CHOSEN, ids.COMPARISON_KEY, ids.COMPARISON_DEVIATIONS, ids.COMPARISON_BY_THEME,
    ids.COMPARISON_BY_PUBLIC, ids.COMPARISON_BY_YEAR, ids.COMPARISON_CHANGES, ids.COMPARISON_PARTNERS,
    ids.COMPARISON_FIGURES, ids.COMPARISON_CLAIMS, ids.COMPARISON_DOWNLOADS, ids.COMPARISON_FACTS,
}  # fmt: skip

STANDING = {ids.COMPARISON_VERDICT, ids.COMPARISON_GRID}
"""What is told of territories alone."""


def draw(client, *parts, **query):
    request = ("comparison-request", "data", {"query": query, "parts": parts})
    answer = ask(client, PAGE, request)
    assert answer.status_code == 200
    return filled(answer.json["response"])


def beside(answer):
    """What is told beside the maps, on which nothing changes."""
    assert answer.pop("changes") == {}
    return answer


def traces(side):
    return side["figure"]["data"]


@pytest.mark.parametrize("territories", [[], [BOURG], TWO, ["D01", "D73"], ["01053", "38185"]])
def test_every_part_of_the_page_is_answered_whatever_is_compared(client, territories):
    answer = beside(draw(client, *TABS, territoire=territories))
    assert set(answer) == {*PARTS, *STANDING, ids.COMPARISON_COUNT}
    for part in PARTS:
        assert words(answer[part]["children"]).strip(), part
    for part in STANDING:
        assert bool(words(answer[part]["children"])) is bool(territories), part


def test_what_began_alone_is_answered_where_only_its_years_changed(client):
    answer = beside(draw(client, "changes", territoire=TWO, entre=["2018-2021"]))
    assert set(answer) == {ids.COMPARISON_CHANGES}
    assert "Nouvelles entre 2018 et 2021 (3)" in words(answer[ids.COMPARISON_CHANGES]["children"])


@pytest.mark.parametrize(
    ("part", "places"),
    [
        ("standing", {ids.COMPARISON_CHOSEN, ids.COMPARISON_VERDICT}),
        ("themes", {ids.COMPARISON_BY_THEME}),
        ("written", {ids.COMPARISON_PARTNERS, ids.COMPARISON_FIGURES, ids.COMPARISON_CLAIMS}),
    ],
)
def test_a_tab_is_answered_alone(client, part, places):
    answer = beside(draw(client, part, territoire=TWO))
    assert set(answer) == {*places, ids.COMPARISON_COUNT}


def test_the_key_figures_are_those_compared_each_with_its_passport(client, snapshot):
    answer = draw(client, "synthesis", territoire=TWO, theme=["alimentation"])
    found = compare(
        snapshot,
        ComparisonSelection(filters=Filters(themes=("alimentation",)), territories=tuple(TWO)),
    )
    numbers = [one.ranks["nombre"].value for one in found.territories]
    links = [
        (link["href"], words(link["children"]))
        for link in elements(answer[ids.COMPARISON_KEY]["children"], "A")
    ]
    for code, number in zip(TWO, numbers, strict=True):
        assert (f"/fiche/{code}/chiffre/nombre?theme=alimentation", f"{number:.0f}") in links


def test_two_territories_are_drawn_by_commune_at_one_scale_with_the_same_classes(client):
    answer = draw(client, "sides", territoire=TWO)
    left, right = answer["comparison-carte-a"], answer["comparison-carte-b"]
    shown = [traces(side)[TERRITORIES] for side in (left, right)]
    assert [len(one["locations"]) for one in shown] == [2738, 2738]
    assert shown[0]["colorscale"] == shown[1]["colorscale"]
    assert shown[0]["z"] == shown[1]["z"]
    assert [traces(side)[CHOSEN]["locations"] for side in (left, right)] == [[BOURG], [VALENCE]]
    layouts = [side["figure"]["layout"]["map"] for side in (left, right)]
    assert layouts[0]["zoom"] == layouts[1]["zoom"]
    assert layouts[0]["center"] != layouts[1]["center"]
    assert words(answer["comparison-titre-b"]["children"]) == "CA Valence Romans Agglo"
    assert words(answer["comparison-phrase-a"]["children"]).startswith(
        "CA du Bassin de Bourg-en-Bresse : 74\u00a0communes sur 74 avec au moins une initiative"
    )


def test_two_years_of_a_territory_have_the_same_classes_and_their_own_values(client):
    answer = draw(client, "sides", territoire=[VALENCE], cartes=["annees"], entre=["2012-2025"])
    left, right = (
        traces(answer[side])[TERRITORIES] for side in ("comparison-carte-a", "comparison-carte-b")
    )
    assert (left["colorscale"], left["zmax"]) == (right["colorscale"], right["zmax"])
    assert left["z"] != right["z"]
    assert words(answer["comparison-titre-a"]["children"]) == "CA Valence Romans Agglo, 2012"
    rows = list(elements(answer[ids.COMPARISON_MAP_TABLE]["children"], "Tr"))
    assert len(rows) == 1 + 54


def test_a_filter_changes_the_values_of_both_maps_and_nothing_else_of_them(client):
    answer = draw(client, "values", territoire=TWO, theme=["sante"])
    told = answer["changes"]
    assert list(told) == ["comparison-carte-a", "comparison-carte-b"]
    assert [set(change) for change in told.values()] == [{"territories", "updates"}] * 2
    assert not set(answer) & set(told)


def test_nothing_chosen_shows_the_region_by_epci_in_two_years(client, catalogue_counts):
    answer = draw(client, "sides")
    assert len(traces(answer["comparison-carte-a"])[TERRITORIES]["locations"]) == 126
    titles = [
        words(answer[side]["children"]) for side in ("comparison-titre-a", "comparison-titre-b")
    ]
    assert titles == [f"Région Rhône-Alpes, {year}" for year in (2012, catalogue_counts.last_year)]


def test_nothing_chosen_shows_the_means_and_comparisons_to_start_from(client, catalogue_counts):
    answer = draw(client, "standing", "synthesis")
    key = words(answer[ids.COMPARISON_KEY]["children"])
    assert "Moyenne régionale des intercommunalités" in key
    percent = f"{100 * catalogue_counts.served_share:.1f}".replace(".", ",")
    assert f"Part des habitants desservis {percent}\u202f%" in key
    links = list(elements(answer[ids.COMPARISON_CHOSEN]["children"], "A"))
    assert words(links[1]["children"]) == "Départements : Rhône, Isère et Haute-Savoie"
    assert links[1]["href"] == "/comparer?territoire=D69&territoire=D38&territoire=D74"


def test_maps_of_two_years_tell_the_years_and_whose_first_year_is_unknown(client):
    query = {"territoire": [BOURG], "cartes": ["annees"], "entre": ["2015-2023"]}
    answer = draw(client, "sides", **query)
    assert words(answer["comparison-filtres-cartes"]["children"]) == (
        "Thèmes : tous · Publics : tous · Actives en 2015, puis en 2023 · "
        "Initiatives recensées (implantées ou desservant)"
    )
    undated = "11 initiatives restent comptées, dont la première année est inconnue."
    for side in ("comparison-phrase-a", "comparison-phrase-b"):
        assert words(answer[side]["children"]).replace("\u00a0", " ").endswith(undated)
    told = draw(client, "sides", territoire=[BOURG])["comparison-phrase-a"]["children"]
    assert "inconnue" not in told


def choices(answer, place):
    """What a map offers, and what is chosen of it."""
    options = list(elements(answer[place]["children"], "Option"))
    shown = [words(one["children"]) for one in options if "selected" in one]
    return [words(one["children"]) for one in options], shown


def test_each_map_offers_those_compared_and_the_region_and_shows_the_one_chosen(client):
    answer = draw(client, "sides", territoire=TWO, gauche=[VALENCE], droite=["R82"])
    offered, left = choices(answer, ids.COMPARISON_LEFT_CHOICE)
    names = ["CA du Bassin de Bourg-en-Bresse", "CA Valence Romans Agglo", "Région Rhône-Alpes"]
    assert offered == names
    assert left == [names[1]]
    assert choices(answer, ids.COMPARISON_RIGHT_CHOICE) == (names, [names[2]])
    assert words(answer["comparison-titre-a"]["children"]) == names[1]


def test_two_years_have_one_list_and_the_region_alone_none(client):
    years = draw(client, "sides", territoire=TWO, cartes=["annees"])
    assert len(choices(years, ids.COMPARISON_LEFT_CHOICE)[0]) == 3
    assert not years[ids.COMPARISON_RIGHT_CHOICE]["children"]
    nobody = draw(client, "sides")
    assert not nobody[ids.COMPARISON_LEFT_CHOICE]["children"]
