from dataclasses import replace

from markupsafe import Markup

from dashboard.analysis.comparison.results import Refusal, Refused
from dashboard.components.comparison.charts import panels_figure
from dashboard.components.comparison.claims import claims_table
from dashboard.components.comparison.lists import (
    changes_list,
    chosen_list,
    facts_list,
    figures_list,
    peers_list,
)
from dashboard.components.comparison.tables import partners_table
from dashboard.components.shared.markup import markup
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.filters import Filters
from tests.helpers.comparison_values import (
    AGGLOMERATIONS,
    BASSIN,
    CIMES,
    FIGURE,
    NO_COMPARISON,
    VALLEE,
    alone,
    bassin,
    changed,
    cimes,
    claim,
    comparison,
    peer,
)
from tests.helpers.component_tree import elements, tree, words

SELECTION = ComparisonSelection(filters=Filters(themes=("sante",)), territories=(BASSIN, CIMES))
HOSTILE = '"><script>alert(1)</script><b>'
NOTHING = "Aucun territoire choisi : cherchez-en un, ou ajoutez-en un par son nom."


def shown(parts):
    return tree(parts)


def links(page):
    return [
        (words(link["children"]), link["href"], link.get("data-in-page"))
        for link in elements(page, "A")
    ]


def items(page):
    return [words(item["children"]) for item in elements(page, "Li")]


# Chosen and proposed.


def test_a_chosen_territory_tells_what_it_is_and_what_is_left_out():
    first, second = items(shown(facts_list(comparison(), SELECTION)))
    assert first.startswith(
        "CA du Bassin Communauté d’agglomération · Ain · 137\u202f046\u00a0habitants · "
        "110\u00a0habitants par km² Strate : communautés d’agglomération de"
    )
    assert "2\u00a0dispositifs départementaux ou régionaux l’atteignent sans être comptés." in first
    assert "400\u00a0habitants · densité non renseignée" in second
    assert "Une partie de ses communes est hors de la région" in second


def test_a_chosen_territory_leads_to_its_sheet_and_out():
    assert links(shown(facts_list(comparison(), SELECTION)))[0] == (
        "Fiche  CA du Bassin", f"/fiche/{BASSIN}?theme=sante", None,
    )  # fmt: skip
    assert links(shown(chosen_list(comparison(), SELECTION)))[:2] == [
        ("× Retirer CA du Bassin", f"/comparer?territoire={CIMES}&theme=sante", "territoire"),
        ("× Retirer CC des Cimes", f"/comparer?territoire={BASSIN}&theme=sante", "territoire"),
    ]


def test_comparable_territories_are_added_at_once_as_far_as_there_is_room():
    four = [peer(code=f"20000000{place}") for place in range(1, 5)]
    page = shown(chosen_list(alone(), ComparisonSelection(territories=(BASSIN,)), four))
    (added,) = (one for one in elements(page, "A") if one.get("data-adds"))
    assert words(added["children"]) == "Ajouter les 4 comparables"
    assert added["data-adds"] == "200000001 200000002 200000003 200000004"
    assert added["href"].startswith(f"/comparer?territoire={BASSIN}&territoire=200000001")
    two = shown(chosen_list(comparison(), SELECTION, four))
    assert "Ajouter les 3 comparables" in words(two)
    full = comparison(territories=(bassin(),) * 5)
    assert "Ajouter" not in words(shown(chosen_list(full, SELECTION, four)))


def test_the_plus_leads_to_the_field_that_adds():
    (_, _, plus) = links(shown(chosen_list(comparison(), SELECTION)))
    assert plus == ("+ Ajouter un territoire", "#comparison-cherche", None)


def test_a_refused_territory_is_told_and_can_be_removed():
    asked = replace(SELECTION, territories=(BASSIN, "69123"))
    refused = (Refusal("69123", "Lyon", Refused.OTHER_LEVEL),)
    page = shown(chosen_list(comparison(refused=refused), asked))
    assert (
        "Lyon est une commune : elle ne se compare pas à des intercommunalités.  Retirer  Lyon"
        in words(page)
    )
    assert links(page)[-1][1] == f"/comparer?territoire={BASSIN}&theme=sante"


