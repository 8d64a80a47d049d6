from dashboard.data.importers.formats.adultes_relais import FORMAT
from tests.helpers.importer_tables import read_with

POST = {
    "id_poste": "00112R000102",
    "code_tiers": "77554402601284",
    "raison_sociale": "CENTRE SOCIAL EXEMPLE",
    "annee": "2020",
    "montant": "19875.06",
    "code_cv": "CV002",
    "insee_dep": "01",
    "insee_reg": "84",
}


def test_a_post_is_read_with_its_departement_only():
    row = read_with(FORMAT, [POST], container="json").rows.iloc[0]
    assert row[["source", "id", "name", "departement"]].tolist() == [
        "adultes-relais",
        "00112R0001",
        "Poste d’adulte-relais – CENTRE SOCIAL EXEMPLE",
        "01",
    ]
    assert row[["summary", "operator", "updated_on", "city"]].tolist() == [
        "Poste financé par l’État en 2020 : 19\u202f875\u00a0€.",
        "CENTRE SOCIAL EXEMPLE",
        "2020",
        "",
    ]


def test_a_post_keeps_its_identity_when_its_agreement_is_renewed():
    following = {**POST, "id_poste": "00112R000103", "annee": "2021", "montant": "20071.82"}
    corsican = {**POST, "id_poste": "02A20R000100"}
    rows = read_with(FORMAT, [POST, following, corsican, {**POST, "id_poste": "59L20R015501"}]).rows
    assert rows["id"].tolist() == ["00112R0001", "00112R0001", "02A20R0001", "59L20R0155"]


def test_an_identifier_of_another_form_stays_whole():
    assert read_with(FORMAT, [{**POST, "id_poste": "AR-17"}]).rows["id"].tolist() == ["AR-17"]


def test_a_post_without_departement_is_where_its_agreement_was_signed():
    saint_martin = {**POST, "id_poste": "97116R000301", "insee_dep": ""}
    assert read_with(FORMAT, [saint_martin]).rows["departement"].tolist() == ["971"]


def test_a_post_without_identifier_is_rejected_and_one_without_amount_is_not():
    table = read_with(FORMAT, [{**POST, "id_poste": ""}, {**POST, "montant": "NC"}])
    assert [(r.line, r.column, r.fatal) for r in table.remarks] == [(2, "id_poste", True)]
    assert table.rows["summary"][1] == "Poste financé par l’État en 2020."
