"""From what the reader asked for to the point that distances are counted from."""

import math

import pytest

from dashboard.analysis.nearby.origin import coded_origin, named_origin, origin_of
from dashboard.analysis.nearby.results import NoOrigin, Origin, OriginKind, Unplaced
from dashboard.domain.position import Position
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.territory import Level
from tests.helpers.small_nearby import initiative, snapshot_of
from tests.helpers.small_region import BOURG, LOIRE


@pytest.fixture
def context(geography):
    return snapshot_of(geography, [initiative("seule")], [])


@pytest.fixture(scope="session")
def region(snapshot):
    return snapshot


def asked(context, **query):
    return origin_of(context, NearbySelection.from_query(query))


def candidates(found):
    assert isinstance(found, NoOrigin)
    return [one.code for one in found.candidates]


def refusal(found):
    assert isinstance(found, NoOrigin)
    return found.why


def test_a_commune_is_asked_from_its_town_hall(context):
    found = asked(context, territoire="01344")
    assert (found.kind, found.code, found.name) == (
        OriginKind.COMMUNE,
        "01344",
        "Saint-Denis-lès-Bourg",
    )
    assert (found.epci_code, found.epci) == (BOURG, "CA du Bassin de Bourg-en-Bresse")
    assert (round(found.longitude, 6), round(found.latitude, 6)) == (1, 45)


def test_lambert_93_is_counted_from_3_degrees_east_at_700_km(context):
    found = asked(context, territoire="07288")  # its town hall is on the third meridian
    assert round(found.easting, 3) == 700_000


def test_a_town_hall_without_a_position_leaves_the_middle_of_its_commune(geography):
    geography.town_halls = geography.town_halls.iloc[1:]
    found = asked(
        snapshot_of(geography, [initiative("seule")], []),
        territoire="01053",
    )
    assert (round(found.longitude, 6), round(found.latitude, 6)) == (0.5, 0.5)


def test_an_epci_is_asked_from_its_most_populated_commune(context):
    found = asked(context, territoire=BOURG)
    assert (found.kind, found.code, found.name) == (
        OriginKind.EPCI,
        BOURG,
        "CA du Bassin de Bourg-en-Bresse (3/4 communes)",
    )
    assert (found.commune_code, found.epci_code) == ("01053", BOURG)
    assert asked(context, territoire=LOIRE).commune_code == "42218"


def test_a_commune_without_an_epci_has_none(geography):
    geography.communes.loc[3, "epci_code"] = None
    context = snapshot_of(geography, [initiative("seule")], [])
    found = asked(context, territoire="07288")
    assert (found.epci_code, found.epci) == ("", "")


@pytest.mark.parametrize(
    ("code", "today"), [("69388", "69123"), ("01888", "01344"), ("01889", "01344")]
)
def test_a_former_commune_is_the_one_it_became(context, code, today):
    assert asked(context, territoire=code).code == today
    assert named_origin(context, code).code == today


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Lyon", "69123"),
        ("  LYON ", "69123"),
        ("saint denis les bourg", "01344"),
        ("SAINT-ÉTIENNE", "42218"),
        ("st etienne", "42218"),
        ("l'oeuvre sur ain", "01999"),
        ("Saint-Priest (07)", "07288"),
        ("saint priest 69", "69290"),
        ("ca du bassin de bourg en bresse", BOURG),
        ("CC Coupée (1/3 communes)", "240700302"),
        ("Lyon 8e arrondissement", "69388"),
    ],
)
def test_a_name_is_found_whatever_its_accents_case_and_hyphens(context, typed, code):
    today = {"69388": "69123"}.get(code, code)
    assert named_origin(context, typed).code == today


def test_a_name_of_two_communes_offers_both_the_most_populated_first(context):
    found = named_origin(context, "saint priest")
    assert refusal(found) is Unplaced.AMBIGUOUS
    assert [(one.code, one.label) for one in found.candidates] == [
        ("69290", "Saint-Priest (69)"),
        ("07288", "Saint-Priest (07)"),
    ]


def test_a_living_commune_hides_a_former_one_of_its_name(geography):
    geography.former_communes.loc[1, "name"] = "Lyon"
    context = snapshot_of(geography, [initiative("seule")], [])
    assert named_origin(context, "lyon").code == "69123"


def test_a_postal_code_of_two_communes_offers_both_and_of_one_leads_to_it(context):
    assert candidates(named_origin(context, "01000")) == ["01053", "01344"]
    assert named_origin(context, "01120").code == "01999"
    assert candidates(asked(context, territoire="01000")) == ["01053", "01344"]
    assert asked(context, territoire="01120").code == "01999"


