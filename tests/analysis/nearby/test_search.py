"""Who can help near a place: what is near, what serves it, whom to ask first."""

import datetime as dt

import pytest

from dashboard.analysis.nearby.answer import answer
from dashboard.analysis.nearby.results import EntryCause
from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.domain.selections.nearby import NearbySelection
from tests.helpers.small_nearby import (
    TUESDAY,
    WEDNESDAY,
    ask,
    east_of_bourg,
    initiative,
    near,
    place,
    serving,
    snapshot_of,
)
from tests.helpers.small_region import ALL, BOURG, LYON

SATURDAY = dt.datetime(2026, 11, 28, 10, 30, tzinfo=PARIS)
GROCERY = "epicerie-solidaire-itinerante-bresse"
TRANSPORT = "transport-solidaire-lamastre"


def why(found):
    return {one.id: one.why for one in (*found.located, *found.serving)}


def from_desk(snapshot, **query):
    return answer(snapshot, NearbySelection.from_query(query), now=TUESDAY, limit=None)


def one(members, identifier):
    (found,) = [member for member in members if member.id == identifier]
    return found


# Real cases.


def test_from_lamastre_the_transport_serves_through_the_whole_epci(snapshot):
    found = from_desk(snapshot, territoire="07129")
    transport = one(found.serving, TRANSPORT)
    assert (transport.why, transport.through) == (EntryCause.SERVES_EPCI, "CC du Pays de Lamastre")
    assert (transport.distance_m, near(found)) == (None, [])


def test_at_a_stop_the_travelling_grocery_is_a_place_at_hand(snapshot):
    found = from_desk(snapshot, territoire="01254")
    grocery = one(found.located, GROCERY)
    assert (grocery.why, grocery.distance_m, grocery.approximate) == (EntryCause.STOP, 0, True)
    assert (grocery.commune, grocery.travelling, grocery.also_serves) == ("Montagnat", True, True)
    assert GROCERY not in serving(found)


def test_at_attignat_where_it_does_not_stop_it_serves(snapshot):
    found = from_desk(snapshot, territoire="01024")
    assert one(found.serving, GROCERY).why is EntryCause.SERVES_EPCI
    assert GROCERY not in near(found)


@pytest.mark.parametrize("place", ["07129", "01254", "01024", "38185", "200068781", "200040715"])
@pytest.mark.parametrize("radius", ["5", "20", "50", "intercommunalite"])
def test_nothing_is_told_twice(snapshot, place, radius):
    found = from_desk(snapshot, territoire=place, rayon=radius)
    told = near(found) + serving(found)
    assert len(told) == len(set(told)) == found.located_total + found.serving_total


def test_near_ones_come_nearest_first_and_within_the_radius(snapshot):
    for radius_km in (5, 10, 20, 50):
        found = from_desk(snapshot, territoire="01254", rayon=str(radius_km))
        metres = [one.distance_m for one in found.located]
        assert metres == sorted(metres)
        assert metres[-1] <= 1000 * radius_km
    assert len(metres) > 2


def test_a_position_has_the_answers_of_its_commune(snapshot):
    by_position = from_desk(snapshot, position="44.9853,4.5795")
    assert serving(by_position) == serving(from_desk(snapshot, territoire="07129"))
    assert by_position.hall.commune == "Lamastre"


def test_the_schemes_of_the_region_come_last(snapshot):
    ranks = [one.why for one in from_desk(snapshot, territoire="38185").serving]
    assert ranks == [EntryCause.SERVES_EPCI] * 11 + [EntryCause.SERVES_REGION]


def test_a_service_reached_from_anywhere_says_so_without_a_distance(snapshot):
    found = one(from_desk(snapshot, territoire="38185").serving, "la-metro-associative")
    assert (found.remote, found.distance_m, found.commune) == (True, None, "")
    assert found.place == "Portail en ligne La Métro Associative"


# Filters, on a small catalogue around the town hall of Bourg-en-Bresse.


def test_a_record_for_everybody_matches_any_beneficiary(geography):
    context = snapshot_of(
        geography,
        [
            initiative("tous", publics=(ALL,), commune_codes=("01053",)),
            initiative("jeunes", publics=("jeunes",), commune_codes=("01053",)),
            initiative("seniors", publics=("seniors",), commune_codes=("01053",)),
        ],
        [],
    )
    assert near(ask(context, public="jeunes")) == ["tous", "jeunes"]
    assert near(ask(context)) == ["tous", "jeunes", "seniors"]


def test_one_of_the_themes_asked_for_is_enough(geography):
    context = snapshot_of(
        geography,
        [
            initiative("deux", themes=("sante", "mobilite"), commune_codes=("01053",)),
            initiative("autre", themes=("culture",), served_codes=("01053",)),
        ],
        [],
    )
    found = ask(context, theme="sante")
    assert (near(found), serving(found)) == (["deux"], [])


