import pytest

from dashboard.analysis.kernel.results import DateSpan, RegionTotals, TableRow
from dashboard.components.map.table import territories_table
from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import Indicator
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection, NameColumn
from dashboard.domain.selections.order import SortOrder
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.indicators import usual

ROWS = [
    TableRow(
        "200071751", "CA de Bourg", 134_000, usual(3, 0.2239, 0.5), ValueState.VALUE, cautious=False
    ),
    TableRow(
        "240700302",
        "CC Coupée",
        480,
        usual(1, 20.8333, 1.0),
        ValueState.LOW_POPULATION,
        cautious=True,
    ),
    TableRow("242600252", "CC Vide", 0, usual(1, None, None), ValueState.MISSING, cautious=False),
    TableRow("244200770", "CC Rien", 9000, usual(0, 0.0, 0.0), ValueState.ZERO, cautious=False),
]
TOTALS = RegionTotals(
    values=usual(4, 0.2785, 0.4931),
    sure_share=0.4931,
    population=143_480,
    unknown_first_year=0,
    dates=DateSpan(2015, 2025, 0),
    ended=0,
    unsure=0,
    unnamed=0,
    territories_with=3,
)


def table(selection=MapSelection(), size=4):  # noqa: B008 - frozen
    caption = "Ce que dit le tableau"
    return tree(
        territories_table(
            ROWS, TOTALS, selection=selection, size=size, caption=caption, region="Rhône-Alpes"
        )
    )


def cells(row):
    return [words(child) for child in row["children"]]


def links(tree):
    return {name(props): props["href"] for props in elements(tree, "A")}


def name(link):
    """What a link is called by those who hear it."""
    return link.get("aria-label") or words(link["children"])


def test_the_table_says_what_it_holds_in_its_caption():
    assert [words(p["children"]) for p in elements(table(), "Caption")] == ["Ce que dit le tableau"]


def test_columns_and_rows_are_headed():
    scopes = [props["scope"] for props in elements(table(), "Th")]
    assert scopes == ["col"] * 5 + ["row"] * 5


def test_values_are_written_as_french_readers_do_and_never_as_none():
    assert [cells(row) for row in elements(table(), "Tr")][1:] == [
        ["CA de Bourg", "134\u202f000", "3", "0,22", "50,0\u202f%"],
        ["CC Coupée", "480", "1", "20,83  effectif faible", "100,0\u202f%"],
        ["CC Vide", "0", "1", "non renseigné", "non renseigné"],
        ["CC Rien", "9\u202f000", "0 recensé", "0,00", "0,0\u202f%"],
        ["Région Rhône-Alpes", "143\u202f480", "4", "0,28", "49,3\u202f%"],
    ]


@pytest.mark.parametrize("state", [ValueState.VALUE, ValueState.LOW_POPULATION])
def test_a_doubtful_rate_says_so_whichever_indicator_is_shown(state):
    row = TableRow("240700302", "CC Coupée", 480, usual(1, 0.004, 1.0), state, cautious=True)
    shown = tree(
        territories_table(
            [row], TOTALS, selection=MapSelection(), size=1, caption="", region="Rhône-Alpes"
        )
    )
    assert cells(list(elements(shown, "Tr"))[1])[3] == "<\u202f0,01  effectif faible"


@pytest.mark.parametrize(
    ("selection", "orders"),
    [
        (MapSelection(), ["none", "none", "none", "descending", "none"]),
        (MapSelection(indicator=Indicator.NUMBER), ["none", "none", "descending", "none", "none"]),
        (
            MapSelection(order=SortOrder(NameColumn.NAME, descending=False)),
            ["ascending", "none", "none", "none", "none"],
        ),
    ],
)
def test_the_sorted_column_says_so(selection, orders):
    heads = list(elements(table(selection), "Th"))[:5]
    assert [head["aria-sort"] for head in heads] == orders


def test_a_head_sorts_by_its_column_and_turns_the_one_that_is_sorted():
    shown = links(table(MapSelection(order=SortOrder(Indicator.RATE), page=2), size=80))
    assert shown["Initiatives pour 10\u202f000 habitants ▼"] == "/?tri=taux"
    assert shown["Habitants dans la région ↕"] == "/?tri=-habitants"
    assert shown["Intercommunalité ↕"] == "/?tri=nom"


def test_a_row_leads_to_its_territory_and_keeps_the_filters():
    shown = links(table(MapSelection(filters=Filters(themes=("sante",)), record="bus")))
    assert shown["CA de Bourg"] == "/?theme=sante&territoire=200071751"


def test_the_chosen_row_is_marked():
    marked = [
        cells(row)[0]
        for row in elements(table(MapSelection(territory="242600252")), "Tr")
        if row.get("className") == "chosen"
    ]
    assert marked == ["CC Vide"]


@pytest.mark.parametrize(
    ("page", "size", "said", "leads"),
    [
        (1, 50, "Page 1 sur 1", []),
        (1, 51, "Page 1 sur 2 Page suivante", ["/?page=2#tableau-section"]),
        (
            2,
            126,
            "Page précédente Page 2 sur 3 Page suivante",
            ["/#tableau-section", "/?page=3#tableau-section"],
        ),
        (9, 126, "Page précédente Page 3 sur 3", ["/?page=2#tableau-section"]),
        (1, 0, "Page 1 sur 1", []),
    ],
)  # fmt: skip
def test_pages_hold_fifty_rows_and_one_past_the_end_is_the_last(page, size, said, leads):
    (pager,) = elements(table(MapSelection(page=page), size=size), "Nav")
    assert words(pager["children"]) == said
    assert [props["href"] for props in elements(pager, "A")] == leads


FORMATS = {
    "CSV": "csv",
    "Excel (XLSX)": "xlsx",
    "GeoJSON": "geojson",
    "GeoPackage": "gpkg",
    "image PNG": "png",
    "image SVG": "svg",
}


def test_downloads_take_the_filters_and_pictures_the_territory_but_neither_page_nor_record():
    selection = MapSelection(
        filters=Filters(themes=("sante",)), page=2, territory="01053", record="bus"
    )
    shown = links(table(selection, size=80))
    for name, extension in FORMATS.items():
        chosen = "&territoire=01053" if name.startswith("image") else ""
        assert shown[f"Télécharger en {name}"] == (
            f"/telecharger/carte.{extension}?theme=sante{chosen}"
        )
    assert shown["Télécharger les initiatives en CSV"] == (
        "/telecharger/initiatives.csv?theme=sante&territoire=01053"
    )


def test_a_name_is_written_as_text_never_as_markup():
    row = TableRow(
        "01053", "<b>Bourg</b> & Cie", 1, usual(0, 0.0, 0.0), ValueState.ZERO, cautious=False
    )
    written = territories_table(
        [row], TOTALS, selection=MapSelection(), size=1, caption="", region="Rhône-Alpes"
    )
    assert "&lt;b&gt;Bourg&lt;/b&gt; &amp; Cie</a>" in written
