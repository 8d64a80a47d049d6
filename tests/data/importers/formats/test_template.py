import pytest

from dashboard.data.importers.formats.template import FORMAT, HEADERS
from dashboard.data.importers.recognise import recognise
from dashboard.data.tabular.read import read_tables
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS
from tests.helpers import ROOT
from tests.helpers.importer_tables import read_with

READY_MADE = ROOT / "data" / "templates" / "modele-import.csv"
PAGE = ROOT / "docs" / "import-template.md"

ROW = {
    "nom": "Atelier Exemple",
    "code_insee": "01053",
    "themes": "numerique",
    "publics": "seniors",
}


def read_one(**cells):
    table = read_with(FORMAT, [{**ROW, **cells}])
    return table.rows.iloc[0], table.remarks


def test_the_ready_made_file_is_recognised_and_read_without_a_remark():
    (found,) = recognise("modele.csv", read_tables("modele.csv", READY_MADE.read_bytes()))
    assert found.format is FORMAT
    assert set(found.headers) == set(HEADERS)
    table = FORMAT.read(found.table, found.headers)
    assert table.remarks == ()
    workshop, bus = table.rows.to_dict("records")
    assert (workshop["id"], workshop["longitude"], workshop["latitude"]) == (
        "velo-1",
        5.2255,
        46.2052,
    )
    assert workshop["opening_hours"] == "We 14:00-18:00; Sa 09:00-12:00"
    assert (workshop["travelling"], bus["travelling"]) == ("false", "true")
    assert (workshop["status"], bus["status"]) == ("active", "pilot")
    assert bus["served_codes"] == "200071751|01344"
    assert bus["publics"] == "Séniors|Demandeurs d’emploi"


def test_the_page_shows_the_ready_made_file_and_every_word_of_the_closed_lists():
    page = PAGE.read_text(encoding="utf-8")
    assert READY_MADE.read_bytes().startswith(b"\xef\xbb\xbfnom;resume;themes;")
    assert READY_MADE.read_text(encoding="utf-8-sig").strip() in page
    for code, label in (THEME_LABELS | PUBLIC_LABELS).items():
        assert f"| `{code}` | {label} |" in page
    assert [header for header in HEADERS.values() if f"`{header}`" not in page] == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("numerique, mobilite", "numerique|mobilite"),
        (
            "Mobilité; emploi, formation et savoirs de base, sante",
            "Mobilité|emploi-formation|sante",
        ),
        ("numerique|numerique", "numerique"),
        ("", ""),
    ],
)
def test_a_comma_parts_terms_but_not_our_own_labels(written, read):
    row, _ = read_one(themes=written)
    assert row["themes"] == read


@pytest.mark.parametrize(
    ("cells", "rejected"),
    [
        ({"code_insee": "", "commune": "Bourg-en-Bresse"}, True),
        ({"code_insee": "", "latitude": "46,2", "longitude": ""}, True),
        ({"code_insee": "", "territoires_desservis": "Bresse"}, True),
        ({"code_insee": "", "latitude": "46,2", "longitude": "5,2"}, False),
        ({"code_insee": "", "code_postal": "1000"}, False),
        ({"code_insee": "", "territoires_desservis": "R84"}, False),
        ({}, False),
    ],
)
def test_a_row_that_nothing_locates_is_rejected(cells, rejected):
    _, remarks = read_one(**cells)
    assert any(remark.fatal for remark in remarks) is rejected


def test_a_row_without_name_is_rejected():
    _, remarks = read_one(nom="")
    assert [(r.line, r.column, r.fatal) for r in remarks] == [(2, "nom", True)]


def test_territories_are_read_by_code_and_each_wrong_one_is_told():
    row, remarks = read_one(territoires_desservis="1053, d01|R82 R84;200071751|Ain|99")
    assert row["served_codes"] == "01053|D01|R82|R84|200071751"
    assert [(r.column, r.value, r.fatal) for r in remarks] == [
        ("territoires_desservis", "Ain", False),
        ("territoires_desservis", "99", False),
    ]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("En activité", "active"),
        ("annoncée", "planned"),
        ("EXPERIMENTATION", "pilot"),
        ("ended", "ended"),
        ("situation inconnue", "unknown"),
        ("Ouverte", "active"),
        ("fermé définitivement", "ended"),
        ("Fermée en 2022", "ended"),
        ("arrêté depuis mars 2021", "ended"),
        ("ouvert depuis 2019", "active"),
        ("", ""),
    ],
)
def test_status_is_read_by_code_or_label(word, status):
    row, remarks = read_one(statut=word)
    assert (row["status"], remarks) == (status, ())


@pytest.mark.parametrize("word", ["Fermé le lundi", "fermée en août", "Ouverture en 2030"])
def test_closed_on_some_days_is_not_closed(word):
    assert read_one(statut=word)[0]["status"] == "unknown"


def test_another_status_is_told_with_the_nearest_and_the_situation_is_unknown():
    row, remarks = read_one(statut="terminé(e)s")
    assert row["status"] == "unknown"
    assert [(r.column, r.value, r.nearest, r.fatal) for r in remarks] == [
        ("statut", "terminé(e)s", "terminée", False)
    ]


def test_dates_yes_and_no_are_remarked_when_they_are_none():
    row, remarks = read_one(itinerant="parfois", debut="31/02/2021", fin="2022")
    assert row[["travelling", "started_on", "ended_on"]].tolist() == ["", "", "2022"]
    assert [(r.column, r.value, r.fatal) for r in remarks] == [
        ("itinerant", "parfois", False),
        ("debut", "31/02/2021", False),
    ]


def test_identifiers_given_are_kept_and_the_others_tell_places_apart():
    rows = read_with(
        FORMAT,
        [
            {**ROW, "identifiant": "a1"},
            {**ROW, "identifiant": "", "adresse": "1 rue X"},
            {**ROW, "identifiant": "", "adresse": "1, RUE X."},
            {**ROW, "identifiant": "", "adresse": "2 rue X"},
        ],
    ).rows
    first, second, again, other = rows["id"]
    assert first == "a1"
    assert second == again != other
