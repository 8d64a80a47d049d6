from dataclasses import replace
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.nearby.results import EntryCause, HelpFound, NoOrigin, Unplaced
from dashboard.analysis.opening_hours.evaluate import opening_state
from dashboard.components.nearby.results import (
    FARTHEST_PAGE,
    nearby_list,
    shown_at_once,
    without_origin,
)
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.nearby import NearbySelection, Opening, Radius
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.nearby_answers import EPCI, TUESDAY, found, hall, nearby, serves
from tests.helpers.rhone_alpes import RHONE_ALPES

LAMASTRE = NearbySelection(territory="07129")
HOSTILE = 'Épicerie <b>« gratuite »</b> & "cie" <script>alert(1)</script>'


def shown(answer, selection=LAMASTRE):
    return tree(nearby_list(answer, selection))


def missing(answer, selection):
    return tree(without_origin(answer, selection))


def lines(page):
    """The words of every initiative listed."""
    return [
        words(line)
        for kind in ("Ol", "Ul")
        for group in elements(page, kind)
        if group.get("className") == "results"
        for line in group["children"]
    ]


def help_for(text, label="", *, emergency=(), records=0, places=0):
    return HelpFound(text, label, emergency, travelling=False, records=records, places=places)


def links(page):
    return {name(link): link["href"] for link in elements(page, "A")}


def name(link):
    """What a link is called by those who hear it."""
    return link.get("aria-label") or words(link["children"])


def query(address):
    return parse_qs(urlsplit(address).query)


def titles(page):
    return [words(title["children"]) for kind in ("H2", "H3") for title in elements(page, kind)]


def test_the_place_then_those_near_those_that_serve_and_the_town_hall():
    page = shown(nearby(found("bus"), serving=(serves("aide"),)))
    assert titles(page) == [
        "Près de Lamastre",
        "À moins de 10\u202fkm (1)",
        "Dessert votre commune (1)",
        "Premier contact : la mairie",
        "Mairie de Lamastre",
    ]


def test_a_card_says_what_where_how_far_and_why_and_what_is_vague_gives_no_distance():
    page = shown(
        nearby(
            found("troc", summary="Échange d’outils", address="1 rue du Lac, 07570 Désaignes"),
            found("bus", why=EntryCause.STOP, approximate=True, status="expérimentation"),
            vague_total=1,
            serving=(serves("aide"),),
        )
    )
    assert lines(page) == [
        "1 Troc Échange d’outils À 3,2\u202fkm (à vol d’oiseau) 1 rue du Lac, 07570 Désaignes Itinéraire "
        "Garder info de 2025",
        "2 Bus Mobilité Étape d’une tournée à Désaignes Garder expérimentation · info de 2025",
        "Aide Mobilité Dessert votre commune : toute l’intercommunalité (CC du Pays de Lamastre) Garder "
        "info de 2025",
    ]
    assert titles(page)[1:3] == ["À moins de 10\u202fkm (1)", "Adresse à confirmer (1)"]


def test_what_answers_the_need_comes_under_its_own_heading_before_what_has_its_theme():
    help_found = help_for("caf", "Démarches CAF", records=40, places=40)
    page = shown(
        nearby(found("bus"), found("troc", precise=False), broad_total=1, help=help_found),
        replace(LAMASTRE, need="caf"),
    )
    assert titles(page)[:3] == [
        "Démarches CAF, près de Lamastre",
        "À moins de 10\u202fkm (1)",
        "Peuvent aussi vous aider, à moins de 10\u202fkm (1)",
    ]
    assert [line[:6] for line in lines(page)[:2]] == ["1 Bus ", "2 Troc"]


def test_a_need_our_sources_hardly_know_says_so_with_whom_to_call():
    help_found = help_for("douche", "Se laver", emergency=("115",), records=2, places=1)
    text = words(shown(nearby(found("bus"), hall=hall(), help=help_found)))
    assert "Se laver : 1\u00a0lieu dans toute la région, c’est peu." in text
    assert "Appelez la mairie de Lamastre et son CCAS\u00a0: 04" in text
    assert "115 (sans abri)" in text


def test_words_that_no_record_has_are_said_to_be_in_none():
    text = words(shown(nearby(help=help_for("ggg"))))
    assert "Aucune fiche ne parle de « ggg » : essayez un mot plus courant." in text
    assert "Rien de recensé ici pour « ggg »." in text