@pytest.mark.parametrize("code", ["99999", "75056", "2A004", "247700000"])
def test_a_code_of_nowhere_here_is_unknown(context, code):
    for found in (named_origin(context, code), asked(context, territoire=code)):
        assert (refusal(found), found.text, found.candidates) == (Unplaced.UNKNOWN, code, ())
    assert coded_origin(context, code) is None


@pytest.mark.parametrize("code", ["D01", "D75", "R82"])
def test_a_departement_or_the_region_is_too_wide(context, code):
    assert refusal(asked(context, territoire=code)) is Unplaced.TOO_WIDE


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "'; DROP TABLE", "%00", "💥💥"])
def test_a_text_of_nothing_is_unknown(context, typed):
    assert refusal(named_origin(context, typed)) is Unplaced.UNKNOWN


def test_nothing_asked_is_said_so(context):
    assert refusal(asked(context)) is Unplaced.NOTHING_ASKED
    assert refusal(asked(context, lieu="  ")) is Unplaced.NOTHING_ASKED


def test_a_position_inside_a_commune_is_kept_as_it_is(context):
    for found in (asked(context, position="0.5,1.25"), named_origin(context, "0.5,1.25")):
        assert (found.kind, found.code, found.commune) == (
            OriginKind.POSITION,
            "01344",
            "Saint-Denis-lès-Bourg",
        )
        assert (round(found.longitude, 6), round(found.latitude, 6)) == (1.25, 0.5)


def test_a_position_comes_before_a_territory_and_a_territory_before_a_text(context):
    assert asked(context, position="0.5,1.25", territoire="69123", lieu="Vide").code == "01344"
    assert asked(context, territoire="69123", lieu="Vide").code == "69123"


def test_a_position_outside_is_told_with_its_distance_and_the_nearest_commune(context):
    found = asked(context, position="0,-1")  # a degree of the equator west of the first commune
    assert (refusal(found), candidates(found)) == (Unplaced.OUTSIDE, ["01053"])
    assert found.away_km == pytest.approx(111.3, abs=0.1)


@pytest.mark.parametrize("position", ["90,0", "-90,0", "-90,180", "0,180", "-45,-180"])
def test_the_ends_of_the_earth_are_outside_at_a_distance(context, region, position):
    for place in (context, region):
        found = asked(place, position=position)
        assert refusal(found) is Unplaced.OUTSIDE
        assert math.isfinite(found.away_km)
        assert 1_000 < found.away_km < 20_100


# The real region.


def test_the_enclave_of_vaucluse_is_outside_though_surrounded(region):
    found = asked(region, position="44.38,4.98")  # Valréas
    assert (refusal(found), candidates(found)) == (Unplaced.OUTSIDE, ["26322"])
    assert found.away_km == pytest.approx(3.2, abs=0.1)


def test_paris_is_some_300_km_away(region):
    found = named_origin(region, "48.85,2.35")
    assert refusal(found) is Unplaced.OUTSIDE
    assert found.away_km == pytest.approx(309, abs=2)


def test_a_position_in_grenoble_is_in_grenoble(region):
    found = asked(region, position="45.1885,5.7245")
    assert (found.commune_code, found.epci) == ("38185", "Grenoble-Alpes-Métropole")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("69388", "69123"),
        ("annecy", "74010"),
        ("Lamastre (07)", "07129"),
        ("BOURG EN BRESSE", "01053"),
    ],
)
def test_real_names_and_codes(region, typed, code):
    assert named_origin(region, typed).code == code


def test_01000_leads_to_bourg_en_bresse_and_the_other_of_that_code(region):
    found = named_origin(region, "01000")
    assert [one.label for one in found.candidates] == ["Bourg-en-Bresse", "Saint-Denis-lès-Bourg"]


def test_a_postal_code_that_is_an_insee_code_too_is_asked_which(region):
    found = named_origin(region, "07270")
    assert refusal(found) is Unplaced.AMBIGUOUS
    assert {"07270", "07129"} < set(candidates(found))
    hints = {one.code: one.hint for one in found.candidates}
    assert (hints["07270"], hints["07129"]) == ("code INSEE 07270", "07270")
    # In an address or for a script it is the INSEE code.
    assert coded_origin(region, "07270").name == "Saint-Martin-sur-Lavezon"
    assert asked(region, territoire="07270").name == "Saint-Martin-sur-Lavezon"


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.EPCI])
def test_every_name_the_page_writes_leads_back_to_its_territory(region, level):
    territories = region.region_index.territories[level]
    step = 25 if level is Level.COMMUNE else 1
    pairs = list(zip(territories.labels, territories.codes, strict=True))[::step]
    assert len(pairs) > 100
    found = {label: named_origin(region, label) for label, _ in pairs}
    strays = [
        (label, code)
        for label, code in pairs
        if not (isinstance(found[label], Origin) and found[label].code == code)
    ]
    # « Romans » may be the village or Romans-sur-Isère: asked, and both are offered.
    asked_which = [("Romans", "01328")] if level is Level.COMMUNE else []
    assert strays == asked_which
    assert all(code in candidates(found[label]) for label, code in asked_which)


