import json

import pytest

from dashboard.data.importers.columns import find_columns
from dashboard.data.importers.geojson_points import FORMAT, mapped
from dashboard.data.importers.recognise import recognise
from dashboard.data.tabular.read import read_tables
from dashboard.domain.errors import ImportFileError

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
    return found.format.read(found.table, found.found)


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


def test_a_mapping_replaces_the_spellings_of_its_columns_only():
    chosen = mapped(FORMAT, {"name": "Titre"})
    assert find_columns(["name", "url", "titre"], chosen.synonyms) == {
        "name": "titre",
        "website": "url",
    }


def test_a_mapping_of_what_is_no_column_is_refused_with_those_there_are():
    with pytest.raises(
        ImportFileError, match=r"« nom » n’est pas une colonne.*address, city"
    ) as error:
        mapped(FORMAT, {"nom": "Titre"})
    assert "summary" in str(error.value)


def test_a_mapping_to_a_header_the_file_has_not_is_refused():
    tables = read_tables("carte.geojson", collection((UMAP, (5.7, 45.2))))
    with pytest.raises(ImportFileError, match=r"« Titre » n’y est pas.*« categorie »"):
        recognise("carte.geojson", tables, columns={"name": "Titre"})
