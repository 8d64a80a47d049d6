"""Who is reached, and where a new service would help, for scripts: ``coverage`` and ``site``."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.commands import coverage as coverage_command
from dashboard.commands import siting as site_command
from tests.helpers.nearby_answers import TUESDAY

KEYS = ["code", "name", "population", "records", "served", "near", "far", "none"]
STATES = KEYS[4:]
KEYS += ["enough", "nearest_km", "no_answer"]
MONTBRISON = "42147"
IMPORTED = (
    b"identifiant;nom;themes;publics;code_insee;latitude;longitude;debut;fin\n"
    b"a;Atelier de la Gare;mobilite;jeunes;42147;45.6050;4.0660;2019;\n"
    b"b;Ancien atelier;sante;tous-publics;42147;45.6050;4.0660;2015;2018\n"
)
"""In Montbrison, in the middle of the Loire, where the catalogue covers nobody."""


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
def asked(snapshot, monkeypatch, tmp_path):
    """Run a command on the catalogue already read, as of a Tuesday."""
    for command in (coverage_command, site_command):
        monkeypatch.setattr(command, "paris_now", lambda: TUESDAY)
        monkeypatch.setattr(command, "stored_snapshot", lambda: snapshot)
    return lambda *arguments: run(*arguments, folder=tmp_path / "none")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A folder where two records were imported."""
    folder = tmp_path_factory.mktemp("data")
    path = folder / "modele.csv"
    path.write_bytes(IMPORTED)
    assert run("import", path, folder=folder / "kept").exit_code == 0
    return folder / "kept"


def answer(result):
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def total(lines, *states):
    return sum(line[state] for line in lines for state in states)


def state_of(lines, code):
    """Name the states that have inhabitants of a territory."""
    line = next(line for line in lines if line["code"] == code)
    return [state for state in STATES if line[state]]


@pytest.mark.parametrize(
    ("level", "size", "first"),
    [
        ("commune", 2738, ("01001", "L'Abergement-Clémenciat", 860)),
        ("epci", 126, ("200000172", "CC Faucigny - Glières", 28_561)),
        ("departement", 8, ("01", "Ain", 679_344)),
    ],
)
def test_every_territory_of_a_level_has_its_inhabitants_in_four_states(asked, level, size, first):
    lines = answer(asked("coverage", "--level", level, "--json"))
    assert len(lines) == size
    assert (lines[0]["code"], lines[0]["name"], lines[0]["population"]) == first
    for line in lines:
        assert list(line) == KEYS
        assert sum(line[state] for state in STATES) == line["population"]


def test_levels_add_up_to_the_same_inhabitants_in_each_state(asked, snapshot):
    communes = answer(asked("coverage", "--json"))
    departements = answer(asked("coverage", "--level", "departement", "--json"))
    for state in STATES:
        assert total(communes, state) == total(departements, state)
    assert total(communes, *STATES) == snapshot.region_index.population


def test_the_commune_is_the_usual_level(asked):
    assert asked("coverage", "--json").stdout == (
        asked("coverage", "--level", "commune", "--json").stdout
    )


def test_a_longer_radius_leaves_fewer_people_far(asked):
    five, ten, forty = (
        total(answer(asked("coverage", "--radius-km", km, "--json")), "far") for km in (5, 10, 40)
    )
    assert forty < ten < five


def test_records_are_chosen_by_theme_public_and_year(asked):
    def served(*options):
        return total(answer(asked("coverage", *options, "--json")), "served", "near")

    everything, mobility = served(), served("--theme", "mobilite")
    assert 0 < mobility < everything
    assert mobility < served("--theme", "mobilite", "--theme", "numerique") < everything
    assert 0 < served("--public", "jeunes") < everything
    assert served("--year", "1950") < served("--year", "2020") <= served("--year", "1950-2020")


def test_what_serves_a_whole_departement_counts_where_it_is_asked_for(asked):
    usual = answer(asked("coverage", "--level", "departement", "--json"))
    wide = answer(asked("coverage", "--level", "departement", "--wide", "--json"))
    assert total(usual, "served") < total(wide, "served") <= total(wide, *STATES)
    assert [line["records"] for line in usual] == [line["records"] for line in wide]


@pytest.mark.usefixtures("few_are_enough")
def test_people_read_lines(asked):
    lines = asked("coverage", "--level", "departement").stdout.splitlines()
    assert len(lines) == 8
    name, population, share = lines[4].split("\t")[1:]
    assert (name, population) == ("Loire", "774\u202f133 hab.")
    assert share == "100,0\u202f% non couverts"


