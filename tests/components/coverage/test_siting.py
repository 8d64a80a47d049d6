from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.components.coverage.siting import (
    Proposal,
    Site,
    comparison_text,
    exact_panel,
    proposal_panel,
    proposition_text,
)
from dashboard.domain.coverage import Distance
from dashboard.domain.selections.coverage import CoverageSelection, SiteKind
from dashboard.domain.selections.filters import Filters
from tests.helpers.component_tree import elements, tree, words

AVRON, BIEF = Site("01001", "Avron", 1_200), Site("01002", "Bief", 300)
QUICK = Proposal((AVRON, BIEF), gap=0.125, proven=False, wanting=6_000, hosts=9, exact=False)
NOTHING = Proposal((), gap=0.0, proven=True, wanting=0, hosts=9, exact=False)
PROVEN = "Choix optimal, prouvé : aucun autre choix d’autant de lieux ne couvre plus de personnes."
HOSTILE = '"><script>alert(1)</script>'


def shown(panel):
    assert "<script" not in panel
    return tree(panel)


def quick(proposal=QUICK, selection=None, excluded=()):
    return shown(proposal_panel(proposal, selection or CoverageSelection(), excluded))


EVERYBODY = (
    "Chaque habitant en zone blanche compte pour un : le besoin, que le secret statistique cache dans bien "
    "des communes, ne pèse pas dans ce choix."
)


def said(page, kind):
    (text,) = (words(p["children"]) for p in elements(page, "P") if p.get("className") == kind)
    return text


def rows(page):
    (body,) = elements(page, "Tbody")
    return [
        [words(cell["props"]["children"]) for cell in row["children"]]
        for row in elements(body, "Tr")
    ]


def links(page):
    return {words(link["children"]): link for link in elements(page, "A")}


def query(link):
    return parse_qs(urlsplit(link["href"]).query)


def test_the_sentence_tells_how_many_and_of_how_many():
    assert said(quick(), "lead") == (
        "2\u00a0nouveaux lieux à 10\u202fkm de rayon couvriraient 1\u202f500\u00a0personnes non couvertes "
        "aujourd’hui, 25,0\u202f% des 6\u202f000 habitants en zone blanche. Davantage de lieux "
        "n’ajouteraient personne."
    )


@pytest.mark.parametrize(
    ("selection", "start"),
    [
        (
            CoverageSelection(kind=SiteKind.TRAVELLING, radius=Distance.KM_5),
            "1\u00a0arrêt d’une tournée à 2,5\u202fkm de rayon couvrirait 1\u202f200\u00a0personnes",
        ),
        (
            CoverageSelection(kind=SiteKind.TRAVELLING, radius=Distance.KM_20),
            "1\u00a0arrêt d’une tournée à 10\u202fkm de rayon couvrirait",
        ),
        (CoverageSelection(), "1\u00a0nouveau lieu à 10\u202fkm de rayon couvrirait"),
    ],
)
def test_one_place_is_told_as_one_and_a_stop_with_half_the_radius(selection, start):
    assert said(quick(replace(QUICK, sites=(AVRON,)), selection), "lead").startswith(start)


def test_places_come_in_order_with_what_each_adds_and_all_together():
    assert rows(quick()) == [
        ["1", "Avron", "1\u202f200", "1\u202f200", "Sans Avron"],
        ["2", "Bief", "300", "1\u202f500", "Sans Bief"],
    ]
    widths = [p["style"] for p in elements(quick(), "Span") if p.get("className") == "bar"]
    assert widths == ["width:100%", "width:25%"]


def test_a_place_may_be_left_out():
    selection = CoverageSelection(
        filters=Filters(themes=("sante",)), excluded=("42001",), exact=True
    )
    link = links(quick(selection=selection, excluded=[("42001", "Cize")]))["Sans Avron"]
    assert query(link) == {"theme": ["sante"], "exclure": ["01001", "42001"]}
    assert link["data-in-page"] == "exclure optimum"


def test_no_more_places_may_be_left_out_than_an_address_holds():
    most = tuple(f"38{number:03}" for number in range(1, 51))
    page = quick(selection=CoverageSelection(excluded=most))
    assert [row[-1] for row in rows(page)] == ["–", "–"]
    one_less = quick(selection=CoverageSelection(excluded=most[:-1]))
    assert [row[-1] for row in rows(one_less)] == ["Sans Avron", "Sans Bief"]


def test_communes_left_out_are_listed_and_let_in_again():
    selection = CoverageSelection(excluded=("01003", "75056"), exact=True)
    page = quick(selection=selection, excluded=[("01003", "Cize")])
    assert "Communes écartées" in words(page)
    link = links(page)["Réadmettre Cize"]
    assert (query(link), link["data-in-page"]) == ({"exclure": ["75056"]}, "exclure optimum")
    assert "écartées" not in words(quick())


