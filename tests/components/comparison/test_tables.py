from dataclasses import replace

import pytest

from dashboard.analysis.comparison.results import FirstYears, Line, Share
from dashboard.components.comparison.breakdown import publics_table, themes_table
from dashboard.components.comparison.deviations import deviations_table
from dashboard.components.comparison.tables import (
    key_table,
    years_table,
)
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.filters import Filters
from tests.helpers.comparison_values import (
    AGGLOMERATIONS,
    BASSIN,
    CIMES,
    NO_COMPARISON,
    VILLAGES,
    alone,
    bassin,
    cimes,
    comparison,
    ranks,
    standing,
)
from tests.helpers.component_tree import elements, tree, words

SELECTION = ComparisonSelection(filters=Filters(themes=("sante",)), territories=(BASSIN, CIMES))
HOSTILE = '"><script>alert(1)</script><b>'
FILTERS = (
    "Thèmes : Santé et prévention · Publics : tous · Années : toutes · Initiatives recensées "
    "(implantées ou desservant)"
)
NOTHING = "Aucun territoire choisi : cherchez-en un, ou ajoutez-en un par son nom."
MEDIANS = [
    "Médiane : communautés d’agglomération de 100\u202f000 habitants et plus (7)",
    "Médiane : communautés de communes de moins de 15\u202f000 habitants (31, dont 24 pour les taux)",
]


def shown(parts):
    return tree(parts)


def rows(page, part="Tbody"):
    return [
        [words(cell["props"]["children"]) for cell in row["children"]]
        for body in elements(page, part)
        for row in elements(body, "Tr")
    ]


def links(page):
    return {link["href"]: words(link["children"]) for link in elements(page, "A")}


def caption(page):
    return words(next(elements(page, "Caption"))["children"])


@pytest.mark.parametrize(
    "table",
    [
        lambda one: deviations_table(one, SELECTION),
        lambda one: themes_table(one, SELECTION),
        lambda one: publics_table(one, SELECTION),
        years_table,
    ],
)
def test_no_territory_is_a_sentence_and_no_table(table):
    page = shown(table(NO_COMPARISON))
    assert words(page) == NOTHING
    assert not list(elements(page, "Table"))


# Key numbers.


def test_without_a_territory_the_regional_means_are_told():
    page = shown(key_table(NO_COMPARISON, SELECTION))
    assert caption(page).startswith("Moyenne régionale des intercommunalités. Thèmes : Santé")
    assert rows(page)[1] == ["Initiatives pour 10\u202f000 habitants", "1,50"]


def test_a_measure_tells_values_with_their_ranks_then_the_references():
    assert rows(shown(key_table(comparison(), SELECTION)))[1] == [
        "Initiatives pour 10\u202f000 habitants",
        "1,75 3e sur 119 strate : 1er sur 7",
        "25,00  effectif faible hors classement",
        "1,50",
        "1,12",
        "2,00",
    ]


def test_nothing_recorded_is_not_a_missing_value():
    told = ranks(BASSIN, AGGLOMERATIONS) | {
        Indicator.RATE: standing(Indicator.RATE, BASSIN, AGGLOMERATIONS, value=None)
    }
    found = rows(shown(key_table(comparison(territories=(bassin(ranks=told), cimes())), SELECTION)))
    assert found[1][1] == "non renseigné"
    assert found[2][2] == "0 recensé  effectif faible hors classement"


def test_columns_are_the_territories_the_region_and_a_median_per_stratum():
    page = shown(key_table(comparison(), SELECTION))
    heads = [words(head["children"]) for head in elements(next(elements(page, "Thead")), "Th")]
    assert heads == ["Mesure", "CA du Bassin", "CC des Cimes", "Moyenne régionale", *MEDIANS]
    assert all(head["scope"] == "col" for head in elements(next(elements(page, "Thead")), "Th"))


def test_every_key_number_leads_to_its_passport():
    found = links(shown(key_table(comparison(), SELECTION)))
    assert len(found) == len(COMPARED) * 5
    assert found[f"/fiche/{BASSIN}/chiffre/taux?theme=sante"] == "1,75"
    assert found[f"/fiche/{CIMES}/chiffre/part?theme=sante"] == "0 recensé"
    assert found[f"/fiche/{BASSIN}/chiffre/nombre?theme=sante&repere=region"] == "12,50"
    assert found[f"/fiche/{CIMES}/chiffre/taux?theme=sante&repere=strate"] == "2,00"


