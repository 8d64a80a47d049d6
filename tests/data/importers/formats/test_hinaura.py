from dashboard.data.importers.formats.hinaura import FORMAT
from tests.helpers.importer_tables import read_with

EMAIL = (
    "Email (éviter les emails nominatifs - en cas d'email nominitatif seule la personne concernée "
    "est autorisé à l'ajouter)"
)
PLACE = {
    "datetime_create": "05/05/2021 14:29:42",
    "datetime_latest": "07/05/2021 11:57:51",
    "Nom du lieu ou de la structure *": "La Fabrique Exemple",
    "Adresse postale *": "**//En travaux //**\n2 place de l'Exemple",
    "Code postal": "1000",
    "Ville *": "Bourg-en-Bresse",
    "bf_latitude": "46.2",
    "bf_longitude": "5.22",
    EMAIL: "contact@orange.fr",
    "Téléphone": "04 65 71 00 12",
    "Site Web": "http://",
    "Informations diverses (précisions sur votre structure, vos services, vos partenaires...)": (
        'Atelier "Clics &amp; Liens", voir https://exemple.fr//page'
    ),
    "Type de lieu": 'Espace Public Numérique",Médiathèque',
    "Accueille un ou des Conseillers Numériques France Services": "Oui",
    "Lundi": "Fermé",
    "Mardi": "9h à 12h et 14h à 17h",
    "Mercredi": "sur rendez-vous",
    "Publics accueillis": 'Adultes,Seniors,"Petite enfance / Parentalité (0-3 ans)","Jeunesse (11-26 ans)',
    "Accueil pour les personnes en situation de handicap": (
        '<i class=""fas fa-deaf""></i> Surdité","<i class=""fas fa-user""></i> Handicap Mental'
    ),
    "Accompagnement de publics spécifiques": 'Personnes en situation d\'illettrisme","Personnes en insertion',
    "Tarifs": 'Gratuit,"Solidaire (tarif réduit adapté à la situation sociale, ou convention)',
    "À disposition": "Réseau Wifi",
    "Types d'accompagnement proposés": 'Accompagnement individuel sans rendez-vous",Impression',
    "Formations compétences de base proposées": "",
    "Sensibilisations culture numérique": (
        'Sensibilisation Vie privée"," Utiliser le numérique pour la recherche d\'emploi '
        "(CV, plateformes professionnelles...)"
    ),
}


def first(**changed):
    table = read_with(FORMAT, [{**PLACE, **changed}], container="json")
    return table.rows.iloc[0], table.remarks


def test_a_place_is_read_without_the_marks_and_tags_of_the_wiki():
    row, remarks = first()
    assert row[["source", "name", "address", "postal_code", "city"]].tolist() == [
        "hinaura",
        "La Fabrique Exemple",
        "En travaux 2 place de l'Exemple",
        "1000",
        "Bourg-en-Bresse",
    ]
    assert row["summary"] == 'Atelier "Clics & Liens", voir https://exemple.fr//page'
    assert row[["email", "phone", "website", "updated_on"]].tolist() == [
        "",
        "04 65 71 00 12",
        "",
        "2021-05-07",
    ]
    assert row[["longitude", "latitude"]].tolist() == [5.22, 46.2]
    assert remarks == ()  # « http:// » alone is the form's, nobody wrote it


def test_lists_keep_their_terms_through_the_broken_quotation_marks():
    row, _ = first()
    assert row["publics"].split("|") == [
        "Adultes",
        "Seniors",
        "Petite enfance / Parentalité (0-3 ans)",
        "Jeunesse (11-26 ans)",
        "Surdité",
        "Handicap Mental",
        "Personnes en situation d'illettrisme",
        "Personnes en insertion",
    ]
    assert row["themes"].split("|") == [
        "Réseau Wifi",
        "Accompagnement individuel sans rendez-vous",
        "Impression",
        "Sensibilisation Vie privée",
        "Utiliser le numérique pour la recherche d'emploi (CV, plateformes professionnelles...)",
        "Espace Public Numérique",
        "Médiathèque",
    ]
    assert row["cost"] == (
        "Gratuit ; Solidaire (tarif réduit adapté à la situation sociale, ou convention)"
    )


def test_hours_are_computed_where_every_day_is_understood():
    prose, _ = first()
    clear, _ = first(Mercredi="")
    assert prose["opening_hours"].endswith("mercredi : sur rendez-vous")
    assert clear["opening_hours"] == "Mo off; Tu 09:00-12:00,14:00-17:00"


def test_the_same_place_typed_again_has_the_same_identifier_and_another_has_not():
    row, _ = first()
    again, _ = first(**{"Ville *": "BOURG EN BRESSE", "Téléphone": ""})
    other, _ = first(**{"Adresse postale *": "3 place de l'Exemple"})
    assert row["id"] == again["id"] == "25eee123e0e9ce1f"
    assert other["id"] != row["id"]


def test_a_row_without_name_is_rejected_where_it_stands():
    table = read_with(FORMAT, [PLACE, {**PLACE, "Nom du lieu ou de la structure *": " - "}])
    assert [(r.line, r.column, r.value, r.fatal) for r in table.remarks] == [
        (3, "Nom du lieu ou de la structure *", " - ", True)
    ]
    assert len(table.rows) == 2
