import json

import pytest

from dashboard.data.importers.matching import ColumnMapping
from dashboard.data.importers.recognise import recognise
from dashboard.data.tabular.read import read_tables
from dashboard.domain.errors import ImportFileError
from tests.helpers.importer_tables import text_table

UMAP = {
    "name": "Frigo partagé",
    "description": "**Libre-service** {{https://exemple.fr/a.png}}: [[https://exemple.fr|le site]]",
    "categorie": "Frigo partagé, épicerie solidaire",
}
GOGOCARTO = {
    "id": "2f",
    "name": "Ressourcerie Exemple",
    "categories": ["Ressourcerie", "Atelier vélo"],
    "address": {
        "streetNumber": "12",
        "streetAddress": "rue de l’Exemple",
        "addressLocality": "Grenoble",
        "postalCode": "38000",
    },
    "telephone": "0465710012",
    "email": "contact@exemple.fr",
    "website": "https://www.exemple.fr",
    "openHours": {"Mo": "09:00-12:00", "Tu": "09:00-12:00"},
    "description": "Donner et réparer.",
    "updatedAt": "2024-03-15T10:00:00+01:00",
}


def collection(*features):
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": properties,
                    "geometry": {"type": "Point", "coordinates": list(point)},
                }
                for properties, point in features
            ],
        }
    ).encode()


def read(*features, **options):
    tables = read_tables("carte.geojson", collection(*features))
    (found,) = recognise("carte.geojson", tables, **options)
    assert found.format.code == "geojson"
    return found.format.read(found.table, found.headers)


def test_a_map_of_umap_is_read():
    row = read((UMAP, (5.72, 45.19))).rows.iloc[0]
    assert row[["source", "name", "themes"]].tolist() == [
        "geojson",
        "Frigo partagé",
        "Frigo partagé|épicerie solidaire",
    ]
    assert row["summary"] == "Libre-service : le site"
    assert row[["longitude", "latitude"]].tolist() == [5.72, 45.19]


def test_an_export_of_gogocarto_is_read():
    row = read((GOGOCARTO, (5.72, 45.19))).rows.iloc[0]
    assert row[["id", "address", "postal_code", "city"]].tolist() == [
        "2f",
        "12 rue de l’Exemple",
        "38000",
        "Grenoble",
    ]
    assert row[["themes", "phone", "email", "website"]].tolist() == [
        "Ressourcerie|Atelier vélo",
        "04 65 71 00 12",
        "contact@exemple.fr",
        "https://www.exemple.fr",
    ]
    assert row[["opening_hours", "updated_on"]].tolist() == ["Mo-Tu 09:00-12:00", "2024-03-15"]


def test_points_of_one_name_without_address_are_told_apart_by_their_place():
    rows = read((UMAP, (5.72, 45.19)), (UMAP, (5.72004, 45.19)), (UMAP, (5.73, 45.19))).rows
    first, nearby, other = rows["id"]
    assert first == nearby != other


def test_a_feature_is_named_by_its_organisation_and_rejected_without_either():
    table = read(
        ({"name": "", "organisme": "Les Exemples"}, (5.7, 45.2)), ({"name": ""}, (5.7, 45.2))
    )
    assert table.rows["name"].tolist() == ["Les Exemples", ""]
    assert [(r.line, r.column, r.fatal) for r in table.remarks] == [(2, "name", True)]


def test_columns_of_other_names_are_read_by_a_mapping():
    feature = {"Titre du lieu": "La Fabrique", "no": "17", "name": "point 17"}
    table = read((feature, (5.7, 45.2)), columns={"name": "Titre du lieu", "id": "no"})
    assert table.rows[["id", "name"]].to_numpy().tolist() == [["17", "La Fabrique"]]


def test_a_mapping_of_what_is_no_column_is_refused_with_those_there_are():
    tables = read_tables("carte.geojson", collection((UMAP, (5.7, 45.2))))
    with pytest.raises(ImportFileError, match=r"« nomm » n’est pas une colonne.* : nom, ") as error:
        recognise("carte.geojson", tables, columns={"nomm": "name"})
    assert "code_postal" in str(error.value)


def test_a_mapping_to_a_header_the_file_has_not_is_refused():
    tables = read_tables("carte.geojson", collection((UMAP, (5.7, 45.2))))
    with pytest.raises(ImportFileError, match=r"« Titre » n’y est pas.*« categorie »"):
        recognise("carte.geojson", tables, columns={"name": "Titre"})