def test_nobody_chosen_is_a_sentence():
    page = shown(chosen_list(NO_COMPARISON, ComparisonSelection()))
    assert words(page) == f"Comparer des territoires {NOTHING}"
    assert peers_list([peer()], NO_COMPARISON, ComparisonSelection()) == ""


def test_a_peer_is_proposed_with_its_reason():
    page = shown(peers_list([peer()], alone(), replace(SELECTION, territories=(BASSIN,))))
    assert items(page)[0].startswith(
        "CA de la Vallée communauté d’agglomération comme CA du Bassin ; 132"
    )
    assert links(page) == [
        (
            "Ajouter  CA de la Vallée",
            f"/comparer?territoire={BASSIN}&territoire={VALLEE}&theme=sante",
            "territoire",
        )
    ]


def test_a_link_names_the_territory_it_adds_or_removes():
    peers = shown(peers_list([peer()], alone(), replace(SELECTION, territories=(BASSIN,))))
    assert [one["data-adds"] for one in elements(peers, "A")] == [VALLEE]
    chosen = list(elements(shown(chosen_list(comparison(), SELECTION)), "A"))
    assert [one.get("data-removes") for one in chosen] == [BASSIN, CIMES, None]


def test_a_peer_that_is_there_already_is_not_proposed():
    page = shown(peers_list([peer(code=CIMES)], comparison(), SELECTION))
    assert words(page) == "Aucun autre territoire comparable à proposer (CA du Bassin)."


def test_five_territories_leave_no_room():
    full = comparison(territories=(bassin(),) * 5)
    assert words(shown(peers_list([peer()], full, SELECTION))) == (
        "5 territoires au plus : retirez-en un pour en ajouter un autre."
    )


# Cooperation.


def test_partners_are_listed_under_each_territory():
    page = shown(partners_table(comparison(), SELECTION))
    assert [
        [words(cell["props"]["children"]) for cell in row["children"]]
        for body in elements(page, "Tbody")
        for row in elements(body, "Tr")
    ] == [
        ["CA du Bassin"],
        ["CC de la Vallée", "3"],
        ["CC des Cimes", "1"],
        ["CC des Cimes"],
        ["0 recensé : aucune initiative partagée"],
    ]
    assert links(page)[0] == ("CC de la Vallée", f"/fiche/{VALLEE}?theme=sante", None)


def test_no_partner_at_all_is_a_sentence():
    found = comparison(territories=(cimes(stratum=0),), strata=(AGGLOMERATIONS,))
    page = shown(partners_table(found, SELECTION))
    assert words(page) == (
        "0 recensé : aucune initiative partagée avec une autre intercommunalité pour ces choix."
    )


# Figures.


def test_a_figure_tells_its_unit_period_record_source_and_date():
    page = shown(figures_list(comparison()))
    assert items(page) == [
        "Familles accompagnées :  1\u202f800\u00a0familles  (2023) ·  Épicerie itinérante  · "
        "« La solidarité à Bourg », 25 octobre 2025"
    ]
    assert links(page) == [("Épicerie itinérante", "/?fiche=epicerie", None)]


def test_figures_are_said_never_to_be_added_and_none_is_told():
    page = shown(figures_list(comparison()))
    assert "ils ne s’additionnent pas" in words(page)
    assert words(page).endswith("CC des Cimes non renseigné : aucune source n’en donne.")


def test_a_figure_without_a_period_says_so():
    told = bassin(figures=(replace(FIGURE, period=""),))
    found = comparison(territories=(told, cimes()))
    assert "(période non précisée)" in items(shown(figures_list(found)))[0]


def test_many_figures_are_folded_and_those_left_out_are_counted():
    found = comparison(territories=(bassin(figures=(FIGURE,) * 103), cimes()))
    page = shown(figures_list(found))
    assert len(items(page)) == 100
    assert "Voir les 90 suivants" in words(page)
    assert "Et 3\u00a0autres, dans le fichier." in words(page)


