import pytest

from dashboard.analysis.opening_hours.at import hours_at
from dashboard.components.shared.contacts import phone_map_address
from tests.helpers.component_tree import elements, tree
from tests.helpers.nearby_answers import TUESDAY
from tests.helpers.template_macros import macro

email_link, phone_link, phone_map_link, site_link = (
    macro("shared/contacts.html.j2", name)
    for name in ("email_link", "phone_link", "phone_map_link", "site_link")
)
opening_hours, opening_state = (
    macro("shared/opening_hours.html.j2", name) for name in ("opening_hours", "opening_state")
)


def link(written):
    (found,) = elements(tree(written), "A")
    return found


def test_a_number_is_called_without_its_spaces_and_says_whom():
    found = link(phone_link("04 75 06\u00a041 92", of="Mairie de Lamastre"))
    assert found["href"] == "tel:0475064192"
    assert found["aria-label"] == "Appeler Mairie de Lamastre : 04 75 06\u00a041 92"
    assert "aria-label" not in link(phone_link("3919"))


def test_an_address_is_written_to_and_a_site_is_visited():
    assert link(email_link("a@exemple.fr"))["href"] == "mailto:a@exemple.fr"
    site = link(site_link("https://exemple.fr/?a=1&b=2"))
    assert (site["href"], site["rel"]) == ("https://exemple.fr/?a=1&b=2", "noopener")


def opened(**facts):
    known = {"label": "Bus", "postal_address": "", "longitude": None, "latitude": None} | facts
    return phone_map_address(**known)


def test_the_phone_s_map_opens_at_an_exact_position_with_its_name():
    target = opened(longitude=4.5795, latitude=44.9853, postal_address="Place de la République")
    assert target == "geo:44.98530,4.57950?q=44.98530,4.57950(Bus)"


def test_without_a_position_the_phone_looks_for_the_address():
    target = opened(postal_address="1 rue de l’Église, 07270 Lamastre")
    assert target == "geo:0,0?q=1%20rue%20de%20l%E2%80%99%C3%89glise%2C%2007270%20Lamastre"


@pytest.mark.parametrize("missing", [{}, {"longitude": 4.5}, {"latitude": 45.0}])
def test_without_either_there_is_no_link(missing):
    assert opened(**missing) == ""


@pytest.mark.parametrize("label", ['"><script>alert(1)</script>', "a)&z=1(", "javascript:alert(1)"])
def test_hostile_words_stay_inside_the_link(label):
    for facts in ({"label": label, "longitude": 4.5, "latitude": 45.0}, {"postal_address": label}):
        written = phone_map_link(opened(**facts))
        assert "<script" not in written
        href = link(written)["href"]
        assert href.startswith("geo:")
        assert not set(href.partition("q=")[2]) & set('<>"&')


# The opening hours of a place.


def test_known_hours_are_a_table_prose_is_kept_and_nothing_is_unknown():
    assert opening_hours(hours_at("Tu 09:00-12:00", TUESDAY)).startswith("<table")
    prose = opening_hours(hours_at("Une fois par mois <b>", TUESDAY))
    assert "Horaires : Une fois par mois &lt;b&gt;." in prose
    assert "Horaires non renseignés." in opening_hours(hours_at("", TUESDAY))


@pytest.mark.parametrize(
    ("hours", "kind", "text"),
    [
        ("Tu 09:00-12:00", "open", "Ouvert, ferme à 12\u202fh"),
        ("Tu 14:00-17:00", "closed", "Fermé, ouvre à 14\u202fh"),
        ('Tu 09:00-12:00 unknown "sur rendez-vous"', "unsure", "Sur rendez-vous"),
    ],
)
def test_whether_it_is_open_now_is_told_in_words_and_with_a_mark(hours, kind, text):
    written = opening_state(hours_at(hours, TUESDAY).state, TUESDAY)
    assert written == f'<span class="state {kind}">{text}</span>'


@pytest.mark.parametrize("hours", ["", "Une fois par mois"])
def test_unknown_hours_have_no_state(hours):
    assert hours_at(hours, TUESDAY).state is None
