from dashboard.data.importers.formats.data_inclusion_v0 import FORMATS as V0
from dashboard.data.importers.formats.data_inclusion_v1 import FORMATS as V1
from dashboard.data.importers.formats.mediation_numerique import FORMAT as MEDIATION
from tests.helpers.importer_tables import read_with, recognised

STRUCTURES_0, SERVICES_0 = V0
STRUCTURES_1, SERVICES_1 = V1

STRUCTURE_0 = {
    "": "0",
    "id": "abc",
    "siret": "60487647500499",
    "rna": "",
    "nom": "L’Atelier",
    "commune": "Bourg-en-Bresse",
    "code_postal": "01000",
    "code_insee": "01053",
    "longitude": "5.22",
    "latitude": "46.2",
    "typologie": "ASSO",
    "courriel": "contact@exemple.org",
    "presentation_resume": "Réparer",
    "source": "dora",
    "date_maj": "2022-04-24T12:00:00",
    "antenne": "False",
    "horaires_ouverture": "Mo-Fr 09:00-12:00",
    "labels_nationaux": "['CAP_EMPLOI']",
    "thematiques": "['mobilite', 'numerique']",
}

SERVICE_0 = {
    "id": "s1",
    "structure_id": "abc",
    "source": "dora",
    "nom": "Prêt de scooters",
    "presentation_resume": "",
    "presentation_detail": "Un prêt.",
    "types": "['aide-materielle', 'information']",
    "thematiques": "['mobilite', 'mobilite--louer-un-vehicule']",
    "profils": '["jeunes", "demandeurs-emploi"]',
    "frais": "['payant']",
    "frais_autres": "5 € par jour",
    "telephone": "04 74 30 71 85",
    "courriel": "contact@exemple.org",
    "contact_public": "False",
    "contact_nom_prenom": "Prenom Nom",
    "zone_diffusion_type": "departement",
    "zone_diffusion_code": "01",
    "date_creation": "2022-01-02",
    "date_suspension": "2023-01-02",
}

SERVICE_1 = {
    "__ignore__": "",
    "structure_id": "abc",
    "id": "s1",
    "2026-03-03": "2026-02-27",
    "nom": "Logement social",
    "description": "Louer un logement.",
    "type": "accompagnement",
    "thematiques": "logement-hebergement--louer-un-logement,logement-hebergement--autre",
    "frais": "gratuit",
    "frais_precisions": "Sans frais.",
    "publics": "actifs, familles",
    "code_insee": "59999",
    "contact_nom_prenom": "Prenom Nom",
    "lien_mobilisation": "pas une url !",
    "mobilisable_par": "usagers",
    "zone_eligibilite": "01053, 2A, 200071751, france",
}

STRUCTURE_1 = {
    "__ignore__": "",
    "id": "abc",
    "2026-02-23": "2026-02-23",
    "nom": "L’Agence",
    "siret": "60487647500499",
    "description": "Louer.",
    "courriel": "pas une adresse",
    "site_web": "pas une url !",
    "lien_source": "https://www.exemple.fr/agence",
    "horaires_accueil": "Mo-Fr 09:00-18:00",
    "reseaux_porteurs": "action-logement",
}


def test_structures_of_version_0_hold_lists_as_python_texts():
    row = read_with(STRUCTURES_0, [STRUCTURE_0]).rows.iloc[0]
    assert row[["source", "id", "name", "themes", "summary"]].tolist() == [
        "dora",
        "abc",
        "L’Atelier",
        "mobilite|numerique",
        "Réparer",
    ]
    assert row[["updated_on", "opening_hours", "email", "longitude"]].tolist() == [
        "2022-04-24",
        "Mo-Fr 09:00-12:00",
        "contact@exemple.org",
        5.22,
    ]