LISTED = {
    "Nom de la structure": "Épicerie des Exemples",
    "Adresse": "2 rue de l’Exemple",
    "CP": "01000",
    "Ville": "Bourg-en-Bresse",
    "Téléphone": "04.65.71.00.13",
    "Public": "Tout public",
    "Horaires": "lundi et jeudi 14h-17h",
}


def read_list(*rows, **options):
    (found,) = recognise("liste.csv", [text_table(list(rows))], **options)
    return found.format.read(found.table, found.headers)


def test_a_list_of_ones_own_is_read_whatever_its_columns_are_called():
    table = read_list(LISTED)
    row = table.rows.iloc[0]
    assert row[
        ["source", "name", "address", "postal_code", "city", "phone", "publics"]
    ].tolist() == [
        "liste",
        "Épicerie des Exemples",
        "2 rue de l’Exemple",
        "01000",
        "Bourg-en-Bresse",
        "04 65 71 00 13",
        "Tout public",
    ]
    assert row["opening_hours"] == "Mo 14:00-17:00; Th 14:00-17:00"
    assert table.remarks == ()


def test_columns_named_as_in_the_template_do_not_hide_the_others():
    named = {
        "nom": "A",
        "code_postal": "01000",
        "themes": "sante",
        "organisme": "B",
        "Ville": "Viriat",
    }
    (found,) = recognise("liste.csv", [text_table([named])])
    assert (found.format.code, found.headers["city"], found.unused) == ("modele", "Ville", ())


def test_columns_that_are_not_read_are_listed():
    (found,) = recognise("liste.csv", [text_table([{**LISTED, "Subvention": "1200"}])])
    assert found.unused == ("Subvention",)


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"Lieu précis": "38000 Grenoble"}, ("", "38000", "Grenoble")),
        ({"CP Ville": "38 000 - Grenoble"}, ("", "38000", "Grenoble")),
        ({"Ville": "Grenoble (38000)"}, ("", "38000", "Grenoble")),
        ({"Adresse": "12 rue X, 38000 Grenoble"}, ("12 rue X", "38000", "Grenoble")),
        (
            {"Adresse": "12 rue X - 38000 Grenoble", "CP": "38000"},
            ("12 rue X", "38000", "Grenoble"),
        ),
        (
            {"Adresse": "12 rue X, 38000 Grenoble", "CP": "69003", "Ville": "Lyon"},
            ("12 rue X, 38000 Grenoble", "69003", "Lyon"),
        ),
        ({"Adresse": "BP 38000", "Ville": "Vif"}, ("BP 38000", "", "Vif")),
        ({"N° voie": "12", "Rue": "rue X", "Ville": "Vif"}, ("12 rue X", "", "Vif")),
    ],
)
def test_addresses_postal_codes_and_cities_are_parted_however_they_are_written(cells, place):
    row = read_list({"Nom": "A", **cells}).rows.iloc[0]
    assert tuple(row[["address", "postal_code", "city"]]) == place


@pytest.mark.parametrize(
    "cells",
    [
        {"geo_point_2d": "45.1885, 5.7245"},
        {"geo_point_2d": "5.7245, 45.1885"},
        {"geo_point_2d": "45,1885 ; 5,7245"},
        {"geom": "POINT (5.7245 45.1885)"},
        {"geo_shape": '{"coordinates": [5.7245, 45.1885], "type": "Point"}'},
        {"latitude": "45,1885", "longitude": "5,7245"},
        {"X": "5.7245", "Y": "45.1885"},
    ],
)
def test_points_are_read_however_they_are_written(cells):
    table = read_list({"Nom": "A", **cells})
    assert table.rows.loc[0, ["longitude", "latitude"]].tolist() == [5.7245, 45.1885]
    assert table.remarks == ()


def test_points_in_lambert_93_become_degrees():
    # 700 000, 6 600 000 is the origin of Lambert-93: 3° E, 46.5° N.
    row = read_list({"Nom": "A", "X": "700 000", "Y": "6 600 000,0"}).rows.iloc[0]
    assert [round(row[name], 6) for name in ("longitude", "latitude")] == [3.0, 46.5]


def test_a_cell_that_is_no_point_is_told_and_the_row_kept():
    rows = [
        {"Nom": "A", "geo_point_2d": "45.1885, 5.7245", "Ville": "Grenoble"},
        {"Nom": "B", "geo_point_2d": "au bourg", "Ville": "Vif"},
        {"Nom": "C", "geo_point_2d": "48.85, -70.5", "Ville": "Vif"},
    ]
    table = read_list(*rows, columns={"point": "geo_point_2d"})
    assert table.rows["name"].tolist() == ["A", "B", "C"]
    assert [(r.line, r.column, r.fatal) for r in table.remarks] == [
        (3, "geo_point_2d", False),
        (4, "geo_point_2d", False),
    ]


