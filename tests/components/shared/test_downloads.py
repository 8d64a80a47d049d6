"""The links to files: what each line offers, and what each link is called."""

from urllib.parse import parse_qs, urlsplit

from dashboard.components.comparison.downloads import comparison_downloads, maps_downloads
from dashboard.components.shared.downloads import files
from dashboard.components.shared.templates import environment
from dashboard.domain.file_formats import LIST, PICTURE, TABLE, formats_of
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.filters import Filters
from tests.helpers.comparison_values import BASSIN, CIMES, NO_COMPARISON, comparison
from tests.helpers.component_tree import elements, tree, words


def links(written):
    return {link["aria-label"]: link["href"] for link in elements(tree(written), "A")}


def download_links(lead, formats, address_of):
    macros = environment().get_template("shared/macros.html.j2").module
    return macros.downloads(lead, files(formats, address_of))


def as_file(extension):
    return f"/t.{extension}?theme=sante"


def test_a_line_says_the_thing_then_its_formats():
    line = tree(download_links("Tout ce tableau", formats_of(*TABLE), as_file))
    assert (
        words(line) == "Tout ce tableau :  CSV  ·  Excel (XLSX)  ·  ODS  ·  GeoJSON  ·  GeoPackage"
    )
    line = tree(download_links("Carte", formats_of(*PICTURE), as_file))
    assert words(line) == "Carte :  image PNG  ·  image SVG"


def test_each_link_is_called_by_what_it_does_and_holds_its_visible_words():
    line = download_links("Cette liste", formats_of(*LIST), as_file)
    assert links(line) == {
        "Télécharger en CSV": "/t.csv?theme=sante",
        "Télécharger en Excel (XLSX)": "/t.xlsx?theme=sante",
        "Télécharger en ODS": "/t.ods?theme=sante",
    }
    for link in elements(tree(line), "A"):
        assert words(link["children"]) in link["aria-label"]
        assert link["download"] == ""


SELECTION = ComparisonSelection(filters=Filters(themes=("sante",)), territories=(BASSIN, CIMES))


def test_a_comparison_is_offered_whole_as_territories_and_as_sheets():
    found = links(comparison_downloads(comparison(), SELECTION))
    for extension, name in (
        ("csv", "CSV"),
        ("xlsx", "Excel (XLSX)"),
        ("ods", "ODS"),
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
    line = comparison_downloads(NO_COMPARISON, ComparisonSelection())
    assert words(tree(line)) == "Choisissez un territoire pour emporter la comparaison."
    assert links(line) == {}


def test_what_a_reader_typed_stays_in_its_place_and_is_never_markup():
    def hostile(extension):
        return f'/t.{extension}?lieu={{extension}}&x="><b>'

    written = download_links("Cette liste", formats_of(*LIST), hostile)
    assert "<b>" not in written
    assert links(written) == {
        "Télécharger en CSV": '/t.csv?lieu={extension}&x="><b>',
        "Télécharger en Excel (XLSX)": '/t.xlsx?lieu={extension}&x="><b>',
        "Télécharger en ODS": '/t.ods?lieu={extension}&x="><b>',
    }
