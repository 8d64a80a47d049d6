"""Territories side by side, for scripts: ``compare CODE CODE… --json``."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.analysis.comparison.compare import compare
from dashboard.commands import comparison as command
from dashboard.commands.asking import filters_json
from dashboard.domain.counting import Counting
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import COMPARISON, ComparisonSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS

BOURG, VALENCE = "200071751", "200068781"
KEYS = ["method", "edition", "filters", "level", "references", "territories"]
MEASURES = [indicator.name.lower() for indicator in COMPARED]
STANDING = [
    "value", "region", "stratum_median", "departement", "neighbours",
    "rank", "ranked", "stratum_rank", "stratum_ranked",
]  # fmt: skip


UNFILTERED = filters_json(COMPARISON, ComparisonSelection())


@pytest.fixture
def asked(snapshot, monkeypatch):
    """Run the command on the catalogue already read."""
    monkeypatch.setattr(command, "stored_snapshot", lambda: snapshot)

    def run(*arguments):
        result = CliRunner().invoke(main, ["compare", *arguments])
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert "Traceback" not in result.output
        return result

    return run


def answer(result):
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def test_a_process_writes_one_json_object_with_the_numbers_of_the_page(snapshot, tmp_path):
    arguments = [BOURG, VALENCE, "--theme", "mobilite", "--theme", "alimentation", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "compare", *arguments],
        env={"DASHBOARD_DATA_DIR": str(tmp_path / "none"), "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout.decode("utf-8"))
    assert list(found) == KEYS
    chosen = ComparisonSelection(
        filters=Filters(themes=("alimentation", "mobilite")), territories=(BOURG, VALENCE)
    )
    assert_same(found, compare(snapshot, chosen))


def test_every_filter_gives_the_numbers_of_the_page(asked, snapshot):
    found = answer(
        asked(
            BOURG,
            VALENCE,
            "--public",
            "jeunes",
            "--year",
            "2019-2024",
            "--located",
            "--wide",
            "--json",
        )
    )
    assert found["filters"] == UNFILTERED | {
        "publics": ["jeunes"],
        "years": [2019, 2024],
        "located": True,
        "wide": True,
    }
    chosen = ComparisonSelection(
        filters=Filters(
            counting=Counting.LOCATED, publics=("jeunes",), years=(2019, 2024), wide=True
        ),
        territories=(BOURG, VALENCE),
    )
    assert_same(found, compare(snapshot, chosen))


def assert_same(found, expected):
    assert [one["code"] for one in found["territories"]] == [
        one.code for one in expected.territories
    ]
    for place, (told, one) in enumerate(
        zip(found["territories"], expected.territories, strict=True)
    ):
        assert list(told["measures"]) == MEASURES
        for name, standing in told["measures"].items():
            known = one.ranks[Indicator[name.upper()]]
            assert list(standing) == STANDING
            assert (standing["value"], standing["rank"], standing["ranked"]) == (
                known.value,
                known.rank,
                known.ranked,
            )
            assert standing["region"] == known.references.get(Reference.REGION)
            assert standing["stratum_median"] == known.references.get(Reference.STRATUM)
            assert standing["departement"] == known.references.get(Reference.DEPARTEMENT)
            assert standing["neighbours"] == known.references.get(Reference.NEIGHBOURS)
        for key, lines in (("themes", expected.themes), ("publics", expected.publics)):
            assert told[key] == {
                line.code: {"number": line.shares[place].number, "rate": line.shares[place].rate}
                for line in lines
            }
        years = told["first_years"]
        assert (years["new"], years["begun"], years["unknown"]) == (
            list(one.first_years.new),
            list(one.first_years.begun),
            one.first_years.unknown,
        )
        assert [figure["value"] for figure in told["figures"]] == [
            figure.value for figure in one.figures
        ]
        assert [partner["code"] for partner in told["partners"]] == [
            partner.code for partner in one.partners
        ]
    region = found["references"]["region"]
    assert {name: region[name] for name in MEASURES} == {
        indicator.name.lower(): value for indicator, value in expected.region.items()
    }


def test_the_answer_says_what_it_was_made_with(asked, catalogue_counts):
    found = answer(asked(BOURG, VALENCE, "--json"))
    assert list(found["method"]) == ["version", "date"]
    assert found["edition"] == {
        "catalogue": catalogue_counts.date,
        "geography": "COG 2026",
        "imports": [],
    }
    usual = {"themes": [], "publics": [], "years": None, "located": False, "wide": False}
    assert found["filters"] == UNFILTERED == UNFILTERED | usual
    bourg = found["territories"][0]
    assert (bourg["name"], bourg["kind"], bourg["population"]) == (
        "CA du Bassin de Bourg-en-Bresse",
        "communauté d’agglomération",
        137_046,
    )
    assert list(bourg["themes"]) == list(THEME_LABELS)
    assert list(bourg["publics"]) == list(PUBLIC_LABELS)
    assert list(bourg["figures"][0]) == [
        "record_id", "record", "label", "value", "unit", "period", "source", "source_date",
    ]  # fmt: skip
    (stratum,) = found["references"]["strata"]
    assert (stratum["label"], stratum["size"]) == (bourg["stratum"], 8)


def test_any_year_is_the_default_as_on_the_page(asked):
    def number(*options):
        found = answer(asked(BOURG, VALENCE, "--json", *options))
        return [one["measures"]["number"]["value"] for one in found["territories"]]

    assert number() == [12, 14]
    assert number("--year", "1900-2100") == number()
    help_text = asked("--help").stdout
    assert "by default: any year" in " ".join(help_text.split())
    assert "not ended" not in help_text


def test_a_departement_is_written_as_insee_does_or_as_addresses_do(asked):
    plain, addressed = asked("01", "26", "--json"), asked("D01", "D26", "--json")
    assert plain.stdout == addressed.stdout == asked("d01", "d26", "--json").stdout
    found = answer(plain)
    assert found["level"] == "departement"
    assert [(one["code"], one["name"]) for one in found["territories"]] == [
        ("01", "Ain"),
        ("26", "Drôme"),
    ]
    assert found["territories"][0]["measures"]["number"]["departement"] is None


def test_communes_are_compared_too_and_small_ones_say_so(asked):
    found = answer(asked("01053", "01002", "--json"))
    assert found["level"] == "commune"
    bourg, small = found["territories"]
    assert (bourg["cautious"], small["cautious"], small["population"]) == (False, True, 270)
    # Rates under 500 inhabitants are not ranked; their stratum holds nothing else, and has its median.
    rate = small["measures"]["rate"]
    assert (rate["rank"], rate["stratum_ranked"], rate["stratum_median"]) == (None, 0, 0.0)
    line = asked("01053", "01002").stdout.splitlines()[2]
    assert line.startswith("L'Abergement-de-Varey (effectif faible)  ")
    assert line.endswith("  hors classement")


def test_people_read_an_aligned_table_and_what_it_rests_on(asked, catalogue_counts):
    head, *lines = asked(BOURG, VALENCE).stdout.splitlines()
    assert head.split()[:2] == ["Habitants", "Initiatives"]
    bourg, valence, mean, median, filters, edition = lines
    assert bourg.startswith("CA du Bassin de Bourg-en-Bresse  ")
    assert "137\u202f046" in bourg
    end = head.index("Initiatives") + len("Initiatives")
    assert (bourg[:end].split()[-1], valence[:end].split()[-1]) == ("12", "14")
    assert mean.startswith("Moyenne régionale  ")
    assert median.startswith(
        "Médiane : communautés d’agglomération de 100\u202f000 habitants et plus"
    )
    assert filters.startswith("Thèmes : tous")
    written = catalogue_counts.edition.capitalize()
    assert f"{written}, territoires COG 2026, méthode" in edition


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((), "Missing argument 'CODE CODE…'"),
        ((BOURG,), f"{BOURG}: expected 2 to 5 different territories of one level"),
        ((BOURG, BOURG), "expected 2 to 5 different territories of one level"),
        (("01", "D01"), "01: expected 2 to 5 different territories"),
        (("01", "07", "26", "38", "42", "69"), "01, 07, 26, 38, 42, 69: expected 2 to 5"),
        (
            (BOURG, "01053"),
            "01053 (Bourg-en-Bresse) is of level commune; expected territories of one",
        ),
        (("01053", "01", BOURG), "01 (Ain) is of level departement; expected territories of one"),
        ((BOURG, "75056"), "'75056' is no territory of the map; expected a commune as 01053"),
        (("Lyon", BOURG), "'Lyon' is no territory of the map"),
        (("R82", BOURG), "'R82' is no territory of the map"),
        (("75", "01"), "'75' is no territory of the map"),
        (("75056", "75", "--json"), "'75056' is no territory of the map"),
    ],
)
def test_what_cannot_be_compared_ends_with_2_and_says_what_is_expected(asked, codes, expected):
    result = asked(*codes)
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--theme", "vélo"), "'mobilite'"),
        (("--public", "tous-publics"), "'jeunes'"),
        (("--year", "99"), "expected a year as 2024, or 2020-2024"),
    ],
)
def test_a_wrong_filter_ends_with_2_and_says_what_is_expected(asked, options, expected):
    result = asked(BOURG, VALENCE, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert options[0] in result.stderr
    assert expected in result.stderr
