from dashboard.analysis.nearby.results import EntryCause, NoOrigin, Unplaced
from dashboard.analysis.opening_hours.evaluate import opening_state
from dashboard.analysis.opening_hours.week import week_of
from dashboard.components.layout.printed_page import printed_page
from dashboard.components.nearby.printed import plain_list, printed_list
from dashboard.domain.position import Position
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.nearby import NearbySelection, Opening, Radius
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.nearby_answers import TUESDAY, found, hall, nearby, serves
from tests.helpers.rhone_alpes import RHONE_ALPES

LAMASTRE = NearbySelection(filters=Filters(themes=("mobilite",)), territory="07129")
RULE = "Tu 09:00-12:00"
FULL = found(
    "bus",
    operators=("Croix-Rouge", "CC du Pays de Lamastre"),
    address="1 rue Haute, 07570 Désaignes",
    phone="04 00 00 00 01",
    email="bus@exemple.fr",
    website="https://bus.exemple.fr",
    opening_hours=RULE,
    opening=opening_state(RULE, TUESDAY),
)
HOSTILE = '"><script>alert(1)</script><b>'


def printed(answer, selection=LAMASTRE):
    weeks = {RULE: week_of(RULE, TUESDAY.date())}
    return printed_list(answer, selection, now=TUESDAY, site=RHONE_ALPES.site_name, weeks=weeks)


def test_an_entry_has_every_contact_in_full_and_the_week_in_words():
    (entry,) = [words(p["children"]) for p in elements(tree(printed(nearby(FULL))), "Li")]
    assert entry.startswith("Bus À 3,2\u202fkm (à vol d’oiseau) ; situé à Désaignes.")
    for text in (
        "Portée par : Croix-Rouge, CC du Pays de Lamastre",
        "1 rue Haute, 07570 Désaignes",
        "04 00 00 00 01 · bus@exemple.fr · https://bus.exemple.fr",
        "Semaine du 23 au 29 novembre 2026",
        "mardi : 9\u202fh – 12\u202fh",
        "À l’heure de cette liste : ouvert, ferme à 12\u202fh",
    ):
        assert text in entry


def test_what_is_not_known_is_said_or_left_out():
    (entry,) = [words(p["children"]) for p in elements(tree(printed(nearby(found("bus")))), "Li")]
    assert entry == (
        "Bus À 3,2\u202fkm (à vol d’oiseau) ; situé à Désaignes. Thèmes : Mobilité "
        "Horaires non renseignés. Info de 2025."
    )


def test_what_is_somewhere_in_the_departement_is_printed_last():
    away = serves("ccas", why=EntryCause.SOMEWHERE, through="l’Ardèche")
    text = words(tree(printed(nearby(found("bus"), somewhere=(away,), somewhere_total=1))))
    assert "Quelque part dans l’Ardèche (1)" in text
    assert text.index("Bus") < text.index("Quelque part dans l’Ardèche (1)")


def test_the_page_says_what_when_and_with_which_filters():
    text = words(tree(printed(nearby(FULL, serving=(serves("aide"),)))))
    assert "Près de Lamastre" in text
    assert (
        "1\u00a0autre dessert votre commune. Thème : Mobilité. Liste du 24 novembre 2026 à 10\u202fh\u202f30."
        in text
    )


def test_the_town_hall_has_its_week_as_a_table():
    page = tree(printed(nearby()))
    (table,) = elements(page, "Table")
    days = [words(p["children"]) for p in elements(table["children"], "Tr")]
    assert len(days) == 7
    assert days[1] == "mardi 9\u202fh – 12\u202fh"
    assert days[2] == "mercredi fermé"
    assert "Premier contact : mairie de Lamastre" in words(page)
    assert "04 75 06 41 92 · mairie@exemple.fr · https://www.exemple.fr" in words(page)


