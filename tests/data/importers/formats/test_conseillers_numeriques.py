from dashboard.data.importers.formats.conseillers_numeriques import FORMAT
from tests.helpers.importer_tables import read_with

ORGANISATION = {
    "Raison sociale": "COMMUNE DE VALEXEMPLE",
    "Commune INSEE": "Ambérieu-en-Bugey",
    "Département": "Ain",
    "Nombre de conseillers validés par le COSELEC": "2",
    "Date de validation en comité de sélection": "16/06/2021",
    "Type": "publique",
    "SIRET": "21010004200014",
    "Code département": "1",
    "Adresse": "1 PL DE L'EXEMPLE 01500 AMBERIEU EN BUGEY",
    "Code commune INSEE": "1004",
    "Code postal": "1500",
    "Investissement financier estimatif total de l’Etat": "74858",
    "ZRR": "non",
    "QPV": "oui",
    "France services": "non renseigné",
}


def test_an_organisation_is_read_and_its_codes_left_for_the_linkage_to_restore():
    row = read_with(FORMAT, [ORGANISATION]).rows.iloc[0]
    assert row[["source", "id", "name", "operator"]].tolist() == [
        "conseillers-numeriques",
        "21010004200014",
        "Conseiller numérique – COMMUNE DE VALEXEMPLE",
        "COMMUNE DE VALEXEMPLE",
    ]
    assert row[["address", "postal_code", "insee_code", "departement", "city"]].tolist() == [
        "1 PL DE L'EXEMPLE",
        "1500",
        "1004",
        "1",
        "Ambérieu-en-Bugey",
    ]
    assert row[["summary", "started_on"]].tolist() == [
        "2 postes de conseiller numérique validés.",
        "2021-06-16",
    ]
    assert row["longitude"] != row["longitude"]


def test_two_decisions_for_one_organisation_are_one_record():
    later = {**ORGANISATION, "Date de validation en comité de sélection": "05/01/2022"}
    assert read_with(FORMAT, [ORGANISATION, later]).rows["id"].nunique() == 1


def test_without_siret_the_organisation_still_has_an_identifier_and_without_name_it_is_rejected():
    unknown = {**ORGANISATION, "SIRET": ""}
    nameless = {**ORGANISATION, "Raison sociale": ""}
    table = read_with(FORMAT, [unknown, nameless])
    assert [len(one) for one in table.rows["id"]] == [16, 14]
    assert [(r.line, r.column, r.fatal) for r in table.remarks] == [(3, "Raison sociale", True)]
