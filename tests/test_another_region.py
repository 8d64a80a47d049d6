"""A map of another region, without any record: what is said of Rhône-Alpes is data, and so is absent."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from dash import Dash

from dashboard.domain.pages import PAGES
from dashboard.factory import create_app
from dashboard.settings import Settings
from tests.helpers.small_bretagne import write_bretagne, write_empty_catalogue
from tests.recorded.addresses import Visit
from tests.recorded.pages import page_layout, record_site
from tests.recorded.written import slug

MOMENT = dt.datetime.fromisoformat("2026-11-24T10:30+01:00")
SITE = "Carte de la solidarité en Bretagne"
OPENING = f"pages/{slug('/')}"
ELSEWHERE = re.compile(
    r"Rhône|Rhone|R82|\bAin\b|Ardèche|Drôme|Isère|\bLoire\b|Savoie|Auvergne|Lyon|Lamastre"
)
VISIT = Visit(
    pages=(
        *(page.path for page in PAGES),
        "/?niveau=departement&territoire=R53",
        "/?territoire=D35",
        "/?vue=integree",
        "/pres-de-chez-vous?territoire=35238",
        "/pres-de-chez-vous?lieu=xyzzy",
        "/pres-de-chez-vous?position=48.85,2.35",
        "/zones-blanches?niveau=epci&territoire=D22",
        "/comparer?territoire=D35&territoire=D22",
        "/comparer?territoire=243500139&cartes=annees",
        "/nulle-part",
    ),
    direct=(
        "/fiche/D35",
        "/fiche/35238",
        "/fiche/R53/chiffre/part",
        "/fiche/zzz",
        "/zones-blanches/fiche/D56",
        "/pres-de-chez-vous/imprimer?territoire=35238",
        "/telecharger/carte.csv",
        "/telecharger/carte.svg",
        "/telecharger/comparer-cartes.svg",
        "/telecharger/zones-blanches.csv",
        "/telecharger/zones-blanches.svg",
        "/telecharger/pres-de-chez-vous.csv?territoire=35238",
        "/connexion",
        "/editeurs/zzz",
        "/telecharger",
        *(f"/suggestions?champ=territoire&texte={text}" for text in ("ren", "35000", "zzz")),
    ),
)


@pytest.fixture(scope="module")
def bretagne(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    folders = {name: tmp_path_factory.mktemp(name) for name in ("geo", "initiatives")}
    write_bretagne(folders["geo"])
    write_empty_catalogue(folders["initiatives"])
    settings = Settings(
        geo_folder=folders["geo"],
        initiatives_folder=folders["initiatives"],
        data_folder=folders["geo"] / "no-store",
    )
    return create_app(settings, clock=lambda: MOMENT)


@pytest.fixture(scope="module")
def answers(bretagne: Dash, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What every page, callback and file answers, by the name it was written under."""
    folder = tmp_path_factory.mktemp("answers")
    record_site(bretagne, folder, VISIT)
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.txt")
    }


def test_nothing_that_is_answered_names_rhone_alpes(answers: dict[str, str]) -> None:
    found = {name: match[0] for name, text in answers.items() if (match := ELSEWHERE.search(text))}
    assert found == {}


def test_no_script_of_the_pages_names_a_region() -> None:
    scripts = [path for path in Settings().assets_folder.glob("*.js") if path.name[:2] != "00"]
    assert [path.name for path in scripts if ELSEWHERE.search(path.read_text())] == []


def test_every_page_and_callback_has_an_answer(answers: dict[str, str]) -> None:
    statuses = {name: text[:3] for name, text in answers.items() if name.startswith("pages")}
    assert len(statuses) > len(VISIT.pages)
    wrong = {name: status for name, status in statuses.items() if status not in {"200", "{\n "}}
    assert wrong == {name: "404" for name in wrong if "nulle-part" in name}
    assert not [name for name, text in answers.items() if "\n500 " in text[:200]]


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (f"{OPENING}/frame", f"<title>Carte · {SITE}</title>"),
        (f"{OPENING}/frame", "Initiatives de solidarité en Bretagne : carte"),
        (f"{OPENING}/layout", f'"title": "Carte · {SITE}"'),
        (f"{OPENING}/layout", "Qui aide qui, et où, en Bretagne ?"),
        (f"{OPENING}/frame", "Ex. Rennes, 22000"),
        (f"{OPENING}/frame", "Aucune réponse pour ce nom en Bretagne."),
        ("pages/nulle-part", f"<title>Page introuvable · {SITE}</title>"),
        ("pages/vue-integree", SITE),
        ("pages/sources", "dehors des quatre départements"),
        ("pages/sources", "Côtes-d’Armor, Finistère, Ille-et-Vilaine et Morbihan."),
        ("pages/pres-de-chez-vous-lieu-xyzzy", "aucun code postal de Bretagne."),
        ("pages/pres-de-chez-vous-position", "hors du périmètre de la carte (Bretagne)"),
        ("pages/pres-de-chez-vous", "Carte de Bretagne"),
        ("pages/zones-blanches", "Région Bretagne"),
        ("links/pres-de-chez-vous-imprimer", f"{SITE} ; chaque initiative"),
        ("links/fiche-D35-", f"Ille-et-Vilaine\u00a0: fiche du territoire · {SITE}"),
        ("links/fiche-R53-chiffre-part", "Région Bretagne"),
        ("links/telecharger-carte.csv", "R53;Bretagne;région;650000;0;"),
        ("links/telecharger-carte.csv", f"{SITE}, catalogue rédigé"),
        ("links/telecharger-comparer-cartes.svg", "Région Bretagne"),
        ("links/connexion", SITE),
        ("links/editeurs-zzz", SITE),
    ],
)
def test_bretagne_is_said(answers: dict[str, str], start: str, said: str) -> None:
    assert any(said in text for name, text in answers.items() if name.startswith(start))


def test_its_code_in_an_address_is_its_region_and_that_of_another_is_not(bretagne: Dash) -> None:
    client = bretagne.server.test_client()
    own, other = (client.get(f"/fiche/{code}/chiffre/nombre") for code in ("R53", "R84"))
    assert (own.status_code, other.status_code) == (200, 404)


def test_two_maps_of_one_process_have_their_own_names(app: Dash, bretagne: Dash) -> None:
    clients = [site.server.test_client() for site in (app, bretagne, app)]
    own = "Données · Carte de la solidarité en Rhône-Alpes"
    titles = [re.findall("<title>(.*)</title>", one.get("/donnees").text) for one in clients]
    assert titles == [[own], [f"Données · {SITE}"], [own]]
    # An address nobody asked for yet: answers given before are kept.
    layouts = [page_layout(one, "/donnees?autre=oui") for one in clients]
    stores = [layout["response"]["_pages_store"]["data"] for layout in layouts]
    assert [store["title"] for store in stores] == [own, f"Données · {SITE}", own]