def test_the_caption_tells_the_filters_and_a_note_what_few_inhabitants_mean():
    page = shown(key_table(comparison(), SELECTION))
    assert caption(page).startswith("Chiffres clés, intercommunalités. ")
    assert caption(page).endswith(FILTERS)
    zeros, few = (words(note["children"]) for note in elements(page, "P"))
    assert zeros.startswith("« Hors classement » : où rien n’est recensé")
    assert few.startswith("« Effectif faible » : moins de 500 habitants")
    assert not list(elements(shown(key_table(alone(), SELECTION)), "P"))


# Distances.


def gap_rows(**facts):
    found = rows(shown(deviations_table(comparison(**facts), SELECTION)))
    assert found[4] == ["Initiatives pour 10\u202f000 habitants"]
    return found[5:8]


def bars(page):
    return [
        (span["className"], span["style"])
        for span in elements(page, "Span")
        if span.get("className", "").startswith(("gap-over", "gap-under"))
    ]


def test_a_gap_stands_beside_what_it_is_measured_from():
    assert gap_rows() == [
        ["Médiane de la strate", "+0,63 repère :  1,12", "+23,00 repère :  2,00"],
        ["Moyenne régionale", "+0,25 repère :  1,50", "+23,50 repère :  1,50"],
        ["Moyenne du département", "+1,00 repère :  0,75", "+1,00 repère :  24,00"],
    ]


def test_the_reference_leads_to_its_passport():
    found = links(shown(deviations_table(comparison(), SELECTION)))
    assert found[f"/fiche/{CIMES}/chiffre/taux?theme=sante&repere=departement"] == "24,00"


def test_bars_share_a_scale_that_few_inhabitants_do_not_stretch():
    page = shown(deviations_table(comparison(), SELECTION))
    rate = bars(page)[6:12]
    # The widest gap of « CA du Bassin » is 1.00: its bar takes the whole half.
    assert rate[4] == ("gap-over", "left:50.0%;width:50.0%")
    assert rate[2] == ("gap-over", "left:50.0%;width:12.5%")
    assert rate[1] == ("gap-over beyond", "left:50.0%;width:50.0%")


def test_less_than_the_reference_goes_left():
    share = bars(shown(deviations_table(comparison(), SELECTION)))[12:18]
    # 62.5 % less 80 % is −17.5 points, of 100 at most.
    assert share[0] == ("gap-under", "left:41.2%;width:8.8%")


def test_bars_are_hidden_from_screen_readers():
    page = shown(deviations_table(comparison(), SELECTION))
    tracks = [one for one in elements(page, "Span") if one.get("className") == "gap-track"]
    assert len(tracks) == 6 * len(COMPARED)
    assert {one["aria-hidden"] for one in tracks} == {"true"}


def test_a_reference_that_has_no_meaning_is_said_so_and_one_for_nobody_is_left_out():
    around = standing(Indicator.RATE, BASSIN, AGGLOMERATIONS)
    around = replace(around, references={**around.references, Reference.NEIGHBOURS: 1.25})
    told = ranks(BASSIN, AGGLOMERATIONS) | {Indicator.RATE: around}
    found = rows(
        shown(deviations_table(comparison(territories=(bassin(ranks=told), cimes())), SELECTION))
    )
    assert found[8] == ["Moyenne des voisins", "+0,50 repère :  1,25", "sans objet"]
    assert [row[0] for row in found].count("Moyenne des voisins") == 1


def test_an_unknown_value_has_no_gap():
    told = ranks(BASSIN, AGGLOMERATIONS) | {
        Indicator.RATE: standing(Indicator.RATE, BASSIN, AGGLOMERATIONS, value=None)
    }
    assert gap_rows(territories=(bassin(ranks=told), cimes()))[0][1] == (
        "non renseigné repère :  1,12"
    )


# Themes and publics.


def test_a_theme_tells_number_and_rate_then_the_mean_and_the_medians():
    assert rows(shown(themes_table(comparison(), SELECTION)))[0] == [
        "Alimentation",
        "8 0,58  pour 10\u202f000 habitants",
        "1 25,00  pour 10\u202f000 habitants",
        "3,50 0,40  pour 10\u202f000 habitants",
        "0,50",
        "non renseigné",
    ]


