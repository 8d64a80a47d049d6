"""The columns a list of places may have: what each is called, and what its cells look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from dashboard.data.importers.columns import header_key
from dashboard.data.importers.matching.kinds import Kind
from dashboard.domain.errors import ImportFileError
from dashboard.domain.hours import DAYS


@dataclass(frozen=True)
class Wanted:
    """A column we know what to do with.

    Attributes:
        code: its name in the code, often one of ``format.TEXT_COLUMNS``.
        header: its name in our template, in mapping files and for ``--columns``.
        label: its French name in a list to choose from.
        names: headers it goes by, compared after ``header_key``; the template's is one of them.
        kinds: what its cells look like, one of these; empty when they can be anything.
        never: kinds that its cells, though words, are not.
        shared: headers that other columns have too: they count only where the cells look so.
        alone: the kind that proposes it without a name.
        joint: what joins several columns into it; ``None`` when it takes one column only.
    """

    code: str
    header: str
    label: str
    names: tuple[str, ...]
    kinds: tuple[Kind, ...] = ()
    never: tuple[Kind, ...] = ()
    shared: tuple[str, ...] = ()
    alone: Kind | None = None
    joint: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """All headers it goes by; the first ones are surer."""
        return (self.header, *self.names, *self.shared)


_LATITUDES = ("latitude", "lat", "geo.latitude", "latitude wgs84", "coord lat")
_LONGITUDES = ("longitude", "lon", "lng", "long", "geo.longitude", "longitude wgs84", "coord long")
_X = ("x", "coord x", "coordonnee x", "x wgs84")
_Y = ("y", "coord y", "coordonnee y", "y wgs84")
_CITIES = (
    "commune", "ville", "localite", "city", "town", "nom commune", "nom de la commune", "lib com",
    "libelle commune", "libelle de la commune", "nom ville", "municipalite", "commune d implantation",
    "commune nom", "adresse ville", "adresse commune", "village",
    "address.addressLocality", "addressLocality", "addr:city", "adrs libcommune", "libcommune",
)  # fmt: skip
_POSTAL_CODES = (
    "code_postal", "cp", "postal code", "postcode", "zip", "zip code", "codepostal", "code post",
    "adresse cp", "adresse code postal", "address.postalCode", "postalCode", "addr:postcode",
    "adrs codepostal",
)  # fmt: skip
_SHORT_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

WANTED: tuple[Wanted, ...] = (
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
        kinds=(Kind.WORDS,),
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
        kinds=(Kind.WORDS,),
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
        kinds=(Kind.WORDS,),
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
        kinds=(Kind.WORDS,),
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
        kinds=(Kind.WORDS,),
    ),
    Wanted(
        "house_number",
        "numero_voie",
        "Numéro dans la rue",
        (
            "numero de voie", "num voie", "n voie", "numero rue", "numero de rue", "num rue", "n rue",
            "numero dans la voie", "address.streetNumber", "streetNumber", "addr:housenumber",
            "adrs numvoie", "adrs typevoie", "type voie", "type de voie", "typevoie", "numvoie",
        ),
        joint=" ",
    ),
    Wanted(
        "address",
        "adresse",
        "Adresse",
        (
            "address", "adresse postale", "adresse 1", "adresse1", "adresse complete", "rue", "voie",
            "nom de la voie", "libelle voie", "nom rue", "nom voie", "adresse du lieu",
            "lieu d accueil adresse", "address.streetAddress", "streetAddress", "addr:street", "siege",
            "adresse du siege", "localisation", "adresse siege social", "ou", "adrs libvoie", "libvoie",
        ),
        kinds=(Kind.ADDRESS, Kind.WORDS, Kind.POSTAL_AND_CITY),
        alone=Kind.ADDRESS,
    ),
    Wanted(
        "address_more",
        "complement_adresse",
        "Complément d’adresse",
        (
            "complement d adresse", "complement adresse", "adresse complement", "adresse 2",
            "adresse2", "adresse 3", "adresse3", "batiment", "complement", "lieu dit", "addressMore",
        ),
        kinds=(Kind.WORDS, Kind.NUMBER),
        joint=", ",
    ),
    Wanted(
        "postal_city",
        "code_postal_et_commune",
        "Code postal et commune (une seule colonne)",
        (
            "cp ville", "code postal ville", "code postal et ville", "code postal commune", "cp commune",
            "code postal et commune", "ville cp", "commune cp", "cp et ville", "ville code postal",
        ),
        kinds=(Kind.POSTAL_AND_CITY,),
        shared=(*_CITIES, *_POSTAL_CODES, "commune", "code_postal"),
        alone=Kind.POSTAL_AND_CITY,
    ),
    Wanted(
        "postal_code",
        "code_postal",
        "Code postal",
        _POSTAL_CODES,
        kinds=(Kind.POSTAL_CODE,),
        alone=Kind.POSTAL_CODE,
    ),
    Wanted(
        "city",
        "commune",
        "Commune",
        _CITIES,
        kinds=(Kind.WORDS,),
        never=(Kind.POSTAL_AND_CITY,),
    ),
    Wanted(
        "insee_code",
        "code_insee",
        "Code INSEE de la commune",
        (
            "insee", "insee com", "code commune", "code commune insee", "code insee commune", "codgeo",
            "depcom", "code insee de la commune", "com", "commune insee", "citycode", "ref:INSEE",
            "insee commune", "code geographique", "cog",
        ),
        kinds=(Kind.INSEE_CODE,),
    ),
    Wanted(
        "departement",
        "departement",
        "Département",
        (
            "code departement", "dep", "dept", "dpt", "num departement", "numero departement",
            "nom departement", "insee dep", "libelle departement",
        ),
        kinds=(Kind.DEPARTEMENT,),
    ),
    Wanted(
        "point",
        "coordonnees",
        "Coordonnées (une seule colonne)",
        (
            "geo_point_2d", "geo point", "geopoint", "coordonnees gps", "coordonnees geographiques",
            "latlon", "latlng", "lat lon", "latitude longitude", "coordonnees x y",
        ),
        kinds=(Kind.POINT,),
        shared=(
            "gps", "geolocalisation", "localisation", "position", "geo_shape", "geom", "geometry",
            "geometrie", "wkt", "the_geom", "geo", "point", "location", "coordinates", "xy", "long lat",
        ),
        alone=Kind.POINT,
    ),
    Wanted(
        "latitude",
        "latitude",
        "Latitude",
        _LATITUDES,
        kinds=(Kind.LATITUDE,),
        shared=_Y,
        alone=Kind.LATITUDE,
    ),
    Wanted(
        "longitude",
        "longitude",
        "Longitude",
        _LONGITUDES,
        kinds=(Kind.LONGITUDE,),
        shared=_X,
        alone=Kind.LONGITUDE,
    ),
    Wanted(
        "lambert_x",
        "x_lambert93",
        "X (Lambert-93)",
        ("x lambert 93", "x l93", "lambert x", "x lambert", "easting"),
        kinds=(Kind.LAMBERT_X,),
        shared=(*_X, *_LONGITUDES),
        alone=Kind.LAMBERT_X,
    ),
    Wanted(
        "lambert_y",
        "y_lambert93",
        "Y (Lambert-93)",
        ("y lambert 93", "y l93", "lambert y", "y lambert", "northing"),
        kinds=(Kind.LAMBERT_Y,),
        shared=(*_Y, *_LATITUDES),
        alone=Kind.LAMBERT_Y,
    ),
    Wanted(
        "served_codes",
        "territoires_desservis",
        "Territoires desservis (codes)",
        ("territoires desservis", "zone desservie", "communes desservies"),
    ),
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
        kinds=(Kind.PHONE,),
        alone=Kind.PHONE,
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
        kinds=(Kind.EMAIL,),
        alone=Kind.EMAIL,
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
        kinds=(Kind.WEBSITE,),
        alone=Kind.WEBSITE,
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
        kinds=(Kind.HOURS, Kind.WORDS),
        alone=Kind.HOURS,
        joint=" ",
    ),
    *(
        Wanted(
            day,
            f"horaires_{day}",
            f"Horaires du {day}",
            (day, f"h {day}", f"horaire {day}", f"horaires du {day}", f"openHours.{short}"),
            kinds=(Kind.HOURS, Kind.WORDS, Kind.NUMBER),
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
        kinds=(Kind.FLAG, Kind.WORDS),
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
        kinds=(Kind.DATE,),
    ),
    Wanted(
        "ended_on",
        "fin",
        "Date de fin",
        ("date fin", "date de fin", "date de fermeture", "jusqu au", "ferme depuis"),
        kinds=(Kind.DATE,),
    ),
    Wanted(
        "status",
        "statut",
        "Statut (en activité, terminée…)",
        ("statut de la fiche", "statut du projet"),
        kinds=(Kind.WORDS,),
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
        kinds=(Kind.DATE,),
    ),
    Wanted(
        "siret",
        "siret",
        "Numéro SIRET",
        ("n siret", "numero siret", "code siret"),
        kinds=(Kind.SIRET,),
        alone=Kind.SIRET,
    ),
    Wanted(
        "id",
        "identifiant",
        "Identifiant",
        ("id", "uuid", "ref", "reference", "id fiche", "osm id", "@id", "code fiche", "rna", "n rna"),
    ),
)  # fmt: skip
"""In the order of a list to choose from; of two equal claims to a header the first wins."""

BY_CODE: Mapping[str, Wanted] = {wanted.code: wanted for wanted in WANTED}
_BY_WORD: Mapping[str, Wanted] = {
    header_key(word): wanted
    for wanted in WANTED
    for word in (wanted.label, wanted.header, wanted.code)
}


def wanted_named(word: str) -> Wanted:
    """Return the wanted column of a word: its code, its header in our template or its label.

    Raises:
        ImportFileError: there is none; the message lists the template's headers, nearest first.
    """
    if wanted := _BY_WORD.get(header_key(word)):
        return wanted
    headers = [one.header for one in WANTED]
    ranked = process.extract(header_key(word), headers, scorer=fuzz.ratio, limit=None)
    known = ", ".join(header for header, _, _ in ranked)
    message = f"« {word} » n’est pas une colonne que l’on sait lire ; celles que l’on sait lire : {known}."
    raise ImportFileError(message)
