from dashboard.data.importers.formats.siae import FORMAT
from tests.helpers.importer_tables import read_with

ENTERPRISE = {
    "MESURE": "ACI",
    "CODE_DEPARTEMENT": "001",
    "LIBELLE_DPT": "AIN",
    "CODE_POSTAL": "01700",
    "COMMUNE": "ST MAURICE DE BEYNOST",
    "CODE_NAF2": "9499Z",
    "NATURE_JURIDIQUE": "Association déclarée",
    "SIRET": "34356040500099",
    "DENOMINATION_SOCIALE": "EXEMPLE AVENIR",
    "NUM_RUE": "7",
    "NOM_RUE": "Avenue DES EXEMPLES",
    "CODE_POST_COM": "01708",
    "LIB_COM": "MIRIBEL CEDEX",
    "TELEPHONE": "465710012",
}


def test_an_enterprise_is_read_with_its_measure_as_theme_and_public():
    row = read_with(FORMAT, [ENTERPRISE]).rows.iloc[0]
    assert row[["source", "id", "name", "summary"]].tolist() == [
        "siae",
        "ACI-34356040500099",
        "EXEMPLE AVENIR",
        "Atelier et chantier d’insertion (ACI).",
    ]
    assert row[["themes", "publics", "departement", "phone"]].tolist() == [
        "ACI",
        "ACI",
        "001",
        "04 65 71 00 12",
    ]
    assert row[["address", "postal_code", "city"]].tolist() == [
        "7 Avenue DES EXEMPLES",
        "01708",
        "MIRIBEL CEDEX",
    ]


def test_one_enterprise_under_two_measures_is_two_records_and_under_one_twice_is_one():
    rows = read_with(
        FORMAT,
        [ENTERPRISE, {**ENTERPRISE, "MESURE": "EI"}, {**ENTERPRISE, "CODE_DEPARTEMENT": "003"}],
    ).rows
    assert rows["id"].tolist() == [
        "ACI-34356040500099",
        "EI-34356040500099",
        "ACI-34356040500099",
    ]


def test_the_name_of_a_person_is_not_kept():
    persons = [
        {**ENTERPRISE, "NATURE_JURIDIQUE": "Artisan", "DENOMINATION_SOCIALE": "NOM PRENOM"},
        {
            **ENTERPRISE,
            "NATURE_JURIDIQUE": "Commerçant",
            "DENOMINATION_SOCIALE": "NOM PRENOM (LA POMME)",
        },
    ]
    table = read_with(FORMAT, persons)
    assert table.rows[["name", "operator"]].to_numpy().tolist() == [
        ["Atelier et chantier d’insertion", ""],
        ["LA POMME", "LA POMME"],
    ]
    assert table.remarks == ()


def test_a_row_that_says_neither_name_nor_measure_is_rejected():
    table = read_with(FORMAT, [{**ENTERPRISE, "MESURE": "", "DENOMINATION_SOCIALE": ""}])
    assert [(r.line, r.column, r.fatal) for r in table.remarks] == [
        (2, "DENOMINATION_SOCIALE", True)
    ]
