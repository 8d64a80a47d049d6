import pytest

from dashboard.data.importers.format import TEXT_COLUMNS
from dashboard.data.importers.formats.template import HEADERS
from dashboard.data.importers.recognise import UnknownFormatError, recognise
from dashboard.data.importers.registry import FORMATS, format_named
from dashboard.domain.errors import ImportFileError
from tests.data.importers.formats.test_adultes_relais import POST
from tests.data.importers.formats.test_aidants_connect import ORGANISATION as AIDANTS
from tests.data.importers.formats.test_conseillers_numeriques import ORGANISATION as CONSEILLERS
from tests.data.importers.formats.test_data_inclusion import (
    SERVICE_0,
    SERVICE_1,
    STRUCTURE_0,
    STRUCTURE_1,
)
from tests.data.importers.formats.test_france_services import (
    EDITION_2020,
    EDITION_2022,
    EDITION_2024,
)
from tests.data.importers.formats.test_hinaura import PLACE as HINAURA
from tests.data.importers.formats.test_mediation_numerique import PLACE as MEDIATION
from tests.data.importers.formats.test_siae import ENTERPRISE
from tests.helpers.importer_tables import text_table

TEMPLATE = dict.fromkeys(HEADERS.values(), "x")
POINT = {"name": "Lieu", "description": "", "geometry.longitude": "5", "geometry.latitude": "45"}
LIST = {"Nom de la structure": "Épicerie", "CP": "01000", "Ville": "Bourg-en-Bresse"}
UNKNOWN = {"prenom": "x", "nom": "y", "debut": "z"}

EXAMPLES = [
    ("france-services", "csv", EDITION_2020),
    ("france-services", "csv", EDITION_2022),
    ("france-services", "csv", EDITION_2024),
    ("data-inclusion-structures-v1", "xlsx", STRUCTURE_1),
    ("data-inclusion-services-v1", "xlsx", SERVICE_1),
    ("data-inclusion-structures-v0", "json", STRUCTURE_0),
    ("data-inclusion-services-v0", "json", SERVICE_0),
    ("mediation-numerique", "json", MEDIATION),
    ("hinaura", "json", HINAURA),
    ("conseillers-numeriques", "csv", CONSEILLERS),
    ("aidants-connect", "json", AIDANTS),
    ("siae", "csv", ENTERPRISE),
    ("adultes-relais", "json", POST),
    ("modele", "csv", TEMPLATE),
    ("geojson", "geojson", POINT),
    ("liste", "csv", LIST),
]
PUBLISHED = EXAMPLES[:-3]
PUBLISHED_FORMATS = [form for form in FORMATS if not form.matched]


def codes(*tables, **options):
    return [one.format.code for one in recognise("fichier", tables, **options)]


def test_every_format_has_an_example():
    assert {code for code, _, _ in EXAMPLES} == {form.code for form in FORMATS}


@pytest.mark.parametrize(("code", "container", "row"), EXAMPLES)
def test_each_example_is_recognised_as_itself(code, container, row):
    assert codes(text_table([row], container=container)) == [code]


@pytest.mark.parametrize(("code", "container", "row"), PUBLISHED)
def test_no_published_example_is_of_another_published_format(code, container, row, monkeypatch):
    others = tuple(form for form in FORMATS if form.code != code)
    monkeypatch.setattr("dashboard.data.importers.recognise.FORMATS", others)
    try:
        found = codes(text_table([row], container=container))
    except ImportFileError:
        found = []
    assert set(found) <= {"modele", "geojson", "liste"}


def test_a_published_format_has_a_header_of_its_own_that_no_reader_gives_a_list_by_hand():
    """A reader names the columns of the common table: a list would be of a format told by those alone."""
    plain = {
        form.code
        for form in PUBLISHED_FORMATS
        if not form.containers and set(form.telling) <= set(TEXT_COLUMNS)
    }
    assert plain == set()


@pytest.mark.parametrize(("code", "container", "row"), EXAMPLES)
def test_order_case_and_underscores_of_headers_do_not_matter(code, container, row):
    renamed = {
        name if name.startswith("geometry.") else name.upper().replace("_", " "): cell
        for name, cell in reversed(row.items())
    }
    assert codes(text_table([renamed], container=container)) == [code]


def test_a_map_in_a_published_format_is_of_that_format_not_plain_geojson():
    places = {**EDITION_2022, **POINT}
    assert codes(text_table([places], container="geojson")) == ["france-services"]


def test_every_sheet_of_a_known_format_is_taken_and_the_help_left_aside():
    help_sheet = text_table([{"Champ": "nom", "Explication": "Le nom"}], container="xlsx")
    sheets = [text_table([row], container="xlsx") for row in (STRUCTURE_1, SERVICE_1)]
    found = recognise("modele.xlsx", [help_sheet, *sheets])
    assert [one.format.code for one in found] == [
        "data-inclusion-structures-v1",
        "data-inclusion-services-v1",
    ]
    assert [one.table for one in found] == sheets


def test_found_names_the_headers_of_the_file():
    (found,) = recognise("siae.csv", [text_table([ENTERPRISE])])
    assert found.headers["name"] == "DENOMINATION_SOCIALE"
    assert found.headers["postal_code"] == "CODE_POST_COM"
    assert "email" not in found.headers


def test_an_unknown_file_is_told_what_was_tried_nearest_first():
    with pytest.raises(UnknownFormatError) as error:
        recognise("contacts.csv", [text_table([{**UNKNOWN, "siret": "1", "mesure": ""}])])
    lines = str(error.value).split("\n")
    assert (
        lines[0]
        == error.value.problem
        == (
            "contacts.csv n’est d’aucun format connu. "
            "Colonnes lues : « prenom », « nom », « debut », « siret », « mesure »."
        )
    )
    tried = [line for line in lines if line.startswith("- ")]
    assert len(tried) == len(PUBLISHED_FORMATS) + 1
    assert tried[0] == "- Liste (colonnes appariées) (liste) : il manque le nom"
    assert tried[1].endswith("(siae) : il manque « dénomination_sociale »")
    assert "--format CODE" in lines[-1]
    ((sheet, match),) = error.value.matches
    assert (sheet, match.used) == ("", {})


@pytest.mark.parametrize("tables", [(), (text_table([{"": "x"}]),)])
def test_a_file_without_headers_is_unknown(tables):
    with pytest.raises(ImportFileError, match="Le fichier n’a aucune colonne"):
        recognise("vide.csv", tables)


def test_a_wanted_format_is_taken_without_its_telling_columns_and_in_any_container():
    table = text_table([{"nom": "y", "debut": "z"}])
    assert codes(table, wanted="modele") == ["modele"]
    assert codes(table, wanted="geojson") == ["geojson"]


def test_a_wanted_format_says_which_columns_are_missing():
    with pytest.raises(ImportFileError) as error:
        recognise("contacts.csv", [text_table([UNKNOWN])], wanted="siae")
    assert str(error.value) == (
        "contacts.csv n’est pas au format « Structures d’insertion par l’activité économique (SIAE) » "
        "(siae) : il manque « mesure », « siret », « dénomination_sociale ». "
        "Colonnes lues : « prenom », « nom », « debut »."
    )


def test_a_format_that_does_not_exist_is_told_those_that_do_nearest_first():
    assert format_named("siae").code == "siae"
    with pytest.raises(
        ImportFileError, match=r"« france-service » n’existe pas.*: france-services, "
    ) as error:
        format_named("france-service")
    assert all(form.code in str(error.value) for form in FORMATS)
