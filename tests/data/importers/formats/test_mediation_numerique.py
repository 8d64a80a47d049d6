from dashboard.data.importers.formats.mediation_numerique import FORMAT
from tests.helpers.importer_tables import read_with

PLACE = {
    "id": "17",
    "nom": "Anonymal",
    "services": "Prendre en main un ordinateur;Utiliser le numérique au quotidien",
    "pivot": "43493312300029",
    "commune": "Reims",
    "code_postal": "51100",
    "code_insee": "51454",
    "adresse": "12 BIS RUE DE LECLERCQ",
    "complement_adresse": "Le patio",
    "latitude": "43.52609",
    "longitude": "5.41423",
    "telephone": "+33180059880",
    "courriel": "contact@exemple.org",
    "site_web": "https://www.exemple.org/",
    "presentation_resume": "Notre <b>association</b> propose des formations.",
    "source": "Hinaura",
    "date_maj": "2022-06-02",
    "publics_accueillis": "Adultes;Seniors (+ 65 ans)",
    "conditions_acces": "Gratuit : Je peux accéder gratuitement;Payant : L'accès est payant",
    "horaires": 'Mo-Fr 09:00-12:00,14:00-18:30; PH off "sur rendez-vous"',
}


def test_places_of_the_first_version_are_read():
    row = read_with(FORMAT, [PLACE], container="json").rows.iloc[0]
    assert row[["source", "id", "name", "summary"]].tolist() == [
        "Hinaura",
        "17",
        "Anonymal",
        "Notre association propose des formations.",
    ]
    assert row["themes"] == "Prendre en main un ordinateur|Utiliser le numérique au quotidien"
    assert row["publics"] == "Adultes|Seniors (+ 65 ans)"
    assert row["cost"] == "Gratuit : Je peux accéder gratuitement ; Payant : L'accès est payant"
    assert row["opening_hours"] == 'Mo-Fr 09:00-12:00,14:00-18:30; PH off "sur rendez-vous"'
    assert row[["phone", "email", "website", "updated_on"]].tolist() == [
        "01 80 05 98 80",
        "contact@exemple.org",
        "https://www.exemple.org/",
        "2022-06-02",
    ]
    assert row["address"] == "12 BIS RUE DE LECLERCQ, Le patio"
    assert row[["longitude", "latitude"]].tolist() == [5.41423, 43.52609]


def test_places_of_the_second_version_part_lists_with_bars():
    place = {
        "id": "1",
        "nom": "Lieu",
        "services": "Aide aux démarches administratives|Maîtrise des outils numériques du quotidien",
        "publics_specifiquement_adresses": "Jeunes|Étudiants",
        "prise_en_charge_specifique": "Surdité",
        "frais_a_charge": "Gratuit",
        "courriels": "prenom.nom@exemple.fr|mairie@exemple.fr",
        "structure_parente": "Pôle emploi",
        "itinerance": "true",
        "prise_rdv": "https://rdv.exemple.fr/",
    }
    row = read_with(FORMAT, [place]).rows.iloc[0]
    assert row["source"] == "mediation-numerique"
    assert row["themes"].split("|")[1] == "Maîtrise des outils numériques du quotidien"
    assert row[["publics", "cost", "email"]].tolist() == [
        "Jeunes|Étudiants|Surdité",
        "Gratuit",
        "mairie@exemple.fr",
    ]
    assert row[["operator", "travelling", "website"]].tolist() == [
        "Pôle emploi",
        "true",
        "https://rdv.exemple.fr/",
    ]


def test_the_same_id_in_two_sources_makes_two_identities():
    rows = read_with(FORMAT, [PLACE, {**PLACE, "source": "siao"}]).rows
    assert rows[["source", "id"]].to_numpy().tolist() == [["Hinaura", "17"], ["siao", "17"]]