def test_employers_of_the_insertion_sector_are_counted_and_lead_to_the_need_of_work():
    page = shown(nearby(found("bus"), employers=3))
    assert "3\u00a0employeurs du secteur de l’insertion ne sont pas listés ici" in words(page)
    assert query(links(page)["chercher un emploi"])["besoin"] == ["emploi"]


def test_what_is_kept_is_listed_with_ways_to_take_it_along():
    kept = found("troc", phone="04 00 00 00 02", address="1 rue du Lac, 07570 Désaignes")
    page = shown(nearby(found("bus"), chosen=(kept,)), replace(LAMASTRE, chosen=("troc",)))
    text = "Troc\n04 00 00 00 02\n1 rue du Lac, 07570 Désaignes\ninfo de 2025"
    reached = links(page)
    assert reached["Envoyer par SMS"] == f"sms:?body={quote(text)}"
    assert reached["Envoyer par e-mail"].endswith(f"&body={quote(text)}")
    assert query(reached["Imprimer"])["choix"] == ["troc"]
    assert query(reached["Garder Bus dans ma sélection"])["choix"] == ["troc", "bus"]
    assert "choix" not in query(reached["Retirer Troc de ma sélection"])


@pytest.mark.parametrize("why", EntryCause)
def test_no_line_is_without_its_why(why):
    page = shown(nearby(found("bus", why=why, through="Ici")))
    (text,) = [words(p["children"]) for p in elements(page, "Span") if p.get("className") == "why"]
    said = ("situé", "dessert", "tournée", "quelque part")
    assert any(word in text.lower() for word in said)


def test_what_is_somewhere_in_the_departement_comes_last_closed_and_serves_nobody():
    away = {"why": EntryCause.SOMEWHERE, "through": "l’Ardèche", "phone": "04 75 00 00 00"}
    page = shown(nearby(found("bus"), somewhere=(serves("ccas", **away),), somewhere_total=1))
    (group,) = [one for one in elements(page, "Details") if one.get("className") == "somewhere"]
    text = words(group["children"])
    assert text.startswith("Quelque part dans l’Ardèche (1)")
    assert "Ccas Mobilité Quelque part dans l’Ardèche, commune inconnue" in text
    assert "04 75 00 00 00" in text
    assert "dessert" not in text.replace("desservent", "")
    assert "open" not in group


def test_a_line_says_that_sources_differ_on_hours_and_that_an_address_may_be_the_head_office_s():
    page = shown(nearby(found("bus", hours_differ=True, head_office=True)))
    (line,) = lines(page)
    assert "adresse du siège ?" in line
    assert "horaires à vérifier : les sources diffèrent" in line


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        ("2025-10-25", "info de 2025"),
        ("2023-11-25", "info de 2023"),
        ("2023-11-23", "info de 2023, à confirmer"),
        ("2021", "info de 2021, à confirmer"),
        ("", "date inconnue, à confirmer"),
    ],
)
def test_a_line_gives_the_year_of_its_source_to_confirm_after_three(dated, said):
    (line,) = lines(shown(nearby(found("bus", dated=dated))))
    assert line.endswith(f"Garder {said}")


def test_a_line_says_whether_it_is_open_and_gives_a_number_to_call():
    rule = "Tu 09:00-12:00"
    opened = found(
        "bus", opening=opening_state(rule, TUESDAY), opening_hours=rule, phone="04 00 00 00 01"
    )
    prose = found("troc", opening_hours="Une fois par mois")
    page = shown(nearby(opened, prose))
    first, second = lines(page)
    assert "Ouvert, ferme à 12\u202fh" in first
    assert "Horaires : Une fois par mois" in second
    (call,) = [link for link in elements(page, "A") if link["href"] == "tel:0400000001"]
    assert call["aria-label"] == "Appeler 04 00 00 00 01 : Bus"


def test_the_name_opens_the_record_and_keeps_the_rest_of_the_address():
    selection = NearbySelection(
        filters=Filters(themes=("mobilite",)), territory="07129", radius=Radius.KM_20
    )
    page = shown(nearby(found("bus-de-nuit")), selection)
    assert query(links(page)["Bus-de-nuit"]) == {
        "territoire": ["07129"],
        "rayon": ["20"],
        "theme": ["mobilite"],
        "fiche": ["bus-de-nuit"],
    }