def test_what_has_ended_is_left_out_unless_years_ask_for_it(geography):
    context = snapshot_of(
        geography,
        [
            initiative("finie", end_year=2020, commune_codes=("01053",)),
            initiative("dite-finie", status="ended", commune_codes=("01053",)),
            initiative("cette-annee", end_year=2026, served_codes=("01053",)),
            initiative("annoncee", start_year=2030, served_codes=("01053",)),
        ],
        [],
    )
    found = ask(context)
    assert (near(found), serving(found)) == ([], ["annoncee", "cette-annee"])
    assert near(ask(context, annee="2020")) == ["finie", "dite-finie"]
    assert serving(ask(context, annee="2020")) == ["cette-annee"]


@pytest.fixture
def rounds(geography):
    """A bus with its office at the town hall and a stop 3 km away; a house and help that do not move."""
    bus, house = (initiative(name, commune_codes=("01053",)) for name in ("bus", "maison"))
    helpers = initiative("aide", served_codes=("01053",))
    return snapshot_of(
        geography,
        [bus, house, helpers],
        [
            place("bus", **east_of_bourg(0)),
            place("bus", travelling=True, **east_of_bourg(3_000)),
            place("maison", **east_of_bourg(500)),
        ],
    )


def test_a_travelling_one_is_at_its_nearest_stop(rounds):
    (bus,) = ask(rounds, itinerant="oui").located
    assert (bus.id, bus.why, round(bus.distance_m)) == ("bus", EntryCause.STOP, 3_000)
    assert serving(ask(rounds, itinerant="oui")) == []
    assert serving(ask(rounds)) == ["aide"]
    assert [(one.id, one.why) for one in ask(rounds).located] == [
        ("bus", EntryCause.PLACE),
        ("maison", EntryCause.PLACE),
    ]


def test_a_travelling_one_whose_stops_are_far_is_told_at_a_stop_not_at_its_office(geography):
    context = snapshot_of(
        geography,
        [initiative("bus", commune_codes=("01053",))],
        [
            place("bus", **east_of_bourg(0)),
            place("bus", travelling=True, **east_of_bourg(12_000)),
        ],
    )
    found = ask(context, itinerant="oui")
    (bus,) = found.serving
    assert (near(found), bus.why, round(bus.distance_m)) == ([], EntryCause.IN_TERRITORY, 12_000)


@pytest.fixture
def hours(geography):
    """Three houses 1, 2 and 3 km away: open on Tuesday mornings, on Saturdays, and nobody knows."""
    names = ("mardi", "samedi", "prose")
    return snapshot_of(
        geography,
        [
            *(initiative(name, commune_codes=("01053",)) for name in names),
            initiative("ligne", served_codes=("01053",)),
        ],
        [
            place("mardi", opening_hours="Tu 09:00-12:00", **east_of_bourg(1_000)),
            place("samedi", opening_hours="Sa 14:00-17:00", **east_of_bourg(2_000)),
            place("prose", opening_hours="Une fois par mois", **east_of_bourg(3_000)),
        ],
    )


def test_open_now_keeps_what_is_open_and_counts_what_nobody_knows(hours):
    found = ask(hours, ouvert="maintenant")
    assert (near(found), serving(found), found.hours_unknown) == (["mardi"], [], 2)
    (opened,) = found.located
    assert opened.opening.changes_at == dt.datetime(2026, 11, 24, 12, tzinfo=PARIS)


def test_what_was_open_on_tuesday_is_not_on_wednesday(hours):
    found = ask(hours, now=WEDNESDAY, ouvert="maintenant")
    assert (near(found), found.beyond, found.hours_unknown) == ([], None, 2)


@pytest.mark.parametrize("now", [TUESDAY, SATURDAY])
def test_open_on_saturday_is_asked_on_any_day(hours, now):
    assert near(ask(hours, now=now, ouvert="samedi")) == ["samedi"]


def test_without_a_filter_of_hours_none_is_left_out(hours):
    found = ask(hours)
    assert (near(found), found.hours_unknown) == (["mardi", "samedi", "prose"], 0)
    assert serving(found) == ["ligne"]


@pytest.mark.parametrize("places", [[], [place("ici", opening_hours="24/7", **east_of_bourg(0))]])
def test_a_record_without_a_place_has_unknown_hours_even_where_all_places_are_open(
    geography, places
):
    records = [initiative("ici"), initiative("ligne", served_codes=("01053",))]
    found = ask(snapshot_of(geography, records, places), ouvert="maintenant")
    assert (serving(found), found.hours_unknown) == ([], 1)