# Claims.


def claim_row(**facts):
    (body,) = elements(shown(markup(claims_table([claim(**facts)]))), "Tbody")
    (row,) = elements(body, "Tr")
    return [words(cell["props"]["children"]) for cell in row["children"]]


def test_what_is_written_stands_beside_the_reference():
    assert claim_row() == [
        "Haut-Bugey : Communes",
        "56\u00a0communes (25 octobre 2025)",
        "54\u00a0communes (COG 2026)",
        "−2\u00a0communes",
        "Insee, cité par « La solidarité à Bourg » ; INSEE",
        "Communes de la région seulement.",
    ]


def test_what_the_reference_does_not_measure_has_no_difference():
    row = claim_row(official=None, official_source="", quoted_source="", note="")
    assert row[2:] == [
        "non mesuré par les données de référence",
        "–",
        "« La solidarité à Bourg »",
        "–",
    ]


def test_no_claim_is_a_sentence():
    assert words(claims_table([])) == (
        "Nos documents n’affirment rien de ces territoires que mesurent les données de référence."
    )


# Changes.


def test_changes_are_counted_and_lead_to_the_map():
    page = shown(changes_list(changed(), chosen=True))
    assert [words(head["children"]) for head in elements(page, "H3")] == [
        "Nouvelles entre 2020 et 2023 (1)",
        "Terminées ou plus listées entre 2020 et 2023 (1)",
    ]
    assert items(page) == [
        "Bus 0  · 2021 · CA du Bassin et CC des Cimes",
        "Atelier 0  · 2022 · CA du Bassin",
    ]
    assert links(page)[0] == ("Bus 0", "/?fiche=bus-0", None)
    assert words(page).endswith(
        "3\u00a0initiatives dont la première année est inconnue ne sont pas parmi les nouvelles."
    )


def test_no_change_is_none_recorded():
    page = shown(changes_list(changed(0, 0, 0), chosen=True))
    assert "0 recensé : aucune initiative n’a commencé entre 2020 et 2023 pour ces choix." in words(
        page
    )
    told = "0 recensé : aucune initiative n’a pris fin ni quitté les listes entre 2020 et 2023"
    assert told in words(page)
    assert words(page).endswith("La première année de toutes les initiatives est connue.")


def test_changes_beyond_the_list_are_counted():
    page = shown(changes_list(changed(new=130), chosen=True))
    assert len(items(page)) == 101
    assert "Et 30\u00a0autres, dans le fichier." in words(page)


# Charts.


def test_panels_stand_side_by_side_with_their_caption_and_files():
    page = shown(
        panels_figure(
            [Markup("<svg></svg>")] * 2,
            caption="Mêmes axes.",
            downloads={"SVG": "/telecharger/comparer-themes.svg", "PNG": "/t.png"},
        )
    )
    assert len(list(elements(page, "Svg"))) == 2
    assert words(next(elements(page, "Figcaption"))["children"]) == "Mêmes axes."
    assert links(page) == [
        ("SVG", "/telecharger/comparer-themes.svg", None),
        ("PNG", "/t.png", None),
    ]


def test_no_panel_is_a_sentence():
    assert words(shown(panels_figure([], caption="", downloads={"SVG": "/x"}))) == (
        "0 recensé : rien à dessiner pour ces choix."
    )


def test_hostile_words_stay_words():
    found = comparison(territories=(bassin(name=HOSTILE, kind=HOSTILE), cimes()))
    parts = (
        chosen_list(found, SELECTION)
        + peers_list([peer(name=HOSTILE)], found, SELECTION)
        + partners_table(found, SELECTION)
        + figures_list(found)
        + markup(claims_table([claim(label=HOSTILE, note=HOSTILE)]))
    )
    assert "<script" not in parts
    assert words(shown(parts)).count(HOSTILE) >= 8
