import pytest

from dashboard.data.importers.formats.data_inclusion_v0 import FORMATS as V0
from dashboard.data.importers.formats.france_services import FORMAT
from dashboard.data.importers.formats.mediation_numerique import FORMAT as MEDIATION
from dashboard.data.importers.recognise import recognise
from tests.helpers.importer_tables import read_with, recognised, text_table

EDITION_2020 = {
    "MATRICULE": "1",
    "DEPARTEMENT": "1",
    "FRANCE SERVICES": "Valexemple",
    "ADRESSE": "9 Rue des Moulins",
    "COMPLEMENT D'ADRESSE": "Mairie",
    "CODE INSEE": "01033",
    "CODE POSTAL": "01200",
    "COMMUNE": "VALEXEMPLE",
    "LATITUDE": "46,105747",
    "LONGITUDE": "5,825644",
    "CONTACT MAIL": "contact@laposte.fr",
    "TELEPHONE": "4 74 30 71 85",
    "TYPE STRUCTURE PORTEUSE": "Collectivité",
    "STRUCTURE PORTEUSE": "CC de l’Exemple",
    **{f"HORAIRES {day}": "9:00 - 12:00 / 13:30 - 17:00" for day in ("LUNDI", "MARDI", "MERCREDI")},
    "HORAIRES JEUDI": "-",
    "HORAIRES VENDREDI": "9:00 - 12:00",
    "HORAIRES SAMEDI": "-",
    "ITINERANCE": "Oui",
}

EDITION_2022 = {
    "id_fs": "temp_156",
    "insee_dep": "01",
    "lib_fs": "France services de Valexemple",
    "lib_com": "Valexemple",
    "insee_com": "01033",
    "mail": "franceservices@exemple.fr",
    "h_lundi": "09:00 - 12:00",
    "h_mardi": "Sur rendez-vous",
    "commentaire": "Écrire à prenom.nom@exemple.fr",
    "itinerance": "Non",
    "format_fs": "Antenne",
    "groupe": "Pays d’Exemple",
    "labellisation": "Espace labellisé 15/01/2021",
}

EDITION_2024 = {
    "labellisation_fs": "2021-01-15",
    "Groupe_FS": "Pays d’Exemple",
    "type_fs": "Bus France services",
    "Format FS": "Site principal",
    "prise_rdv": "https://rdv.exemple.fr",
    "lib_fs": "Bus de l’Exemple",
    "id_fs": "12",
    "itinerance": "",
}


def first(row):
    table = read_with(FORMAT, [row])
    return table.rows.iloc[0], table.remarks


def test_the_edition_of_2020_is_read_with_its_capitals_commas_and_lost_zeros():
    row, remarks = first(EDITION_2020)
    assert row[["source", "id", "name", "operator"]].tolist() == [
        "france-services",
        "1",
        "France services – Valexemple",
        "CC de l’Exemple",
    ]
    assert row[["departement", "insee_code", "postal_code", "city", "address"]].tolist() == [
        "1",
        "01033",
        "01200",
        "VALEXEMPLE",
        "9 Rue des Moulins, Mairie",
    ]
    assert row[["longitude", "latitude"]].tolist() == [5.825644, 46.105747]
    assert row[["phone", "email", "travelling", "status"]].tolist() == [
        "04 74 30 71 85",
        "",
        "true",
        "active",
    ]
    assert row["opening_hours"] == "Mo-We 09:00-12:00,13:30-17:00; Fr 09:00-12:00"
    assert remarks == ()


def test_the_edition_of_2022_gives_the_label_date_and_hours_nobody_can_compute():
    row, remarks = first(EDITION_2022)
    assert row[["name", "started_on", "operator", "travelling", "email"]].tolist() == [
        "France services de Valexemple",
        "2021-01-15",
        "Pays d’Exemple",
        "false",
        "franceservices@exemple.fr",
    ]
    assert row["opening_hours"] == "lundi : 09:00 - 12:00 ; mardi : Sur rendez-vous"
    assert row["summary"] == "Écrire à"
    assert remarks == ()


def test_the_edition_of_2024_renames_and_reorders():
    row, _ = first(EDITION_2024)
    assert row[["id", "started_on", "operator", "travelling", "website"]].tolist() == [
        "12",
        "2021-01-15",
        "Pays d’Exemple",
        "true",
        "https://rdv.exemple.fr",
    ]


def test_names_cut_at_ten_letters_are_understood():
    cut = {name[:10]: cell for name, cell in EDITION_2020.items() if "MARDI" not in name}
    cut |= {"HORAIRES_1": cut.pop("HORAIRES M"), "TYPE STRUC": "Association"}
    cut["HORAIRES M"] = "14:00 - 18:00"
    cut |= {"geometry.longitude": "5.8", "geometry.latitude": "46.1"}
    row, _ = first(cut)
    assert row[["id", "name", "insee_code", "postal_code", "email", "operator"]].tolist() == [
        "1",
        "France services – Valexemple",
        "01033",
        "01200",
        "",
        "CC de l’Exemple",
    ]
    assert row["opening_hours"] == (
        "Mo 09:00-12:00,13:30-17:00; Tu 14:00-18:00; We 09:00-12:00,13:30-17:00; Fr 09:00-12:00"
    )
    assert row["longitude"] == 5.8


def test_defects_are_remarked_where_they_are_and_only_a_lost_identity_rejects():
    table = read_with(
        FORMAT,
        [
            {
                **EDITION_2022,
                "labellisation": "Espace labellisé 31/02/2021",
                "telephone": "38 57 93",
            },
            {**EDITION_2022, "id_fs": ""},
        ],
    )
    assert [(r.line, r.column, r.value, r.fatal) for r in table.remarks] == [
        (2, "telephone", "38 57 93", False),
        (2, "labellisation", "Espace labellisé 31/02/2021", False),
        (3, "id_fs", "", True),
    ]
    assert table.rows["line"].tolist() == [2, 3]


@pytest.mark.parametrize("edition", [EDITION_2020, EDITION_2022, EDITION_2024])
def test_only_this_format_recognises_its_editions(edition):
    assert recognised(FORMAT, *edition) >= 4
    assert [recognised(other, *edition) for other in (MEDIATION, *V0)] == [None, None, None]


def test_an_edition_whose_names_and_labels_are_written_otherwise_is_recognised_with_its_year():
    row = {
        "MATRICULE": "1",
        "DEPARTEMENT": "1",
        "lib_france_services": "Les Exemples",
        "insee_com": "01033",
        "lib_com": "VALSERHÔNE",
        "h_lundi": "9:00 - 12:00 / 13:30 - 17:00",
        "ITINERANCE": "",
        "FORMAT_FS": "Espace labellisé",
        "Labellisation": "Espace labellisé 01/2020",
    }
    (found,) = recognise("liste.csv", [text_table([row])])
    assert found.format is FORMAT
    read = FORMAT.read(found.table, found.headers).rows.iloc[0]
    assert read[["name", "started_on"]].tolist() == ["France services – Les Exemples", "2020"]