def test_the_first_of_several_telephones_is_kept_and_the_others_told():
    several = "04 65 71 00 12 / 04.65.71.00.13 ou 0465710012, 06 39 98 00 01"
    table = read_list({**LISTED, "Téléphone": several})
    assert table.rows.loc[0, "phone"] == "04 65 71 00 12"
    assert [(r.column, r.value, r.fatal) for r in table.remarks] == [
        ("Téléphone", "04 65 71 00 13 / 06 39 98 00 01", False)
    ]


@pytest.mark.parametrize(
    ("header", "cell", "reached"),
    [
        ("Tél. / mail", "04 65 71 00 12 / contact@exemple.fr", ("04 65 71 00 12", "contact@exemple.fr", "")),
        ("Contact", "contact@exemple.fr ou 04 65 71 00 12", ("04 65 71 00 12", "contact@exemple.fr", "")),
        ("Contact mail", "contact@exemple.fr", ("", "contact@exemple.fr", "")),
        ("Tél", "www.exemple.fr 04 65 71 00 12", ("04 65 71 00 12", "", "http://www.exemple.fr")),
    ],
)  # fmt: skip
def test_several_ways_to_reach_in_one_cell_are_all_read(header, cell, reached):
    table = read_list({"Nom": "A", "Ville": "Vif", header: cell})
    assert tuple(table.rows.loc[0, ["phone", "email", "website"]]) == reached
    assert table.remarks == ()


def test_the_columns_of_the_register_of_associations_are_read():
    row = {
        "id": "W381000001",
        "titre": "LES EXEMPLES",
        "adrs_numvoie": "12",
        "adrs_typevoie": "RUE",
        "adrs_libvoie": "DU PRE",
        "adrs_codepostal": "38000",
        "adrs_libcommune": "GRENOBLE",
    }
    read = read_list(row).rows.iloc[0]
    assert read[["name", "address", "postal_code", "city"]].tolist() == [
        "LES EXEMPLES",
        "12 RUE DU PRE",
        "38000",
        "GRENOBLE",
    ]


def test_a_number_of_companies_identifies_a_row_only_where_no_other_has_it():
    rows = [
        {"Nom": "A", "Ville": "Vif", "SIRET": "73282932000074"},
        {"Nom": "B", "Ville": "Vif", "SIRET": "35600000000048"},
        {"Nom": "C", "Ville": "Vif", "SIRET": "35600000000048"},
    ]
    first, second, third = read_list(*rows).rows["id"]
    assert first == "73282932000074"
    assert second != third != "35600000000048"


def test_a_mapping_of_an_earlier_file_reads_the_next_one_and_nothing_else():
    mapping = ColumnMapping({"name": ("Titre du lieu",), "city": ("Où",)})
    row = {"Titre du lieu": "A", "Où": "Vif", "Téléphone": "04 65 71 00 13"}
    (found,) = recognise("liste.csv", [text_table([row])], mapping=mapping)
    assert found.headers == {"name": "Titre du lieu", "city": "Où"}
    assert (found.format.code, found.unused) == ("liste", ("Téléphone",))


def test_a_mapping_may_name_a_published_format():
    mapping = ColumnMapping({"name": ("Raison",)}, "siae")
    row = {"Raison": "A", "Mesure": "ACI", "SIRET": "1"}
    (found,) = recognise("liste.csv", [text_table([row])], mapping=mapping)
    assert (found.format.code, found.headers["name"]) == ("siae", "Raison")


def test_a_column_of_a_published_format_can_be_named_by_our_template():
    row = {"Raison": "A", "Mesure": "ACI", "SIRET": "1"}
    (found,) = recognise("l.csv", [text_table([row])], wanted="siae", columns={"nom": "Raison"})
    assert found.headers["name"] == "Raison"
    with pytest.raises(ImportFileError, match=r"« horaires » n’est pas une colonne du format"):
        recognise("l.csv", [text_table([row])], wanted="siae", columns={"horaires": "Mesure"})


def test_one_mapping_serves_sheets_that_have_not_all_its_columns():
    sheets = [
        text_table([{"Titre": "A", "Où": "Vif"}]),
        text_table([{"Titre": "B", "Ville": "Vif"}]),
    ]
    mapping = ColumnMapping({"name": ("Titre",), "city": ("Où", "Ville")})
    found = recognise("deux.xlsx", sheets, mapping=mapping)
    assert [one.headers["city"] for one in found] == ["Où", "Ville"]
