"""What a reader of « Près de chez vous » keeps, as a page to print."""

from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.api.reports.nearby import first_paint
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.factory import build_app
from dashboard.settings import Settings
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.nearby_answers import TUESDAY

PAGE, PRINTED = "/pres-de-chez-vous", "/pres-de-chez-vous/imprimer/selection"
KEPT = {
    "transport-solidaire-lamastre": "Transport solidaire du Pays de Lamastre",
    "maisons-france-services-bassin-bourg": "Maisons France Services du Bassin de Bourg-en-Bresse",
    "epicerie-solidaire-itinerante-bresse": "Épicerie solidaire itinérante de la Bresse",
}
ASKED = "".join(f"&choix={identifier}" for identifier in KEPT)


@pytest.fixture(scope="module")
def on_tuesday(atlas):
    """The application as of a Tuesday morning."""
    return build_app(atlas, Settings(), clock=lambda: TUESDAY).server.test_client()


def body(answer):
    assert answer.status_code == 200
    return tree(answer.text.partition("<main ")[2].partition(">")[2].partition("</main>")[0])


def test_the_kept_records_are_printed_in_the_order_they_were_kept_and_nothing_else(on_tuesday):
    page = body(on_tuesday.get(f"{PRINTED}?territoire=01053{ASKED}"))
    entries = [words(entry["children"]) for entry in elements(page, "Li")]
    assert len(entries) == len(KEPT)
    for entry, name in zip(entries, KEPT.values(), strict=True):
        assert entry.startswith(name)
        # A record that serves from nowhere known is not said to be anywhere.
        assert "Situé" not in entry
    about = "Près de Bourg-en-Bresse : 3\u00a0services gardés. Liste du 24 novembre 2026"
    assert about in words(page)
    assert "Premier contact" not in words(page)


def test_a_page_of_nothing_kept_says_how_to_keep(on_tuesday):
    page = body(on_tuesday.get(f"{PRINTED}?territoire=01053&choix=inconnue"))
    assert "Rien n’est gardé" in words(page)
    assert list(elements(page, "Li")) == []


def test_without_a_place_the_page_asks_for_one(on_tuesday):
    page = body(on_tuesday.get(f"{PRINTED}?territoire=99999{ASKED}"))
    assert "« 99999 » ne correspond à aucune commune" in words(page)


def test_the_panel_of_what_is_kept_prints_it_and_the_list_prints_the_list(snapshot):
    query = parse_qs(f"territoire=01053&rayon=50{ASKED}")
    links = list(elements(tree(first_paint(snapshot, query, now=TUESDAY)), "A"))
    named = {link.get("aria-label") or words(link["children"]): link["href"] for link in links}
    kept = urlsplit(named["Imprimer ma sélection"])
    assert kept.path == PRINTED
    assert NearbySelection.from_query(parse_qs(kept.query)).chosen == tuple(KEPT)
    assert urlsplit(named["Imprimer"]).path == f"{PAGE}/imprimer"
