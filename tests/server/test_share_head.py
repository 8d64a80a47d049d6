"""What other sites and messages show of a page: tags as they read them, with a picture that exists."""

import struct
from html.parser import HTMLParser

import pytest

from dashboard.domain.pages import PAGES
from dashboard.factory import build_app
from dashboard.server.share_head import share_head
from dashboard.settings import Settings

SITE = "https://carte.exemple.fr"


class _Tags(HTMLParser):
    """The tags of the head that whoever shares a page reads, by name."""

    def __init__(self, text):
        super().__init__()
        self.found, self.others = {}, []
        self.feed(text.partition("</head>")[0])

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("property") or given.get("name") or ""
        if tag == "meta" and name.startswith(("og:", "twitter:")):
            assert name not in self.found
            self.found[name] = given["content"]
        else:
            self.others.append(tag)


def tags(client, address, **headers):
    answer = client.get(address, headers=headers)
    return _Tags(answer.text).found


@pytest.fixture(scope="module")
def written(snapshot):
    """The tags of an address, from a server that stands somewhere."""

    def of(path="/", site=SITE, **query):
        return _Tags(share_head(path, query, snapshot, site=site)).found

    return of


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_page_has_a_title_a_description_an_address_and_a_picture(client, page):
    found = tags(client, page.path)
    assert found["og:site_name"] == "Carte de la solidarité en Rhône-Alpes"
    assert (found["og:type"], found["og:locale"]) == ("website", "fr_FR")
    assert found["og:url"] == f"http://localhost{page.path}"
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:title"]
    assert found["og:description"]
    assert found["og:image:alt"]


@pytest.mark.parametrize(
    "address",
    [
        "/?theme=alimentation&territoire=D01&niveau=communes",
        "/zones-blanches?territoire=D07&rayon=20",
        "/comparer?territoire=200071751&territoire=200068781",
        "/pres-de-chez-vous?territoire=07129",
        "/sources",
    ],
)
def test_the_picture_is_a_png_of_the_size_that_is_told(client, address):
    found = tags(client, address)
    body = client.get(found["og:image"].removeprefix("http://localhost")).data
    told = int(found["og:image:width"]), int(found["og:image:height"])
    assert struct.unpack(">II", body[16:24]) == told == (1200, 675)
    assert len(body) < 500_000


def test_a_view_is_called_by_what_it_shows_and_where(written):
    found = written(theme=["sante"], territoire=["D38"], vue=["carte"], inconnu=["x"])
    title = "Initiatives pour 10\u202f000 habitants, par intercommunalité, Isère"
    assert found["og:title"] == found["og:image:alt"] == title
    assert found["og:description"].startswith("Thèmes : Santé et prévention · ")
    assert found["og:url"] == f"{SITE}/?theme=sante&territoire=D38"
    assert found["og:image"] == (
        f"{SITE}/telecharger/carte.png?theme=sante&territoire=D38&format=partage"
    )


def test_a_record_is_called_by_its_name_and_told_by_its_summary(written):
    found = written(fiche=["epicerie-solidaire-itinerante-bresse"])
    assert found["og:title"] == "Épicerie solidaire itinérante de la Bresse"
    assert found["og:description"].startswith("Chaque semaine, Accès Solidaire amène son camion")
    assert len(found["og:description"]) <= 201
    assert found["og:image:alt"].startswith("Initiatives pour 10\u202f000 habitants")


@pytest.mark.parametrize(
    ("path", "query", "title"),
    [
        ("/zones-blanches", {}, "Zones blanches : État de couverture, par commune, Région Rhône-Alpes"),
        ("/comparer", {}, "Comparer des territoires"),
        ("/comparer", {"territoire": ["D01", "D73"]}, "Comparer Ain et Savoie"),
        ("/pres-de-chez-vous", {"territoire": ["07129"]}, "Qui peut aider près de Lamastre"),
        ("/pres-de-chez-vous", {"lieu": ["Annecy"]}, "Qui peut aider près d’Annecy"),
        ("/pres-de-chez-vous", {}, "Qui peut aider près de chez vous"),
        ("/sources", {}, "Sources et méthode"),
    ],
)  # fmt: skip
def test_each_page_names_its_own_view(written, path, query, title):
    assert written(path, **query)["og:title"] == title


def test_a_position_is_in_no_title(written):
    found = written("/pres-de-chez-vous", position=["45.1885,5.7245"])
    told = " ".join(text for name, text in found.items() if name != "og:url")
    assert "45.1885" not in told


def test_without_a_host_that_could_be_one_nothing_is_said_to_stand_anywhere(client):
    for host in ('evil"><script>', "a b", "-a.fr", "a.fr:123456", "a.fr/b", ""):
        found = tags(client, "/", Host=host)
        assert "og:url" not in found
        assert "og:image" not in found
        assert found["twitter:card"] == "summary"
    assert tags(client, "/", Host="carte.exemple.fr:8050")["og:url"] == (
        "http://carte.exemple.fr:8050/"
    )
    assert tags(client, "/", Host="[::1]:8050")["og:url"] == "http://[::1]:8050/"


def test_where_the_site_stands_is_set_once_for_all_requests(atlas):
    client = build_app(atlas, Settings(public_url=SITE)).server.test_client()
    found = tags(client, "/", Host="evil.example")
    assert found["og:url"] == f"{SITE}/"
    assert found["og:image"].startswith(f"{SITE}/telecharger/")


@pytest.mark.parametrize(
    "typed", ['"><script>alert(1)</script>', "{%first%}", "{%share%}", "</head><body>"]
)
def test_what_a_reader_typed_stays_in_its_place(client, typed):
    answer = client.get("/pres-de-chez-vous", query_string={"lieu": typed})
    page = _Tags(answer.text)
    assert typed in page.found["og:title"]
    assert "script" not in page.others
    assert answer.text.count('class="first-paint"') == 1
    assert answer.text.count("</head>") == 1


def test_an_address_that_is_no_page_has_none(client):
    assert tags(client, "/nulle-part") == {}


def test_the_tags_are_light(written):
    assert len(str(written("/comparer", territoire=["D01", "D73"]))) < 1_500


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("?vue=integree&partie=carte", ' data-part="carte"'),
        ("zones-blanches?partie=graphique&vue=integree", ' data-part="graphique"'),
        ("?partie=carte", ""),
        ("?vue=integree&partie=%22%3E", ""),
        ("sources?vue=integree&partie=carte", ""),
    ],
)
def test_the_only_part_of_an_embedded_view_is_named_before_anything_is_drawn(client, query, part):
    assert f"<body{part}>" in client.get(f"/{query}").text