def test_where_sources_hold_too_little_no_share_is_told(asked):
    loire = asked("coverage", "--level", "departement").stdout.splitlines()[4]
    assert loire.startswith("42\tLoire\tNos sources ne permettent pas de répondre")
    assert "%" not in loire
    lines = answer(asked("coverage", "--level", "departement", "--json"))
    assert not lines[4]["enough"]
    assert lines[4]["no_answer"] == loire.split("\t")[2]
    assert f"{lines[4]['nearest_km']}".replace(".", ",") in lines[4]["no_answer"]


@pytest.mark.usefixtures("few_are_enough")
def test_where_they_hold_enough_scripts_read_so(asked):
    lines = answer(asked("coverage", "--level", "departement", "--json"))
    assert {(line["enough"], line["no_answer"]) for line in lines} == {(True, None)}


def test_an_imported_place_makes_its_commune_near(kept):
    before = answer(run("coverage", "--source", "catalogue", "--json", folder=kept))
    after = answer(run("coverage", "--json", folder=kept))
    assert [state_of(lines, MONTBRISON) for lines in (before, after)] == [["far"], ["near"]]
    records = [line["records"] for line in after if line["code"] == MONTBRISON]
    assert records == [1]


def test_imported_records_are_filtered_as_the_others(kept):
    def state(*options):
        lines = answer(run("coverage", "--source", "modele", *options, "--json", folder=kept))
        return state_of(lines, MONTBRISON)

    assert state() == ["near"]
    assert state("--theme", "mobilite", "--public", "jeunes") == ["near"]
    assert state("--public", "seniors") == ["none"]
    # The only record of this theme ended in 2018.
    assert state("--theme", "sante") == ["none"]
    assert state("--theme", "sante", "--year", "2018") == ["near"]


REFUSED = [
    (("--radius-km", "0"), "expected kilometres above 0, 500 at most"),
    (("--radius-km", "501"), "expected kilometres above 0, 500 at most"),
    (("--radius-km", "nan"), "expected kilometres above 0, 500 at most"),
    (("--radius-km", "dix"), "not a valid float"),
    (("--theme", "vélo"), "'mobilite'"),
    (("--public", "tous-publics"), "'jeunes'"),
    (("--year", "99"), "expected a year as 2024, or 2020-2024"),
    (("--year", "2024-2019"), "expected a year as 2024, or 2020-2024"),
    (("--source", "zzz"), "there are: catalogue"),
    (("--source", "ASSO-A"), "there are: catalogue"),
    (("--source", ""), "there are: catalogue"),
    (("--source", "catalogue", "--source", "A B!"), "there are: catalogue"),
]


