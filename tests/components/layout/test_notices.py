from dataclasses import replace

import pytest

from dashboard.analysis.kernel.results import DateSpan
from dashboard.components.layout.notices import empty_answer, status_line, unknown_territory
from dashboard.components.shared.page_data import DataSummary, OldList
from dashboard.domain.counting import Counting
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from tests.helpers.component_tree import elements, tree, words

BASIS = DataSummary(
    initiatives=55,
    unlisted=0,
    written=55,
    documents=5,
    datasets=0,
    epci_with=17,
    epci=126,
    communes=2738,
    population=6_800_000,
    without_place=40,
    somewhere=0,
    approximate=2,
    unknown_first_year=42,
    verified=0,
    unattached=("Une fiche", "Une autre", "Une troisième"),
    dates=DateSpan(2015, 2025, 0),
    geography="COG 2026",
)


def test_an_empty_answer_names_each_filter_and_each_link_removes_that_one_only():
    selection = MapSelection(
        filters=Filters(
            themes=("mobilite", "sante"),
            publics=("seniors",),
            years=(1950, 1951),
            counting=Counting.LOCATED,
        ),
        territory="01053",
        page=3,
    )
    shown = tree(empty_answer(selection))
    links = {words(p["children"]): p["href"] for p in elements(shown, "A")}
    years, themes, rest = "annee=1950-1951", "theme=mobilite&theme=sante", "territoire=01053"
    assert links == {
        "Retirer « Thème : Mobilité »":
            f"/?compte=implantees&theme=sante&public=seniors&{years}&{rest}",
        "Retirer « Thème : Santé et prévention »":
            f"/?compte=implantees&theme=mobilite&public=seniors&{years}&{rest}",
        "Retirer « Public : Séniors »": f"/?compte=implantees&{themes}&{years}&{rest}",
        "Retirer « Actives entre 1950 et 1951 »":
            f"/?compte=implantees&{themes}&public=seniors&{rest}",
        "Retirer « Implantées seulement »": f"/?{themes}&public=seniors&{years}&{rest}",
    }  # fmt: skip


def test_an_empty_answer_says_so_in_a_sentence():
    assert words(tree(empty_answer(MapSelection()))) == (
        "Aucune initiative recensée ne correspond à ces filtres."
    )


def test_an_unknown_territory_is_outside_the_map_not_an_error():
    assert words(tree(unknown_territory("99999"))) == (
        "Le territoire « 99999 » n’est pas dans le périmètre de la carte (hors périmètre) : "
        "voici la région."
    )


def test_the_status_line_says_what_the_map_rests_on():
    text = words(status_line(BASIS))
    assert "55\u00a0initiatives  de 5\u00a0documents" in text
    assert "17 intercommunalités sur 126" in text
    assert "3\u00a0fiches non rattachées à un territoire." in text


def test_the_status_line_tells_documents_and_open_data_apart():
    text = words(status_line(replace(BASIS, initiatives=1738, datasets=4)))
    assert "1\u202f738\u00a0initiatives  de 5\u00a0documents et 4\u00a0listes" in text


def test_the_status_line_names_what_is_to_be_confirmed_by_phone():
    old = (OldList("Hinaura", 2021, 2022), OldList("CCAS de Vif", 2019, 2019))
    assert "à confirmer" not in words(status_line(BASIS))
    assert (
        "Listes de plus de trois ans, à confirmer par téléphone : Hinaura (2021 à 2022) ; "
        "CCAS de Vif (2019)."
    ) in words(status_line(replace(BASIS, old_lists=old)))


@pytest.mark.parametrize("fact", ["pas une zone sans besoin", "ni sans aide"])
def test_pale_is_never_need_nor_absence(fact):
    assert fact in words(status_line(BASIS))


def test_what_no_list_has_any_more_is_said_apart():
    text = words(status_line(replace(BASIS, unlisted=37)))
    assert "37\u00a0autres ne sont plus listées par leurs sources et ne sont comptées que" in text
