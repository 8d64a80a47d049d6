"""The links to files: what each line offers, and what each link is called."""

from urllib.parse import parse_qs, urlsplit

from dashboard.components.comparison.downloads import comparison_downloads, maps_downloads
from dashboard.components.shared.downloads import files
from dashboard.components.shared.templates import environment
from dashboard.domain.downloads import MAP_DOWNLOAD, NEARBY_DOWNLOAD
from dashboard.domain.file_formats import LIST, PICTURE, TABLE, formats_of
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.nearby import NearbySelection
from tests.helpers.comparison_values import BASSIN, CIMES, NO_COMPARISON, comparison
from tests.helpers.component_tree import elements, tree, words


def links(written):
    return {link["aria-label"]: link["href"] for link in elements(tree(written), "A")}


def download_links(lead, download, selection, *kinds):
    macros = environment().get_template("shared/macros.html.j2").module
    return macros.downloads(lead, files(download, selection, *kinds))


def test_a_line_says_the_thing_then_its_formats():
    line = tree(download_links("Tout ce tableau", MAP_DOWNLOAD, MapSelection(), *TABLE))
    assert words(line).startswith("Tout ce tableau :  CSV  ·  Excel (XLSX)  ·  ")
    assert (
        words(line)
        == f"Tout ce tableau :  {'  ·  '.join(kind.label for kind in formats_of(*TABLE))}"
    )
    line = tree(download_links("Carte", MAP_DOWNLOAD, MapSelection(), *PICTURE))
    assert words(line) == "Carte :  image PNG  ·  image SVG  ·  image PNG 16:9"


def test_each_link_is_called_by_what_it_does_and_holds_its_visible_words():
    line = download_links("Cette liste", NEARBY_DOWNLOAD, NearbySelection(typed="Vif"))
    assert links(line)["Télécharger en CSV"] == "/telecharger/pres-de-chez-vous.csv?lieu=Vif"
    assert links(line) == {
        f"Télécharger en {kind.label}": f"/telecharger/pres-de-chez-vous.{kind.extension}?lieu=Vif"
        for kind in formats_of(*LIST)
    }
    for link in elements(tree(line), "A"):
        assert words(link["children"]) in link["aria-label"]
        assert link["download"] == ""


SELECTION = ComparisonSelection(filters=Filters(themes=("sante",)), territories=(BASSIN, CIMES))


def test_a_comparison_is_offered_whole_as_territories_and_as_sheets():
    found = links(comparison_downloads(comparison(), SELECTION))
    for kind in formats_of(*TABLE):
        address = urlsplit(found[f"Télécharger en {kind.label}"])
        assert address.path == f"/telecharger/comparer.{kind.extension}"
        assert parse_qs(address.query) == {"territoire": [BASSIN, CIMES], "theme": ["sante"]}
    assert found["Fiche en PDF : CA du Bassin"] == f"/fiche/{BASSIN}.pdf?theme=sante"
    assert found["Fiche en PDF : CC des Cimes"] == f"/fiche/{CIMES}.pdf?theme=sante"


def test_the_two_maps_are_offered_as_one_picture():
    found = links(maps_downloads(SELECTION))
    assert [urlsplit(href).path for href in found.values()] == [
        "/telecharger/comparer-cartes.png",
        "/telecharger/comparer-cartes.svg",
        "/telecharger/comparer-cartes.png",
    ]


def test_a_picture_for_slides_is_asked_for_by_one_more_word():
    found = links(download_links("Carte", MAP_DOWNLOAD, MapSelection(), *PICTURE))
    assert found["Télécharger en image PNG 16:9"] == "/telecharger/carte.png?format=16-9"
    chosen = MapSelection(filters=Filters(themes=("sante",)), territory="D38")
    found = links(download_links("Carte", MAP_DOWNLOAD, chosen, *PICTURE))
    assert found["Télécharger en image PNG 16:9"] == (
        "/telecharger/carte.png?theme=sante&territoire=D38&format=16-9"
    )
    assert "format" not in found["Télécharger en image PNG"]


def test_without_a_territory_a_sentence_says_what_to_do():
    line = comparison_downloads(NO_COMPARISON, ComparisonSelection())
    assert words(tree(line)) == "Choisissez un territoire pour emporter la comparaison."
    assert links(line) == {}


def test_what_a_reader_typed_stays_in_its_place_and_is_never_markup():
    hostile = NearbySelection(typed='{extension}{part}"><b>')
    written = download_links("Cette liste", NEARBY_DOWNLOAD, hostile)
    assert "<b>" not in written
    assert list(links(written).values()) == [
        f"/telecharger/pres-de-chez-vous.{kind.extension}?lieu={{extension}}{{part}}%22%3E%3Cb%3E"
        for kind in formats_of(*LIST)
    ]
