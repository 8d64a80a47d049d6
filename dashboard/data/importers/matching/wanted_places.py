"""The columns that locate something: addresses, codes, points."""

from __future__ import annotations

from dashboard.data.importers.matching.kinds import ColumnContent
from dashboard.data.importers.matching.wanted_column import Wanted

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

PLACES: tuple[Wanted, ...] = (
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
        kinds=(ColumnContent.ADDRESS, ColumnContent.WORDS, ColumnContent.POSTAL_AND_CITY),
        alone=ColumnContent.ADDRESS,
    ),
    Wanted(
        "address_more",
        "complement_adresse",
        "Complément d’adresse",
        (
            "complement d adresse", "complement adresse", "adresse complement", "adresse 2",
            "adresse2", "adresse 3", "adresse3", "batiment", "complement", "lieu dit", "addressMore",
        ),
        kinds=(ColumnContent.WORDS, ColumnContent.NUMBER),
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
        kinds=(ColumnContent.POSTAL_AND_CITY,),
        shared=(*_CITIES, *_POSTAL_CODES, "commune", "code_postal"),
        alone=ColumnContent.POSTAL_AND_CITY,
    ),
    Wanted(
        "postal_code",
        "code_postal",
        "Code postal",
        _POSTAL_CODES,
        kinds=(ColumnContent.POSTAL_CODE,),
        alone=ColumnContent.POSTAL_CODE,
    ),
    Wanted(
        "city",
        "commune",
        "Commune",
        _CITIES,
        kinds=(ColumnContent.WORDS,),
        never=(ColumnContent.POSTAL_AND_CITY,),
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
        kinds=(ColumnContent.INSEE_CODE,),
    ),
    Wanted(
        "departement",
        "departement",
        "Département",
        (
            "code departement", "dep", "dept", "dpt", "num departement", "numero departement",
            "nom departement", "insee dep", "libelle departement",
        ),
        kinds=(ColumnContent.DEPARTEMENT,),
    ),
    Wanted(
        "point",
        "coordonnees",
        "Coordonnées (une seule colonne)",
        (
            "geo_point_2d", "geo point", "geopoint", "coordonnees gps", "coordonnees geographiques",
            "latlon", "latlng", "lat lon", "latitude longitude", "coordonnees x y",
        ),
        kinds=(ColumnContent.POINT,),
        shared=(
            "gps", "geolocalisation", "localisation", "position", "geo_shape", "geom", "geometry",
            "geometrie", "wkt", "the_geom", "geo", "point", "location", "coordinates", "xy", "long lat",
        ),
        alone=ColumnContent.POINT,
    ),
    Wanted(
        "latitude",
        "latitude",
        "Latitude",
        _LATITUDES,
        kinds=(ColumnContent.LATITUDE,),
        shared=_Y,
        alone=ColumnContent.LATITUDE,
    ),
    Wanted(
        "longitude",
        "longitude",
        "Longitude",
        _LONGITUDES,
        kinds=(ColumnContent.LONGITUDE,),
        shared=_X,
        alone=ColumnContent.LONGITUDE,
    ),
    Wanted(
        "lambert_x",
        "x_lambert93",
        "X (Lambert-93)",
        ("x lambert 93", "x l93", "lambert x", "x lambert", "easting"),
        kinds=(ColumnContent.LAMBERT_X,),
        shared=(*_X, *_LONGITUDES),
        alone=ColumnContent.LAMBERT_X,
    ),
    Wanted(
        "lambert_y",
        "y_lambert93",
        "Y (Lambert-93)",
        ("y lambert 93", "y l93", "lambert y", "y lambert", "northing"),
        kinds=(ColumnContent.LAMBERT_Y,),
        shared=(*_Y, *_LATITUDES),
        alone=ColumnContent.LAMBERT_Y,
    ),
    Wanted(
        "served_codes",
        "territoires_desservis",
        "Territoires desservis (codes)",
        ("territoires desservis", "zone desservie", "communes desservies"),
    ),
)  # fmt: skip
"""In the order of a list to choose from."""
