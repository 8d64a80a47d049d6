"""The words around the answer of a sheet: its map, its legend."""

from dashboard.components.coverage.report_wording import (
    communes_caption,
    map_words,
    nearest_title,
    place_date,
    report_marks,
)
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.territory import Level
from tests.helpers.gap_lines import answer_of, near, nearest_to, tally

EVERYTHING = CoverageSelection()
REGION = answer_of(level=None, totals=tally(code="R82", name="Région Rhône-Alpes"))
ONE, TWO = (
    nearest_to("Le Cheylard", near()),
    nearest_to("Lamastre", near(), near(), concerned=False),
)


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def marks(answer, counts, nearest, *, places=True):
    found = report_marks(answer, EVERYTHING, counts, nearest=nearest, places=places)
    return [(plain(mark.text), mark.kind) for mark in found]


def test_the_map_is_told_with_its_communes_by_state():
    assert plain(map_words(answer_of(), [0, 10, 1, 0, 2], numbered=3)) == (
        "Carte de la CC du Pays de Lamastre et de ses alentours : 10 communes proches d’un lieu, 1 commune "
        "loin de tout lieu et 2 communes à la limite de la région. Les numéros renvoient au tableau des "
        "lieux les plus proches."
    )


def test_a_map_without_colours_or_numbers_says_what_it_has():
    assert plain(map_words(REGION, [], numbered=0)) == (
        "Carte de la région Rhône-Alpes, avec les lieux recensés."
    )


def test_the_legend_lists_what_is_on_the_map_and_nothing_else():
    assert marks(answer_of(), [0, 10, 0, 0, 2, 0, 0], TWO) == [
        ("proche d’un lieu, à 10 km au plus de la mairie (10)", "class"),
        ("à la limite de la région : services possibles au-delà (2)", "low_population"),
        ("lieu existant, recensé pour ces choix", "dot"),
        ("1 à 2 : les plus proches, au tableau", "dot"),
        ("territoire choisi", "outline"),
        ("communes alentour", "class"),
        ("hors périmètre", "outside"),
    ]
    assert [text for text, _ in marks(REGION, [], nearest_to("Lyon"), places=False)] == [
        "hors périmètre"
    ]
    assert ("1 : le plus proche, au tableau", "dot") in marks(REGION, [], ONE)


def test_the_nearest_places_are_named_by_whose_they_are():
    assert nearest_title(ONE) == (
        "le lieu existant le plus proche du Cheylard, la commune en zone blanche la plus peuplée"
    )
    assert nearest_title(TWO) == "les lieux existants les plus proches de Lamastre"


def test_a_place_without_a_date_says_so():
    assert place_date(near(dated="")) == "date inconnue"
    assert place_date(near()) == "14 février 2023"


def test_the_table_of_a_commune_is_that_of_its_epci():
    commune = answer_of(level=Level.COMMUNE, totals=tally(name="Le Cheylard"))
    assert plain(communes_caption(commune, 11, all_communes=True)) == (
        "11 communes de l’intercommunalité du Cheylard, celles en zone blanche d’abord"
    )