def test_services_of_version_0_say_the_structure_that_locates_them():
    table = read_with(SERVICES_0, [SERVICE_0])
    row = table.rows.iloc[0]
    assert row[["source", "structure_id", "insee_code"]].tolist() == ["dora", "abc", ""]
    assert row["longitude"] != row["longitude"]
    assert row[["themes", "publics"]].tolist() == [
        "mobilite|mobilite--louer-un-vehicule",
        "jeunes|demandeurs-emploi",
    ]
    assert row[["summary", "cost", "served_codes"]].tolist() == [
        "Un prêt.",
        "payant ; 5 € par jour",
        "D01",
    ]
    assert row[["started_on", "ended_on"]].tolist() == ["2022-01-02", "2023-01-02"]
    assert table.remarks == ()


def test_contacts_that_are_not_public_and_named_persons_are_not_kept():
    private, public = read_with(
        SERVICES_0, [SERVICE_0, {**SERVICE_0, "contact_public": "True"}]
    ).rows.to_dict("records")
    assert (private["phone"], private["email"]) == ("", "")
    assert (public["phone"], public["email"]) == ("04 74 30 71 85", "contact@exemple.org")
    assert not any("Prenom" in str(cell) for cell in [*private.values(), *public.values()])


def test_areas_of_version_0_become_territory_codes():
    areas = [("region", "84"), ("commune", "01053"), ("epci", "200071751"), ("pays", ""), ("", "")]
    rows = read_with(
        SERVICES_0,
        [{**SERVICE_0, "zone_diffusion_type": a, "zone_diffusion_code": c} for a, c in areas],
    ).rows
    assert rows["served_codes"].tolist() == ["R84", "01053", "200071751", "FR", ""]


def test_rows_of_help_and_example_of_the_model_are_not_rows_of_the_file():
    help_row = {"__ignore__": "true", "id": "Un identifiant unique pour cette structure."}
    example = {**SERVICE_1, "__ignore__": "True", "id": "exemple"}
    unflagged = {**SERVICE_1, "id": "Identifiant unique du service."}
    table = read_with(SERVICES_1, [help_row, example, unflagged, SERVICE_1])
    assert table.rows[["line", "id"]].to_numpy().tolist() == [[5, "s1"]]
    assert {remark.line for remark in table.remarks} == {5}


def test_services_of_version_1_are_read_and_their_defects_told():
    table = read_with(SERVICES_1, [SERVICE_1])
    row = table.rows.iloc[0]
    assert row[["themes", "publics", "cost"]].tolist() == [
        "logement-hebergement--louer-un-logement|logement-hebergement--autre",
        "actifs|familles",
        "gratuit ; Sans frais.",
    ]
    assert row[["source", "insee_code", "updated_on", "website"]].tolist() == [
        "data-inclusion",
        "59999",
        "2026-02-27",
        "",
    ]
    assert row["served_codes"] == "01053|D2A|200071751|FR"
    assert [(r.line, r.column, r.value) for r in table.remarks] == [
        (2, "lien_mobilisation", "pas une url !")
    ]


def test_structures_of_version_1_are_read_under_a_date_for_header():
    table = read_with(STRUCTURES_1, [STRUCTURE_1])
    row = table.rows.iloc[0]
    assert row[["updated_on", "website", "email", "opening_hours"]].tolist() == [
        "2026-02-23",
        "https://www.exemple.fr/agence",
        "",
        "Mo-Fr 09:00-18:00",
    ]
    assert [(r.column, r.value, r.fatal) for r in table.remarks] == [
        ("courriel", "pas une adresse", False),
        ("site_web", "pas une url !", False),
    ]


def test_each_file_is_recognised_by_its_own_format_only():
    formats = (STRUCTURES_0, SERVICES_0, STRUCTURES_1, SERVICES_1, MEDIATION)
    for at, row in enumerate((STRUCTURE_0, SERVICE_0, STRUCTURE_1, SERVICE_1)):
        points = [recognised(known, *row) for known in formats]
        assert [n is not None for n in points] == [place == at for place in range(5)]
        assert points[at] >= 3


def test_a_workbook_with_a_date_header_keeps_a_real_date_column_first():
    row = {**SERVICE_1, "date_maj": "2025-01-02"}
    assert read_with(SERVICES_1, [row]).rows["updated_on"].tolist() == ["2025-01-02"]