def test_a_theme_absent_from_a_territory_is_none_recorded():
    assert rows(shown(themes_table(comparison(), SELECTION)))[1][1:4] == [
        "0 recensé",
        "0 recensé",
        "1,00 0,10  pour 10\u202f000 habitants",
    ]


def test_the_numbers_of_a_theme_lead_to_their_passports():
    found = links(shown(themes_table(comparison(), SELECTION)))
    start = f"/fiche/{BASSIN}/chiffre/"
    assert found[f"{start}nombre?theme=sante&parmi-theme=alimentation"] == "8"
    assert found[f"{start}taux?theme=sante&parmi-theme=alimentation"] == "0,58"
    assert found[f"{start}nombre?theme=sante&repere=region&parmi-theme=alimentation"] == "3,50"
    assert found[f"{start}taux?theme=sante&repere=strate&parmi-theme=alimentation"] == "0,50"


def test_the_numbers_of_a_public_lead_to_their_passports():
    page = shown(publics_table(comparison(), ComparisonSelection(territories=(BASSIN, CIMES))))
    assert links(page)[f"/fiche/{BASSIN}/chiffre/nombre?parmi-public=seniors"] == "5"
    assert caption(page).startswith("Publics : nombre d’initiatives et, dessous, nombre pour")


def test_no_initiative_at_all_is_a_sentence():
    none = Line("sante", "Santé", (Share(0, 0.0), Share(0, 0.0)), Share(0.0, 0.0), (0.0, 0.0))
    page = shown(themes_table(comparison(themes=(none,)), SELECTION))
    assert words(page) == "0 recensé : aucune initiative pour ces choix."


def test_few_inhabitants_are_marked_in_the_head_of_the_column():
    page = shown(themes_table(comparison(), SELECTION))
    heads = [words(head["children"]) for head in elements(next(elements(page, "Thead")), "Th")]
    assert heads[1:3] == ["CA du Bassin", "CC des Cimes  effectif faible"]


# Years.


def test_years_begin_with_the_first_in_which_something_began():
    page = shown(years_table(comparison()))
    assert rows(page) == [
        ["2021", "2", "2", "0,15", "1", "1", "25,00"],
        ["2022", "0", "2", "0,15", "0", "1", "25,00"],
        ["2023", "3", "5", "0,36", "0", "1", "25,00"],
    ]
    assert rows(page, "Tfoot") == [["Première année inconnue", "1", "0"]]
    assert "de 2021 à 2023" in caption(page)
    assert words(next(elements(page, "Summary"))["children"]) == "Voir le tableau"


def test_each_territory_heads_its_three_columns():
    page = shown(years_table(comparison()))
    heads = [
        (words(head["children"]), head["scope"], head.get("colspan"))
        for head in elements(next(elements(page, "Thead")), "Th")
    ]
    assert heads[1:6] == [
        ("CA du Bassin", "colgroup", "3"),
        ("CC des Cimes  effectif faible", "colgroup", "3"),
        ("Nouvelles", "col", None),
        ("Cumul", "col", None),
        ("Cumul pour 10\u202f000 hab.", "col", None),
    ]


def test_no_known_year_is_a_sentence_per_territory():
    nothing = FirstYears(new=(0, 0, 0, 0), begun=(0, 0, 0, 0), unknown=2)
    found = comparison(territories=(bassin(first_years=nothing),), strata=(AGGLOMERATIONS,))
    assert words(shown(years_table(found))) == (
        "CA du Bassin : 0 recensé avec une première année connue ; 2\u00a0initiatives dont la première "
        "année est inconnue."
    )


# Words.


def test_hostile_words_stay_words():
    found = comparison(
        territories=(bassin(name=HOSTILE), cimes()),
        strata=(replace(AGGLOMERATIONS, label=HOSTILE), VILLAGES),
        themes=(replace(comparison().themes[0], label=HOSTILE),),
    )
    tables = (
        key_table(found, SELECTION)
        + deviations_table(found, SELECTION)
        + themes_table(found, SELECTION)
        + years_table(found)
    )
    assert "<script" not in tables
    assert words(shown(tables)).count(HOSTILE) == 7
