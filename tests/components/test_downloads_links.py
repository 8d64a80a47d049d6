"""The links to files: what each line offers, and what each link is called."""

from urllib.parse import parse_qs, urlsplit

from comparison_values import BASSIN, CIMES, NO_COMPARISON, comparison
from component_tree import elements, words

from dashboard.components.comparison_downloads import comparison_downloads, maps_downloads
from dashboard.components.downloads import (
    LIST_FORMATS,
    PICTURE_FORMATS,
    TABLE_FORMATS,
    download_links,
)
from dashboard.domain.comparison import ComparisonSelection


def links(tree):
    return {link["aria-label"]: link["href"] for link in elements(tree, "A")}


def test_a_line_says_the_thing_then_its_formats():
    line = download_links("Tout ce tableau", TABLE_FORMATS, lambda extension: f"/t.{extension}")
    assert words(line) == "Tout ce tableau :  CSV  ·  Excel (XLSX)  ·  GeoJSON  ·  GeoPackage"
    assert (
        words(download_links("Carte", PICTURE_FORMATS, str)) == "Carte :  image PNG  ·  image SVG"
    )


def test_each_link_is_called_by_what_it_does_and_holds_its_visible_words():
    line = download_links("Cette liste", LIST_FORMATS, lambda extension: f"/t.{extension}")
    assert links(line) == {
        "Télécharger en CSV": "/t.csv",
        "Télécharger en Excel (XLSX)": "/t.xlsx",
    }
    for link in elements(line, "A"):
        assert words(link["children"]) in link["aria-label"]
        assert link["download"] == ""


SELECTION = ComparisonSelection(territories=(BASSIN, CIMES), themes=("sante",))


def test_a_comparison_is_offered_whole_as_territories_and_as_sheets():
    found = links(comparison_downloads(comparison(), SELECTION))
    for extension, name in (
        ("csv", "CSV"),
        ("xlsx", "Excel (XLSX)"),
        ("geojson", "GeoJSON"),
        ("gpkg", "GeoPackage"),
    ):
        address = urlsplit(found[f"Télécharger en {name}"])
        assert address.path == f"/telecharger/comparer.{extension}"
        assert parse_qs(address.query) == {"territoire": [BASSIN, CIMES], "theme": ["sante"]}
    assert found["Fiche en PDF : CA du Bassin"] == f"/fiche/{BASSIN}.pdf?theme=sante"
    assert found["Fiche en PDF : CC des Cimes"] == f"/fiche/{CIMES}.pdf?theme=sante"


def test_the_two_maps_are_offered_as_one_picture():
    found = links(maps_downloads(SELECTION))
    assert [urlsplit(href).path for href in found.values()] == [
        "/telecharger/comparer-cartes.png",
        "/telecharger/comparer-cartes.svg",
    ]


def test_without_a_territory_a_sentence_says_what_to_do():
    shown = comparison_downloads(NO_COMPARISON, ComparisonSelection())
    assert words(shown) == "Choisissez un territoire pour emporter la comparaison."
    assert links(shown) == {}