def test_a_record_open_at_its_second_place_is_told_there(geography):
    context = snapshot_of(
        geography,
        [initiative("deux", commune_codes=("01053",))],
        [
            place("deux", opening_hours="We 09:00-12:00", **east_of_bourg(100)),
            place("deux", opening_hours="Tu 09:00-12:00", **east_of_bourg(4_000)),
        ],
    )
    (open_one,) = ask(context, ouvert="maintenant").located
    assert round(open_one.distance_m) == 4_000
    (nearest,) = ask(context).located
    assert round(nearest.distance_m) == 100


# How far.


@pytest.fixture
def distances(geography):
    """Four places of Bourg-en-Bresse, the last at another commune of its EPCI, 79 km away."""
    metres = {"porte": 0, "bord": 5_000, "loin": 12_000}
    return snapshot_of(
        geography,
        [
            *(initiative(name, commune_codes=("01053",)) for name in metres),
            initiative("voisine", commune_codes=("01344",)),
            initiative("lyon", commune_codes=("69123",)),
        ],
        [place(name, **east_of_bourg(away)) for name, away in metres.items()],
    )


def test_what_stands_in_the_commune_beyond_the_radius_is_told_among_the_others(distances):
    found = ask(distances, rayon="10")
    assert near(found) == ["porte", "bord"]
    (beyond,) = found.serving
    assert (beyond.id, beyond.why, round(beyond.distance_m)) == (
        "loin",
        EntryCause.IN_TERRITORY,
        12_000,
    )
    assert near(ask(distances, rayon="20")) == ["porte", "bord", "loin"]


def test_the_whole_epci_holds_its_other_communes_however_far_and_no_other(distances):
    for query in (
        {"rayon": "intercommunalite"},
        {"territoire": BOURG},
        {"territoire": BOURG, "rayon": "5"},
    ):
        found = ask(distances, **query)
        assert near(found) == ["porte", "bord", "loin", "voisine"]
        assert serving(found) == []
    far = found.located[-1]
    assert (far.approximate, round(far.distance_m / 1000)) == (True, 79)


def test_an_epci_asked_for_is_itself_in_the_answer(distances):
    origin = ask(distances, territoire=BOURG).origin
    assert (origin.code, origin.commune_code) == (BOURG, "01053")


def test_where_none_is_near_the_nearest_beyond_is_told(distances):
    found = ask(distances, territoire="07288", rayon="50")
    assert (near(found), found.beyond.id) == ([], "voisine")  # two degrees west, lyon is three east
    assert round(found.beyond.distance_m / 1000) == 158
    assert ask(distances).beyond is None


def test_the_nearest_beyond_passes_the_filters(hours):
    found = ask(hours, territoire="07288", ouvert="maintenant")
    assert found.beyond.id == "mardi"
    assert ask(hours, territoire="07288", theme="sante").beyond is None


def test_a_town_hall_stands_for_a_place_known_to_its_commune_only(geography):
    context = snapshot_of(
        geography,
        [initiative(name, commune_codes=("01053",)) for name in ("environ", "exacte")],
        [place("environ"), place("exacte", **east_of_bourg(0))],
    )
    assert [(one.id, one.approximate) for one in ask(context).located] == [
        ("exacte", False),
        ("environ", True),
    ]


# What serves.


@pytest.fixture
def served(geography):
    """One record per area served, listed from the widest, and one that serves from Lyon."""
    areas = {
        "region": ("R82",),
        "departements": ("D69", "D01"),
        "epci": (BOURG,),
        "commune": ("75056", "01053"),
        "de-lyon": ("01053",),
        "ailleurs": ("D69",),
    }
    records = [initiative(name, served_codes=codes) for name, codes in areas.items()]
    records[4]["commune_codes"] = ("69123",)
    return snapshot_of(geography, records, [])


def test_the_narrowest_area_comes_first_then_the_nearest(served):
    found = ask(served)
    assert [(one.id, one.why, one.through) for one in found.serving] == [
        ("de-lyon", EntryCause.SERVES_COMMUNE, "Bourg-en-Bresse"),
        ("commune", EntryCause.SERVES_COMMUNE, "Bourg-en-Bresse"),
        ("epci", EntryCause.SERVES_EPCI, "CA du Bassin de Bourg-en-Bresse"),
        ("departements", EntryCause.SERVES_DEPARTEMENT, "Ain"),
        ("region", EntryCause.SERVES_REGION, "Région Rhône-Alpes"),
    ]
    assert (
        round(found.serving[0].distance_m / 1000) == 473
    )  # six degrees east, of 78.8 km at 45° north