def test_where_nobody_is_left_to_cover_the_panel_says_so_and_still_lets_in_again():
    page = quick(NOTHING, CoverageSelection(excluded=("01003",)), [("01003", "Cize")])
    assert said(page, "empty-answer") == (
        "Personne à couvrir ici : aucune zone blanche à portée d’un nouveau lieu."
    )
    assert list(links(page)) == ["Réadmettre Cize"]
    told = shown(exact_panel(replace(NOTHING, exact=True), CoverageSelection(), "…"))
    assert words(told) == "Rien à couvrir ici : il n’y a rien à calculer."


def test_the_smallest_host_is_told_in_the_sentence():
    towns = CoverageSelection(host_population=2_000, sites=2)
    assert said(quick(selection=towns), "lead").startswith(
        "2\u00a0nouveaux lieux à 10\u202fkm de rayon, dans des communes d’au moins "
        "2\u202f000\u00a0habitants, couvriraient 1\u202f500\u00a0personnes"
    )
    alone = quick(replace(QUICK, sites=(AVRON,)), towns)
    assert said(alone, "lead").startswith(
        "1\u00a0nouveau lieu à 10\u202fkm de rayon, dans une commune d’au moins "
        "2\u202f000\u00a0habitants, couvrirait"
    )
    assert said(alone, "lead").endswith(
        "Davantage de lieux dans ces communes n’ajouteraient personne."
    )


@pytest.mark.parametrize(
    ("selection", "hosts", "wanting", "text"),
    [
        (
            CoverageSelection(host_population=10_000),
            0,
            500,
            "Aucune commune d’au moins 10\u202f000\u00a0habitants ici : aucun nouveau lieu n’est proposé. "
            "Choisissez une population plus petite.",
        ),
        (
            CoverageSelection(host_population=500, excluded=("01003",)),
            0,
            500,
            "Aucune commune d’au moins 500\u00a0habitants ici, hors communes écartées : aucun nouveau lieu "
            "n’est proposé. Choisissez une population plus petite.",
        ),
        (
            CoverageSelection(excluded=("01003",)),
            0,
            500,
            "Toutes les communes d’ici sont écartées : aucun nouveau lieu n’est proposé.",
        ),
        (
            CoverageSelection(host_population=5_000),
            2,
            500,
            "Aucune zone blanche à portée d’un nouveau lieu dans une commune d’au moins "
            "5\u202f000\u00a0habitants.",
        ),
        (
            CoverageSelection(host_population=5_000),
            0,
            0,
            "Personne à couvrir ici : aucune zone blanche à portée d’un nouveau lieu dans une commune d’au "
            "moins 5\u202f000\u00a0habitants.",
        ),
    ],
)
def test_where_no_commune_may_get_a_place_the_reason_is_told(selection, hosts, wanting, text):
    nothing = replace(NOTHING, hosts=hosts, wanting=wanting)
    assert said(quick(nothing, selection), "empty-answer") == text
    assert proposition_text(nothing, selection) == text
    if wanting:
        assert words(shown(exact_panel(replace(nothing, exact=True), selection, "…"))) == text


# How good it is.


def test_a_choice_made_at_once_tells_how_far_the_best_may_be():
    assert said(quick(), "note") == (
        "Proposition immédiate, lieu après lieu : elle est à 12,5\u202f% au plus de ce que le meilleur "
        f"choix pourrait couvrir (borne démontrée) ; l’optimum se cherche plus bas. {EVERYBODY}"
    )


@pytest.mark.parametrize("exact", [True, False])
def test_a_proven_choice_says_so(exact):
    proposal = replace(QUICK, proven=True, gap=0.0, exact=exact)
    page = shown(exact_panel(proposal, CoverageSelection(), "")) if exact else quick(proposal)
    assert said(page, "note") == (PROVEN if exact else f"{PROVEN} {EVERYBODY}")


def test_at_the_time_limit_the_gap_is_told():
    page = shown(exact_panel(replace(QUICK, exact=True), CoverageSelection(sites=2), "Mieux."))
    assert said(page, "note") == (
        "Temps imparti écoulé : ce choix est à 12,5\u202f% au plus de ce que le meilleur pourrait couvrir."
    )
    assert said(page, "lead").endswith("en zone blanche. Mieux.")
    assert [row[1] for row in rows(page)] == ["Avron", "Bief"]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (1_500, "La proposition immédiate était déjà la meilleure."),
        (
            1_200,
            "300\u00a0personnes de plus que la proposition immédiate (25,0\u202f%).",
        ),
    ],
)
def test_what_the_best_choice_gains_is_told(before, text):
    assert comparison_text(replace(QUICK, exact=True), before) == text


def test_one_person_is_told_in_french():
    assert comparison_text(replace(QUICK, exact=True), 1_499).startswith("1\u00a0personne de plus")


def test_hostile_names_stay_words():
    page = quick(
        replace(QUICK, sites=(Site("01001", HOSTILE, 5),)),
        CoverageSelection(excluded=("01003",)),
        [("01003", HOSTILE)],
    )
    # In the table, its link, the bars, and the link that lets in again.
    assert words(page).count(HOSTILE) == 4