def test_hours_of_a_town_hall_that_are_prose_are_printed_and_none_are_unknown():
    assert "Horaires : Le mardi matin" in words(tree(printed(nearby(hall=hall("Le mardi matin")))))
    assert "Horaires non renseignés." in words(tree(printed(nearby(hall=hall("")))))


def test_an_empty_group_proves_nothing_and_says_so():
    assert (
        words(tree(printed(nearby(hall=None)))).count("cela ne prouve pas qu’il n’existe rien") == 2
    )


def test_what_is_not_printed_is_counted():
    text = words(tree(printed(nearby(FULL, located_total=62, serving_total=2))))
    assert "61\u00a0autres ne sont pas imprimées" in text
    assert "2\u00a0autres ne sont pas imprimées" in text


def test_there_is_no_script_and_nothing_of_a_record_becomes_markup():
    hostile = found(
        "bus",
        name=HOSTILE,
        commune=HOSTILE,
        operators=(HOSTILE,),
        address=HOSTILE,
        phone=HOSTILE,
        email=HOSTILE,
        website=HOSTILE,
        opening_hours=HOSTILE,
    )
    page = printed_page(HOSTILE, printed(nearby(hostile)), site=HOSTILE)
    assert "<script" not in page
    assert "<b>" not in page
    assert words(tree(printed(nearby(hostile)))).count(HOSTILE) >= 7


def test_braces_of_a_name_are_words():
    content = printed(nearby(found("bus", name="{content} {0} {%scripts%}")))
    page = printed_page("Près de", content, site="{title}")
    assert "{content} {0} {%scripts%}" in page


def test_without_a_place_the_page_asks_for_one():
    typed = f"{HOSTILE}' onfocus='alert(1)"
    written = printed(
        NoOrigin(Unplaced.UNKNOWN, typed, region=RHONE_ALPES), NearbySelection(typed=typed)
    )
    assert "<script" not in written
    need, place = elements(tree(written), "Input")
    assert (need["name"], need["value"], place["name"], place["value"]) == (
        "besoin",
        "",
        "lieu",
        typed,
    )
    assert "onfocus" not in {attribute.lower() for attribute in place}


# What is shown before any script runs.


def plain(answer, selection=LAMASTRE):
    return plain_list(answer, selection)


def chosen(page):
    """What each choice of the form is set to; the first one where nothing is."""
    return {
        choice["name"]: next(
            (p["value"] for p in elements(choice["children"], "Option") if "selected" in p), None
        )
        for choice in elements(page, "Select")
    }


def test_a_form_asks_the_same_page_and_holds_what_was_asked():
    selection = NearbySelection(
        filters=Filters(themes=("mobilite",), publics=("seniors",)),
        territory="07129",
        radius=Radius.KM_20,
        opening=Opening.SATURDAY,
        need="CAF",
    )
    written = plain(nearby(FULL), selection)
    assert '<form action="/pres-de-chez-vous" class="find" method="get" role="search">' in written
    page = tree(written)
    assert {box["name"]: box["value"] for box in elements(page, "Input")} == {
        "besoin": "CAF",
        "lieu": "Lamastre",
    }
    assert chosen(page) == {
        "rayon": "20",
        "theme": "mobilite",
        "public": "seniors",
        "ouvert": "samedi",
    }
    labels = {p["for"] for p in elements(page, "Label")}
    assert labels == {
        "nearby-besoin", "nearby-lieu", "choix-rayon", "choix-theme", "choix-public", "choix-ouvert",
    }  # fmt: skip


def test_a_position_asked_for_is_asked_again():
    selection = NearbySelection(position=Position(44.9853, 4.5795))
    assert 'value="44.9853,4.5795"' in plain(nearby(FULL), selection)


def test_the_first_answers_stand_under_the_form():
    written = plain(nearby(FULL, serving=(serves("aide"),)))
    assert written.index("<form") < written.index("Bus</a>") < written.index("Aide</a>")
    assert "<script" not in written