def test_an_epci_is_served_through_its_communes_too(served):
    assert why(ask(served, territoire=BOURG)) == {
        "de-lyon": EntryCause.SERVES_COMMUNE,
        "commune": EntryCause.SERVES_COMMUNE,
        "epci": EntryCause.SERVES_EPCI,
        "departements": EntryCause.SERVES_DEPARTEMENT,
        "region": EntryCause.SERVES_REGION,
    }
    lyon = why(ask(served, territoire=LYON))
    assert lyon["departements"] is lyon["ailleurs"] is EntryCause.SERVES_DEPARTEMENT


def test_a_departement_elsewhere_does_not_hide_the_region(geography):
    context = snapshot_of(geography, [initiative("large", served_codes=("D69", "R82"))], [])
    assert why(ask(context)) == {"large": EntryCause.SERVES_REGION}


def test_a_place_of_the_commune_is_not_said_to_serve_through_another_departement(geography):
    context = snapshot_of(
        geography,
        [initiative("ici", commune_codes=("01053",), served_codes=("D69",))],
        [place("ici", **east_of_bourg(12_000))],
    )
    assert why(ask(context)) == {"ici": EntryCause.IN_TERRITORY}


def test_one_that_is_near_and_serves_is_told_once_with_both(geography):
    context = snapshot_of(
        geography,
        [
            initiative("ici", commune_codes=("01053",), served_codes=("01053",)),
            initiative("partout", commune_codes=("01053",), served_codes=(BOURG,)),
            initiative("autre", commune_codes=("01053",), served_codes=("69123",)),
        ],
        [],
    )
    found = ask(context)
    assert [(one.id, one.also_serves) for one in found.located] == [
        ("ici", True),
        ("partout", True),
        ("autre", False),
    ]
    # The EPCI asked for is not served by what serves its main town alone.
    assert [one.id for one in ask(context, territoire=BOURG).located if one.also_serves] == [
        "partout"
    ]


def test_a_remote_service_tells_its_contact_and_no_distance(geography):
    context = snapshot_of(
        geography,
        [initiative("ligne", served_codes=(BOURG,))],
        [place("ligne", commune_code="", name="Ligne d’écoute", phone="04 00 00 00 00")],
    )
    (line,) = ask(context).serving
    assert (line.remote, line.place, line.phone) == (True, "Ligne d’écoute", "04 00 00 00 00")
    assert (line.distance_m, line.longitude) == (None, None)


# The first contact.


@pytest.mark.parametrize(("now", "opened"), [(TUESDAY, True), (WEDNESDAY, False)])
def test_a_town_hall_open_on_tuesday_only_is_closed_on_wednesday(served, now, opened):
    hall = ask(served, now=now).hall
    assert (hall.commune, hall.distance_m, hall.hall.hours.state.open) == (
        "Bourg-en-Bresse",
        0,
        opened,
    )


def test_the_next_opening_is_told_a_week_later(served):
    state = ask(served, now=WEDNESDAY).hall.hall.hours.state
    assert state.changes_at == dt.datetime(2026, 12, 1, 9, tzinfo=PARIS)


def test_unknown_hours_of_a_town_hall_have_no_state(served):
    hall = ask(served, territoire="01344").hall.hall
    assert (hall.hours.state, hall.hours.week, hall.hours.prose) == (None, (), "")


def test_the_town_hall_of_corlier_opens_on_tuesday_mornings_only(snapshot):
    selection = NearbySelection.from_query({"territoire": "01121"})
    states = [
        answer(snapshot, selection, now=now, limit=10).hall.hall.hours.state.open
        for now in (TUESDAY, WEDNESDAY)
    ]
    assert states == [True, False]


# How many are told.


def test_ten_are_told_with_the_number_of_all(geography):
    names = [f"fiche-{number:02}" for number in range(60)]
    context = snapshot_of(
        geography,
        [initiative(name, commune_codes=("01053",)) for name in names[:15]]
        + [initiative(name, served_codes=("01053",)) for name in names[15:]],
        [],
    )
    selection = NearbySelection.from_query({"territoire": "01053"})
    found = answer(context, selection, now=TUESDAY, limit=10)
    assert (near(found), found.located_total) == (names[:10], 15)
    assert (len(found.serving), found.serving_total) == (30, 45)
    assert len(ask(context).serving) == 45


def test_a_remote_service_is_open_when_it_answers(geography):
    line = initiative("ligne", served_codes=(BOURG,))
    answers = place("ligne", commune_code=None, opening_hours="Tu 09:00-12:00")
    context = snapshot_of(geography, [line], [answers])
    tuesday = ask(context, ouvert="maintenant")
    assert (serving(tuesday), tuesday.hours_unknown) == (["ligne"], 0)
    wednesday = ask(context, now=WEDNESDAY, ouvert="maintenant")
    assert (serving(wednesday), wednesday.hours_unknown) == ([], 0)