def test_the_name_of_a_departement_is_too_wide_and_offers_its_largest_communes(region):
    found = named_origin(region, "Isère")
    assert refusal(found) is Unplaced.TOO_WIDE
    assert [one.label for one in found.candidates[:3]] == [
        "Grenoble",
        "Saint-Martin-d'Hères",
        "Échirolles",
    ]
    assert len(found.candidates) == 10


def test_a_position_is_written_in_addresses_to_ten_metres():
    assert str(Position(44.98613, 4.57921)) == "44.9861,4.5792"


@pytest.mark.parametrize(
    "typed",
    [
        "45.19,5.72",
        "45.19 5.72",
        "45,19 5,72",
        "45,19;5,72",
        "45,19 ; 5,72",
        "45°11'24\"N 5°43'12\"E",
    ],
)
def test_a_position_is_read_however_it_is_written(region, typed):
    found = named_origin(region, typed)
    assert (found.kind, found.commune, found.note) == (OriginKind.POSITION, "Grenoble", "")
    assert (round(found.latitude, 4), round(found.longitude, 4)) == (45.19, 5.72)


def test_a_swapped_position_is_read_as_such_and_says_so(region):
    for found in (named_origin(region, "5.72,45.19"), asked(region, position="5.72,45.19")):
        assert found.commune == "Grenoble"
        assert found.note == "Position lue comme latitude 45,19, longitude 5,72."


def test_a_swapped_position_near_the_map_is_told_to_be_near_it(region):
    found = named_origin(region, "4.98,44.38")  # Valréas, the enclave
    assert refusal(found) is Unplaced.OUTSIDE
    assert found.away_km == pytest.approx(3.2, abs=0.1)


def test_both_orders_on_the_map_are_latitude_first(context):
    found = named_origin(context, "0.5,0.25")
    assert (round(found.latitude, 6), round(found.longitude, 6), found.note) == (0.5, 0.25, "")


@pytest.mark.parametrize("typed", ["95.2, 200.1", "45.19", "45,19 5,72 3,1", "12°N 45°N"])
def test_numbers_that_are_no_position_are_unreadable(region, typed):
    found = named_origin(region, typed)
    assert (refusal(found), found.candidates) == (Unplaced.UNREADABLE, ())


def test_an_arrondissement_is_asked_from_its_middle_and_its_commune_is_the_town(region):
    found = named_origin(region, "Lyon 8")
    assert (found.kind, found.name, found.arrondissement_code) == (
        OriginKind.ARRONDISSEMENT,
        "Lyon 8e",
        "69388",
    )
    assert (found.code, found.commune_code, found.epci) == ("69123", "69123", "Métropole de Lyon")
    assert found.note == "Distances comptées depuis le centre de Lyon 8e."
    # Some 4 km south-east of the city hall.
    town = named_origin(region, "Lyon")
    assert (town.kind, town.arrondissement_code) == (OriginKind.COMMUNE, "")
    away_km = math.hypot(found.easting - town.easting, found.northing - town.northing) / 1000
    assert away_km == pytest.approx(4.6, abs=0.5)


def test_the_address_of_an_arrondissement_is_the_arrondissement(region):
    assert asked(region, territoire="69388").name == "Lyon 8e"
    assert asked(region, territoire="69008").name == "Ancy"  # in an address, an INSEE code


def test_a_street_is_not_used_and_the_origin_says_so(region):
    found = named_origin(region, "rue Victor Hugo Vienne")
    assert (found.name, found.note) == (
        "Vienne",
        "La rue n’est pas utilisée : distances comptées depuis la mairie de Vienne.",
    )
    found = named_origin(region, "12 rue de la République, Lyon 2")
    assert found.note == (
        "La rue n’est pas utilisée : distances comptées depuis le centre de Lyon 2e."
    )


@pytest.mark.parametrize(
    ("code", "subject"),
    [("63113", "Picherande (63)"), ("D75", "Paris (75)"), ("75056", "Paris (75)")],
)
def test_the_address_of_a_place_outside_names_it(region, code, subject):
    found = asked(region, territoire=code)
    assert (refusal(found), found.subject) == (Unplaced.OUTSIDE, subject)


def test_the_address_of_a_departement_offers_its_largest_communes(region):
    found = asked(region, territoire="D26")
    assert refusal(found) is Unplaced.TOO_WIDE
    assert candidates(found)[0] == "26362"
    assert candidates(asked(region, territoire="R82"))[0] == "69123"