def test_hostile_words_of_a_record_stay_words():
    rule = '<img src=x onerror="alert(1)">'
    hostile = found(
        "bus",
        name=HOSTILE,
        commune=HOSTILE,
        themes=(HOSTILE,),
        status=HOSTILE,
        opening_hours=rule,
        phone='"><script>',
    )
    written = nearby_list(nearby(hostile, serving=(serves("aide", name=HOSTILE),)), LAMASTRE)
    assert "<script" not in written
    assert "<b>" not in written
    assert "<img" not in written
    assert lines(tree(written))[0].startswith(f"1 {HOSTILE}")
    named = [words(link["children"]) for link in elements(tree(written), "A")]
    assert named.count(HOSTILE) == 2


@pytest.mark.parametrize(
    "typed", ["{name}", "{id}", "{name}{id}{name}", '"><script>alert(1)</script>']
)
def test_hostile_words_of_an_address_change_no_line(typed):
    selection = NearbySelection(territory="07129", typed=typed)
    written = nearby_list(nearby(found("bus", name=HOSTILE)), selection)
    assert "<script" not in written
    (link,) = [p for p in elements(tree(written), "A") if p.get("className") == "name"]
    assert words(link["children"]) == HOSTILE
    assert query(link["href"]) == {"territoire": ["07129"], "lieu": [typed], "fiche": ["bus"]}
    assert set(link) == {"children", "href", "className", "data-in-page"}


def test_more_leads_to_the_second_page_with_ten_more():
    ten = [found(f"fiche-{number}") for number in range(10)]
    page = shown(nearby(*ten, located_total=13))
    assert query(links(page)["Voir plus (3 de 3)"]) == {"territoire": ["07129"], "page": ["2"]}
    assert "Voir plus (10 de 15)" in links(shown(nearby(*ten, located_total=25)))
    assert not [text for text in links(shown(nearby(*ten))) if text.startswith("Voir plus")]


def test_ten_are_shown_at_once_and_at_most_two_hundred():
    pages = [1, 2, FARTHEST_PAGE, FARTHEST_PAGE + 1, 1000]
    shown_now = [shown_at_once(NearbySelection(page=page)) for page in pages]
    assert shown_now == [10, 20, 200, 200, 200]
    last = NearbySelection(territory="07129", page=FARTHEST_PAGE)
    page = shown(nearby(found("bus"), located_total=300), last)
    assert "299\u00a0autres ne sont pas listées : réduisez le rayon" in words(page)
    assert not [text for text in links(page) if text.startswith("Voir plus")]


def test_those_that_serve_are_folded_after_ten_and_counted_after_that():
    many = tuple(serves(f"aide-{number}") for number in range(12))
    page = shown(nearby(serving=many, serving_total=45))
    (folded,) = elements(page, "Details")
    assert words(folded["children"][0]) == "Voir 2\u00a0autres"
    assert len(lines(folded["children"])) == 2
    assert len(lines(page)) == 12
    assert "33\u00a0autres ne sont pas listées" in words(page)
    assert "Dessert votre commune (45)" in titles(page)


def test_ten_that_serve_are_not_folded():
    ten = tuple(serves(f"aide-{number}") for number in range(10))
    assert list(elements(shown(nearby(serving=ten)), "Details")) == []


EMPTY = NearbySelection(
    filters=Filters(themes=("mobilite",), publics=("jeunes",)),
    territory="07129",
    opening=Opening.NOW,
)


def test_an_empty_answer_names_each_filter_and_offers_to_remove_it():
    page = shown(nearby(), EMPTY)
    assert "Aucune initiative recensée ne correspond à cette recherche." in words(page)
    removals = {
        text: query(href) for text, href in links(page).items() if text.startswith("Retirer")
    }
    assert removals == {
        "Retirer « Thème : Mobilité »": {
            "territoire": ["07129"],
            "public": ["jeunes"],
            "ouvert": ["maintenant"],
        },
        "Retirer « Public : Jeunes »": {
            "territoire": ["07129"],
            "theme": ["mobilite"],
            "ouvert": ["maintenant"],
        },
        "Retirer « Ouvert maintenant »": {
            "territoire": ["07129"],
            "theme": ["mobilite"],
            "public": ["jeunes"],
        },
    }


