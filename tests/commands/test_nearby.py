"""Who can help near a place, for scripts: ``nearby PLACE --json``."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.commands import nearby as command
from tests.helpers.nearby_answers import TUESDAY

GROCERY, TRANSPORT = "epicerie-solidaire-itinerante-bresse", "transport-solidaire-lamastre"
LINE_KEYS = [
    "id", "name", "commune_code", "distance_km", "precision", "why", "phone", "hours", "dated", "source",
    "precise",
]  # fmt: skip
IMPORTED = (
    b"identifiant;nom;themes;publics;code_insee;latitude;longitude;telephone;debut;fin\n"
    b"a;Atelier de la Gare;mobilite;tous-publics;07129;44.9853;4.6050;04 00 00 00 01;2019;\n"
    b"b;Ancien atelier;mobilite;jeunes;07129;44.985298;4.57953;;2015;2018\n"
    b"c;Cuisine;alimentation;seniors;07129;;;;;\n"
)


def run(*arguments, folder):
    result = CliRunner().invoke(
        main,
        [str(argument) for argument in arguments],
        env={"DASHBOARD_DATA_DIR": str(folder), "DASHBOARD_DATABASE_URL": ""},
    )
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def nearby(snapshot, monkeypatch, tmp_path):
    """Run the command on the catalogue already read, as of a Tuesday."""
    monkeypatch.setattr(command, "paris_now", lambda: TUESDAY)
    monkeypatch.setattr(command, "stored_snapshot", lambda: snapshot)

    def asked(*arguments):
        return run("nearby", *arguments, folder=tmp_path / "none")

    return asked


def answer(result):
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def ids(lines):
    return [line["id"] for line in lines]


def test_the_answer_has_the_form_that_was_promised(nearby):
    found = answer(nearby("01254", "--json"))
    assert list(found) == ["place", "need", "located", "serving", "somewhere", "town_hall"]
    assert found["need"] is None
    assert found["place"] == {"code": "01254", "name": "Montagnat"}
    for line in (*found["located"], *found["serving"]):
        assert list(line) == LINE_KEYS
    grocery, services = found["located"]
    assert grocery.pop("source").startswith("Bourg-en-Bresse")
    assert grocery == {
        "id": GROCERY,
        "name": "Épicerie solidaire itinérante de la Bresse",
        "commune_code": "01254",
        "distance_km": 0.0,
        "precision": "commune",
        "why": "étape d’une tournée à Montagnat ; dessert votre commune",
        "phone": None,
        "hours": "Une fois par semaine, jour et heure non précisés",
        "dated": "2025-10-25",
        "precise": True,
    }
    assert (services["commune_code"], services["distance_km"]) == ("01053", 5.945)
    assert (found["town_hall"]["name"], found["town_hall"]["phone"]) == (
        "Mairie de Montagnat",
        "04 74 51 69 69",
    )


def test_what_serves_without_a_place_has_no_distance_nor_commune(nearby):
    transport = answer(nearby("lamastre", "--json"))["serving"][0]
    assert (transport["id"], transport["commune_code"], transport["distance_km"]) == (
        TRANSPORT,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("07129", "07129"),
        ("69388", "69123"),
        ("  LAMASTRE ", "07129"),
        ("Saint-Priest (07)", "07288"),
        ("200016905", "200016905"),
        ("45.1885,5.7245", "38185"),
    ],
)
def test_a_place_is_a_name_a_code_or_a_position(nearby, place, code):
    assert answer(nearby(place, "--json"))["place"]["code"] == code


def test_a_position_south_of_the_equator_is_no_option(nearby):
    result = nearby("-21.1,55.5", "--json")
    assert result.exit_code == 2
    assert "hors du périmètre" in result.stderr


def test_the_filters_are_those_of_the_page(nearby):
    assert ids(answer(nearby("01254", "--radius-km", "5", "--json"))["located"]) == [GROCERY]
    themed = answer(nearby("01254", "--theme", "numerique", "--theme", "alimentation", "--json"))
    assert ids(themed["located"]) == [GROCERY, "maisons-france-services-bassin-bourg"]
    young = answer(nearby("26362", "--public", "jeunes", "--json"))
    assert "mediation-de-rue-valence" in ids(young["located"])
    assert "forum-des-associations-valence-romans" not in ids(young["serving"])
    assert TRANSPORT not in ids(answer(nearby("07129", "--year", "2020", "--json"))["serving"])
    assert TRANSPORT in ids(answer(nearby("07129", "--year", "2020-2023", "--json"))["serving"])


def test_an_insee_code_that_is_a_postal_code_too_is_the_former_and_says_so(nearby):
    result = nearby("07270", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["place"]["name"] == "Saint-Martin-sur-Lavezon"
    assert "07270 est ici un code INSEE ; code postal aussi de : " in result.stderr
    assert "07129" in result.stderr


@pytest.mark.parametrize(
    ("place", "codes"),
    [("saint priest", ["69290", "07288"]), ("01000", ["01053", "01344"])],
)
def test_an_ambiguous_place_lists_the_candidates_and_ends_with_2(nearby, place, codes):
    result = nearby(place, "--json")
    assert result.exit_code == 2
    told = json.loads(result.stdout)
    assert list(told) == ["candidates"]
    assert [one["code"] for one in told["candidates"]] == codes
    assert list(told["candidates"][0]) == ["code", "name", "hint"]
    assert f"« {place} » peut désigner plusieurs communes" in result.stderr


def test_candidates_are_lines_for_people(nearby):
    result = nearby("saint priest")
    assert result.exit_code == 2
    assert result.stdout.splitlines() == [
        "69290\tSaint-Priest (69)\tRhône",
        "07288\tSaint-Priest (07)\tArdèche",
    ]


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("99999", "ne correspond à aucune commune"),
        ("<script>", "ne correspond à aucune commune"),
        ("", "Indiquez une commune"),
        ("ggg", "ne correspond à aucune commune"),
        ("douche", "ne correspond à aucune commune"),
        ("95.2,200.1", "n’est pas lisible"),
        ("x" * 10_000, "ne correspond à aucune commune"),
    ],
)
def test_an_unknown_place_ends_with_1_and_a_sentence(nearby, place, sentence):
    result = nearby(place)
    assert result.exit_code == 1
    assert sentence in result.stderr


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("Clermont-Ferrand", "Clermont-Ferrand (63) est hors du périmètre"),
        ("63000", "Clermont-Ferrand (63) est hors du périmètre"),
        ("75056", "Paris (75) est hors du périmètre"),
        ("Genève", "Genève (Suisse) est hors du périmètre"),
        ("48.85,2.35", "hors du périmètre"),
        ("-90,0", "hors du périmètre"),
        ("44.38,4.98", "à 3,2\u202fkm de sa commune la plus proche"),
    ],
)
def test_a_place_outside_ends_with_2_and_is_named(nearby, place, sentence):
    result = nearby(place)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_town_outside_has_no_candidates(nearby):
    result = nearby("clermont ferrnd", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (2, {"candidates": []})


def test_a_departement_ends_with_2_and_its_largest_communes(nearby):
    result = nearby("Drôme", "--json")
    assert result.exit_code == 2
    names = [one["name"] for one in json.loads(result.stdout)["candidates"]]
    assert (names[0], len(names)) == ("Valence", 10)
    assert "trop vaste" in result.stderr


def test_a_number_the_town_has_no_arrondissement_of_ends_with_2_and_offers_the_town(nearby):
    result = nearby("Lyon 12", "--json")
    assert result.exit_code == 2
    assert [one["name"] for one in json.loads(result.stdout)["candidates"]] == ["Lyon"]
    assert "« Lyon 12 » n’existe pas : Lyon a neuf arrondissements." in result.stderr


def test_the_postal_code_of_an_arrondissement_goes_before_the_insee_code_and_says_so(nearby):
    result = nearby("69008", "--json")
    assert json.loads(result.stdout)["place"] == {"code": "69123", "name": "Lyon 8e"}
    assert "69008 est ici Lyon 8e ; code INSEE aussi de : Ancy (69008)." in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("--radius-km", "0"),
        ("--radius-km", "-1"),
        ("--radius-km", "1e9"),
        ("--radius-km", "nan"),
        ("--radius-km", "inf"),
        ("--radius-km", "dix"),
        ("--theme", "vélo"),
        ("--public", "tous-publics"),
        ("--year", "99"),
        ("--year", "2024-2019"),
    ],
)
def test_a_wrong_option_ends_with_2_and_is_named(nearby, options):
    result = nearby("07129", *options, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert options[0] in result.stderr


def test_people_read_lines(nearby):
    lines = nearby("01254").stdout.splitlines()
    assert lines[:2] == ["Montagnat", "À proximité : 2"]
    assert lines[2] == (
        "  Épicerie solidaire itinérante de la Bresse, environ, au centre de la commune : étape d’une "
        "tournée à Montagnat ; dessert votre commune"
    )
    assert lines[-1] == "Mairie de Montagnat : 04 74 51 69 69"


def test_what_was_imported_is_found_too(tmp_path):
    folder, path = tmp_path / "kept", tmp_path / "modele.csv"
    path.write_bytes(IMPORTED)
    assert run("import", path, folder=folder).exit_code == 0
    found = answer(run("nearby", "07129", "--theme", "mobilite", "--json", folder=folder))
    (station,) = found["located"]
    assert (station["name"], station["distance_km"]) == (
        "Atelier de la Gare",
        pytest.approx(2, abs=0.1),
    )
    earlier = answer(run("nearby", "07129", "--year", "2018", "--json", folder=folder))
    assert [line["name"] for line in earlier["located"]] == ["Ancien atelier", "Cuisine"]
    # Both at the town hall, the one known to its commune only after the other.
    assert [line["distance_km"] for line in earlier["located"]] == [0, 0]


def test_a_need_is_understood_counted_and_narrows_the_answer(nearby):
    found = answer(nearby("01254", "--need", "épiceries solidaires", "--json"))
    assert found["need"] == {
        "text": "épiceries solidaires",
        "label": "Colis et épiceries solidaires",
        "records": found["need"]["records"],
        "places": found["need"]["places"],
        "emergency": [],
    }
    assert found["need"]["records"] >= found["need"]["places"] >= 1
    assert ids(found["located"]) == [GROCERY]
    assert found["located"][0]["precise"]
    nothing = answer(nearby("01254", "--need", "ggggg", "--json"))
    assert (nothing["need"]["label"], nothing["need"]["records"], nothing["located"]) == (
        None,
        0,
        [],
    )
