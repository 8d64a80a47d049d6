"""The columns that describe what a place is, for whom, when, and how to reach it."""

from __future__ import annotations

from dashboard.data.importers.matching.kinds import ColumnContent
from dashboard.data.importers.matching.wanted_column import Wanted
from dashboard.domain.hours import DAYS

_SHORT_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

SERVICES: tuple[Wanted, ...] = (
    Wanted(
        "name",
        "nom",
        "Nom du lieu ou du service",
        (
            "name", "nom de la structure", "nom structure", "nom du lieu", "nom sigle", "nom usuel",
            "nom complet", "nom de l association", "nom association", "nom du service",
            "nom de l etablissement", "nom de l organisme", "nom de l action", "nom du dispositif",
            "nom du projet", "title", "titre", "libelle", "intitule", "denomination", "bf_titre",
            "denomination sociale", "raison sociale", "enseigne", "appellation", "structure", "lieu",
            "association", "etablissement", "service", "dispositif", "action", "projet", "initiative",
            "label",
        ),
        kinds=(ColumnContent.WORDS,),
    ),
    Wanted(
        "summary",
        "resume",
        "Description",
        (
            "description", "abstract", "presentation", "descriptionMore", "desc", "descriptif",
            "activite", "activites", "missions", "mission", "objet", "prestations", "services proposes",
            "actions", "details", "detail", "informations", "information", "infos", "commentaire",
            "commentaires", "remarques", "observations", "contenu", "texte", "notes", "en bref",
            "informations complementaires", "infos complementaires",
        ),
        kinds=(ColumnContent.WORDS,),
    ),
    Wanted(
        "themes",
        "themes",
        "Thèmes",
        (
            "theme", "categories", "category", "categorie", "thematiques", "thematique", "type",
            "domaine", "domaines", "domaine d action", "domaine d activite", "secteur",
            "secteur d activite", "champ d action", "rubrique", "rubriques", "types", "type d aide",
            "nature", "type d action", "type de service", "famille", "mots cles", "tags",
            "sous categorie", "sous theme", "calque", "layer",
        ),
        kinds=(ColumnContent.WORDS,),
        joint="|",
    ),
    Wanted(
        "publics",
        "publics",
        "Publics",
        (
            "public", "beneficiaires", "beneficiaire", "type de public", "public accueilli",
            "publics accueillis", "public cible", "public vise", "public concerne", "pour qui",
            "a qui s adresse", "usagers", "types de publics", "publics vises",
        ),
        kinds=(ColumnContent.WORDS,),
        joint="|",
    ),
    Wanted(
        "operator",
        "organisme",
        "Organisme porteur",
        (
            "organisation", "operator", "porteur", "structure porteuse", "porteur du projet",
            "gestionnaire", "organisme gestionnaire", "association gestionnaire", "structure parente",
            "porte par", "structure", "association", "organisme porteur", "organisateur",
        ),
        kinds=(ColumnContent.WORDS,),
    ),
)  # fmt: skip
"""What it is and for whom."""

REACHED: tuple[Wanted, ...] = (
    Wanted(
        "phone",
        "telephone",
        "Téléphone",
        (
            "phone", "tel", "tel.", "numero de telephone", "telephone fixe", "fixe", "portable",
            "mobile", "telephone 1", "telephone 2", "tel 1", "tel 2", "tel fixe", "tel portable",
            "telephone portable", "telephone mobile", "contact telephonique", "contact:phone",
            "n de telephone", "numero", "standard", "n tel", "num tel",
        ),
        kinds=(ColumnContent.PHONE,),
        alone=ColumnContent.PHONE,
        joint=" / ",
    ),
    Wanted(
        "email",
        "courriel",
        "Courriel",
        (
            "email", "mail", "e mail", "adresse mail", "adresse email", "adresse electronique",
            "courriels", "contact mail", "mel", "adresse e mail", "contact:email", "contact email",
        ),
        kinds=(ColumnContent.EMAIL,),
        alone=ColumnContent.EMAIL,
        joint=" ; ",
    ),
    Wanted(
        "website",
        "site_web",
        "Site internet",
        (
            "website", "url", "site", "site internet", "web", "lien", "page web", "adresse internet",
            "internet", "contact:website", "lien internet", "site web", "facebook", "lien web",
        ),
        kinds=(ColumnContent.WEBSITE,),
        alone=ColumnContent.WEBSITE,
        joint=" ; ",
    ),
    Wanted(
        "opening_hours",
        "horaires",
        "Horaires",
        (
            "horaire", "openHours", "openHoursMoreInfos", "opening_hours", "horaires d ouverture",
            "heures d ouverture", "ouverture", "jours et horaires", "permanences", "permanence",
            "jours d ouverture", "jours", "horaires d accueil", "quand", "jours et heures d ouverture",
        ),
        kinds=(ColumnContent.HOURS, ColumnContent.WORDS),
        alone=ColumnContent.HOURS,
        joint=" ",
    ),
    *(
        Wanted(
            day,
            f"horaires_{day}",
            f"Horaires du {day}",
            (day, f"h {day}", f"horaire {day}", f"horaires du {day}", f"openHours.{short}"),
            kinds=(ColumnContent.HOURS, ColumnContent.WORDS, ColumnContent.NUMBER),
        )
        for day, short in zip(DAYS, _SHORT_DAYS, strict=True)
    ),
    Wanted(
        "cost",
        "cout",
        "Coût",
        (
            "tarifs", "tarif", "prix", "conditions tarifaires", "participation financiere", "adhesion",
            "cotisation", "gratuit ou payant", "frais",
        ),
    ),
    Wanted(
        "travelling",
        "itinerant",
        "Itinérant (oui ou non)",
        ("itinerance", "itinerante", "service itinerant", "mobile oui non"),
        kinds=(ColumnContent.FLAG, ColumnContent.WORDS),
    ),
    Wanted(
        "started_on",
        "debut",
        "Date de début",
        (
            "date debut", "date de debut", "date de creation", "date creation", "annee de creation",
            "annee creation", "date d ouverture", "cree en", "depuis", "ouvert depuis", "annee",
            "annee de demarrage", "date de demarrage",
        ),
        kinds=(ColumnContent.DATE,),
    ),
    Wanted(
        "ended_on",
        "fin",
        "Date de fin",
        ("date fin", "date de fin", "date de fermeture", "jusqu au", "ferme depuis"),
        kinds=(ColumnContent.DATE,),
    ),
    Wanted(
        "status",
        "statut",
        "Statut (en activité, terminée…)",
        ("statut de la fiche", "statut du projet"),
        kinds=(ColumnContent.WORDS,),
        shared=("etat", "situation", "status"),
    ),
    Wanted(
        "updated_on",
        "mis_a_jour",
        "Date de mise à jour",
        (
            "updatedAt", "date maj", "date de maj", "date de mise a jour", "mise a jour", "maj",
            "derniere mise a jour", "date de derniere mise a jour", "verifie le", "date de verification",
            "last update", "date modification", "date de modification",
        ),
        kinds=(ColumnContent.DATE,),
    ),
    Wanted(
        "siret",
        "siret",
        "Numéro SIRET",
        ("n siret", "numero siret", "code siret"),
        kinds=(ColumnContent.SIRET,),
        alone=ColumnContent.SIRET,
    ),
    Wanted(
        "id",
        "identifiant",
        "Identifiant",
        ("id", "uuid", "ref", "reference", "id fiche", "osm id", "@id", "code fiche", "rna", "n rna"),
    ),
)  # fmt: skip
"""How and when to reach it, and what is known of the record itself."""