@pytest.mark.parametrize(
    ("radius", "metres", "offered"),
    [
        (Radius.KM_10, 12_000, "20"),
        (Radius.KM_10, 20_000, "20"),
        (Radius.KM_10, 20_001, "50"),
        (Radius.KM_5, 9_000, None),  # ten kilometres, which an address does not write
        (Radius.KM_10, 51_000, ""),
        (Radius.EPCI, 30_000, "50"),
    ],
)
def test_an_empty_answer_offers_the_next_radius_that_reaches(radius, metres, offered):
    selection = NearbySelection(territory="07129", radius=radius)
    page = shown(nearby(beyond=found("loin", distance_m=float(metres))), selection)
    radii = [query(href) for text, href in links(page).items() if text.startswith("Chercher à")]
    expected = {"territoire": ["07129"]} | ({"rayon": [offered]} if offered else {})
    assert radii == ([] if offered == "" else [expected])
    assert "La plus proche, plus loin :" in words(page)
    assert [text.split(" ")[0] for text in lines(page)] == ["Loin"]


def test_an_epci_looked_at_whole_offers_no_radius():
    page = shown(
        nearby(origin=EPCI, beyond=found("loin", distance_m=12_000.0)),
        NearbySelection(territory=EPCI.code),
    )
    assert [text for text in links(page) if text.startswith("Chercher à")] == []
    assert len(lines(page)) == 1


def test_a_name_of_several_places_offers_each():
    candidates = (
        SearchAnswer("69290", "Saint-Priest (69)", "Rhône", "Communes"),
        SearchAnswer("07288", "Saint-Priest (07)", "Ardèche", "Communes"),
    )
    selection = NearbySelection(
        filters=Filters(themes=("mobilite",)), typed="saint priest", record="bus", page=2
    )
    page = missing(
        NoOrigin(Unplaced.AMBIGUOUS, "saint priest", candidates, region=RHONE_ALPES), selection
    )
    assert {text: query(href) for text, href in links(page).items()} == {
        "Saint-Priest (69)": {"territoire": ["69290"], "theme": ["mobilite"]},
        "Saint-Priest (07)": {"territoire": ["07288"], "theme": ["mobilite"]},
    }
    assert "« saint priest » peut désigner plusieurs communes" in words(page)
    assert "Ardèche" in words(page)


def test_hostile_words_typed_stay_words():
    typed = "<script>alert(1)</script>"
    written = without_origin(
        NoOrigin(Unplaced.UNKNOWN, typed, region=RHONE_ALPES), NearbySelection(typed=typed)
    )
    assert "<script" not in written
    assert f"« {typed} » ne correspond à aucune commune" in words(tree(written))


def test_words_of_the_address_that_could_not_be_read_are_told_first():
    selection = NearbySelection.from_query({"territoire": "07129", "rayon": "0"})
    for page in (
        shown(nearby(found("bus")), selection),
        missing(NoOrigin(Unplaced.UNKNOWN, "x", region=RHONE_ALPES), selection),
    ):
        first = next(elements(page, "P"))
        assert words(first["children"]).startswith("Le rayon demandé n’est pas proposé")


def test_the_town_hall_is_open_or_closed_as_of_now():
    wednesday = TUESDAY.replace(day=25)
    assert "Ouvert, ferme à 12\u202fh" in words(shown(nearby()))
    closed = nearby(hall=hall(now=wednesday), asked_at=wednesday)
    assert "Fermé, ouvre mardi à 9\u202fh" in words(shown(closed))
    assert "Horaires non renseignés." in words(shown(nearby(hall=hall(""))))


def test_without_a_town_hall_there_is_no_first_contact():
    assert "Premier contact" not in words(shown(nearby(hall=None)))


def test_the_list_is_taken_away_whole():
    selection = NearbySelection(
        filters=Filters(themes=("mobilite",)), territory="07129", record="bus", page=3
    )
    addresses = links(shown(nearby(found("bus")), selection))
    assert addresses["Imprimer"] == "/pres-de-chez-vous/imprimer?territoire=07129&theme=mobilite"
    for name, extension in (("CSV", "csv"), ("Excel (XLSX)", "xlsx")):
        assert addresses[f"Télécharger en {name}"] == (
            f"/telecharger/pres-de-chez-vous.{extension}?territoire=07129&theme=mobilite"
        )