@pytest.mark.parametrize("command", ["coverage", "site"])
@pytest.mark.parametrize(("options", "expected"), REFUSED)
def test_a_wrong_value_ends_with_2_and_says_what_is_expected(asked, command, options, expected):
    result = asked(command, *options, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert options[0] in result.stderr
    assert expected in result.stderr


@pytest.mark.parametrize(
    ("command", "options", "expected"),
    [
        ("coverage", ("--level", "canton"), "'commune', 'epci', 'departement'"),
        ("site", ("--count", "0"), "1<=x<=10"),
        ("site", ("--count", "11"), "1<=x<=10"),
        ("site", ("--exclude", "75056"), "expected an INSEE code as 01053"),
        ("site", ("--time-limit", "0"), "x>=0.1"),
    ],
)
def test_a_wrong_value_of_one_command_says_what_is_expected(asked, command, options, expected):
    result = asked(command, *options, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert options[0] in result.stderr
    assert expected in result.stderr


def sited(asked, *options):
    return answer(asked("site", "--count", "2", "--radius-km", "10", *options, "--json"))


def test_places_come_in_the_order_to_open_them_with_the_people_each_adds(asked):
    found = sited(asked)
    assert list(found) == [
        "places", "total", "optimality_gap", "optimal", "enough", "no_answer",
    ]  # fmt: skip
    first, second = found["places"]
    assert list(first) == ["code", "name", "newly_covered"]
    assert first["newly_covered"] >= second["newly_covered"] > 0
    assert found["total"] == first["newly_covered"] + second["newly_covered"]
    assert 0 <= found["optimality_gap"] <= 1


def test_a_place_newly_covers_no_more_people_than_nothing_reaches_today(asked):
    lines = answer(asked("coverage", "--json"))
    assert 0 < sited(asked)["total"] <= total(lines, "far", "none")


def test_the_exact_choice_is_at_least_as_good_and_proven(asked):
    quick, exact = sited(asked), sited(asked, "--exact")
    assert exact["total"] >= quick["total"]
    assert (exact["optimality_gap"], exact["optimal"]) == (0, True)
    assert quick["total"] >= (1 - quick["optimality_gap"]) * exact["total"] - 1


def test_no_place_is_put_where_it_is_excluded(asked):
    before = sited(asked)
    first = before["places"][0]["code"]
    after = sited(asked, "--exclude", first)
    assert first not in [place["code"] for place in after["places"]]
    assert after["total"] <= before["total"]


def test_places_are_put_in_communes_of_the_population_asked_for(asked, snapshot):
    communes = snapshot.communes
    towns = sited(asked, "--host-population", "5000")
    rows = [communes.rows[place["code"]] for place in towns["places"]]
    assert len(rows) == 2
    assert communes.populations[rows].min() >= 5_000
    assert towns["total"] <= sited(asked)["total"]
    exact = sited(asked, "--host-population", "5000", "--exact")
    assert communes.populations[[communes.rows[p["code"]] for p in exact["places"]]].min() >= 5_000


@pytest.mark.usefixtures("few_are_enough")
def test_where_no_commune_has_that_population_people_and_scripts_are_told_so(asked):
    assert asked("site", "--host-population", "10000000").stdout == (
        "Aucune commune d’au moins 10\u202f000\u202f000\u00a0habitants ici : aucun nouveau lieu n’est "
        "proposé. Choisissez une population plus petite.\n"
    )
    assert sited(asked, "--host-population", "10000000")["places"] == []


def test_whom_an_import_covers_draw_no_place(kept):
    def most(*options):
        return answer(run("site", "--radius-km", "40", *options, "--json", folder=kept))["total"]

    assert most() < most("--source", "catalogue")


def test_more_time_is_not_needed_for_a_valid_choice(asked):
    found = sited(asked, "--exact", "--time-limit", "0.1")
    assert found["total"] >= sited(asked)["total"]
    assert 0 <= found["optimality_gap"] <= 1


def test_where_sources_hold_too_little_scripts_are_told_and_people_read_no_place(asked):
    found = sited(asked)
    assert not found["enough"]
    assert asked("site", "--count", "2").stdout == f"{found['no_answer']}\n"
    assert found["no_answer"].startswith("Nos sources ne permettent pas de répondre")


@pytest.mark.usefixtures("few_are_enough")
def test_people_read_the_places_in_order(asked):
    found = sited(asked)
    lines = asked("site", "--count", "2").stdout.splitlines()
    assert len(lines) == 3
    for number, (line, place) in enumerate(zip(lines, found["places"], strict=False), start=1):
        assert line.startswith(f"{number}. {place['name']} : + ")
        assert line.endswith(" habitants")
    assert (
        lines[0]
        .replace("\u202f", "")
        .endswith(f"+ {found['places'][0]['newly_covered']} habitants")
    )
    assert lines[2].startswith("En tout : ")


# Crossed with a need.

NEEDS = b"CODGEO;MED21;TP6021\n42147;19000;20,0\n42094;21000;s\n"
"""A fifth of Montbrison is poor, Feurs is under secret; the other communes are not in the file."""


@pytest.fixture(scope="module")
def poor(tmp_path_factory):
    """A folder where a table of needs was imported."""
    folder = tmp_path_factory.mktemp("needs")
    path = folder / "filosofi.csv"
    path.write_bytes(NEEDS)
    assert run("import-needs", path, folder=folder / "kept").exit_code == 0
    return folder / "kept"


def test_people_concerned_are_null_where_secret_and_say_for_how_many_they_are_known(poor):
    told = answer(run("coverage", "--need", "taux-pauvrete", "--json", folder=poor))
    lines = {line["code"]: line for line in told}
    montbrison, feurs, bourg = lines[MONTBRISON], lines["42094"], lines["01053"]
    people = montbrison["population"]
    assert montbrison["concerned"] == pytest.approx(people / 5, abs=0.5)
    assert (montbrison["concerned_known_for"], montbrison["concerned_among"]) == (people, people)
    assert (feurs["concerned"], feurs["concerned_known_for"]) == (None, 0)
    assert feurs["concerned_among"] == feurs["population"]
    # Bourg-en-Bresse is covered: nobody there lives in a gap.
    assert (bourg["concerned"], bourg["concerned_among"]) == (0, 0)


@pytest.mark.usefixtures("few_are_enough")
def test_people_concerned_are_told_in_words_too(poor):
    lines = run("coverage", "--need", "taux-pauvrete", "--level", "departement", folder=poor)
    loire = next(line for line in lines.stdout.splitlines() if line.startswith("42\t"))
    told = loire.split("\t")[-1].replace("\u202f", " ").replace("\u00a0", " ")
    assert told.startswith("environ 3 ")
    assert "(connu pour 16 " in told
    ain = next(line for line in lines.stdout.splitlines() if line.startswith("01\t"))
    assert ain.endswith("\tnon connu")


def test_a_need_that_was_not_imported_is_refused(poor):
    for need in ("part-menages-voiture", "niveau-vie-median"):
        refused = run("coverage", "--need", need, folder=poor)
        assert refused.exit_code == 2
        assert "--need" in refused.stderr
