import json

import geopandas as gpd
import pytest
import shapely

from dashboard.data.tabular.limits import Limits
from dashboard.data.tabular.read import read_tables
from dashboard.domain.errors import ImportFileError
from tests.helpers.tabular_files import columns_of, read_one, zipped


def place(name, longitude=5.25, latitude=46.5):
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
    }


def layer(name, *features, **options):
    return {
        "type": "FeatureCollection",
        "features": list(features),
        "_umap_options": {"name": name} | options,
    }


def umap(*layers):
    return json.dumps(
        {"type": "umap", "geometry": None, "properties": {"name": "Ma carte"}, "layers": layers}
    ).encode()


def test_layers_of_umap_name_their_places():
    food = layer("Aide alimentaire", place("A"), place("B"))
    clothes = layer("Vestiaires", place("C")) | {"layers": [layer("Chaussures", place("D"))]}
    table = read_one(umap(food, layer("Vide"), clothes))
    assert columns_of(table) == {
        "calque": ["Aide alimentaire", "Aide alimentaire", "Vestiaires", "Chaussures"],
        "name": ["A", "B", "C", "D"],
        "geometry.longitude": ["5.25"] * 4,
        "geometry.latitude": ["46.5"] * 4,
    }
    assert (table.container, table.lines.tolist()) == ("umap", [1, 2, 3, 4])


def test_a_property_named_like_the_layer_stays_beside_it():
    feature = place("A") | {"properties": {"calque": "à moi"}}
    table = read_one(umap(layer("Vestiaires", feature)))
    assert columns_of(table)["calque"] == ["Vestiaires"]
    assert columns_of(table)["calque (2)"] == ["à moi"]


def test_a_layer_that_shows_another_address_is_told():
    remote = layer("Bus", remoteData={"url": "https://exemple.fr/bus.geojson"})
    (note,) = read_one(umap(layer("Vestiaires", place("A")), remote)).notes
    assert "« Bus »" in note
    with pytest.raises(ImportFileError, match=r"aucun calque.*« Bus »"):
        read_tables("f", umap(remote))


def test_a_list_of_gogocarto_is_a_map():
    table = read_one(
        json.dumps(
            {
                "licence": "x",
                "ontology": "gogofull",
                "data": [
                    {
                        "id": "3p",
                        "name": "Épicerie",
                        "geo": {"latitude": 46.2, "longitude": 5.2},
                        "address": {"postalCode": "01000"},
                        "categories": ["Alimentation", "Vrac"],
                    }
                ],
            }
        ).encode()
    )
    assert columns_of(table) == {
        "id": ["3p"],
        "name": ["Épicerie"],
        "geo.latitude": ["46.2"],
        "geo.longitude": ["5.2"],
        "address.postalCode": ["01000"],
        "categories": ["Alimentation|Vrac"],
    }
    assert table.container == "gogocarto"


KML = """<?xml version="1.0" encoding="UTF-8"?>
<!-- faite à la main -->
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Ma carte</name><Style id="s"/>
<Folder><name>Aide alimentaire</name>
  <Placemark id="p1"><name>Épicerie</name><styleUrl>#s</styleUrl>
    <description><![CDATA[<b>le lundi</b>]]></description>
    <address>1 rue de l’Exemple</address><phoneNumber>04 65 71 00 12</phoneNumber>
    <ExtendedData><Data name="Horaires"><value>9h-12h</value></Data>
      <SchemaData schemaUrl="#x"><SimpleData name="cp">01000</SimpleData></SchemaData></ExtendedData>
    <Point><coordinates> 5.25,46.5,0 </coordinates></Point></Placemark>
  <Folder><name>Le soir</name><Placemark><name>Maraude</name>
    <Polygon><outerBoundaryIs><LinearRing><coordinates>4,45 6,45 6,46 4,46 4,45</coordinates>
    </LinearRing></outerBoundaryIs></Polygon></Placemark></Folder>
</Folder>
<Placemark><name>Sans dossier</name><LineString><coordinates/></LineString></Placemark>
</Document></kml>"""


def test_folders_and_extended_data_of_kml_are_columns():
    table = read_one(KML.encode())
    assert columns_of(table) == {
        "calque": ["Aide alimentaire", "Aide alimentaire / Le soir", ""],
        "id": ["p1", "", ""],
        "name": ["Épicerie", "Maraude", "Sans dossier"],
        "description": ["<b>le lundi</b>", "", ""],
        "address": ["1 rue de l’Exemple", "", ""],
        "phoneNumber": ["04 65 71 00 12", "", ""],
        "Horaires": ["9h-12h", "", ""],
        "cp": ["01000", "", ""],
        "geometry.longitude": ["5.25", "5.0", ""],
        "geometry.latitude": ["46.5", "45.5", ""],
    }
    assert (table.container, table.lines.tolist()) == ("kml", [1, 2, 3])
    assert [(one.line, one.reason) for one in table.remarks] == [
        (3, "le dessin est vide ou illisible")
    ]


def test_kml_may_be_in_utf_16_or_have_a_prefix():
    told = KML.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert len(read_one(told.encode("utf-16")).cells) == 3
    assert (
        len(read_one(KML.replace("<kml ", "<k:kml ").replace("</kml", "</k:kml").encode()).cells)
        == 3
    )


def test_a_kmz_is_a_zip_of_kml():
    table = read_one(zipped({"doc.kml": KML.encode(), "images/i.png": b"x"}))
    assert (table.container, table.member, len(table.cells)) == ("kml", "doc.kml", 3)
    assert table.notes == ("Laissé de côté dans l’archive : « i.png ».",)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (KML.replace("<kml", '<!DOCTYPE kml [<!ENTITY a "b">]><kml', 1), "page HTML|DOCTYPE"),
        ("<kml><Placemark>&inconnu;</Placemark></kml>", "XML illisible à la ligne 1"),
        (KML[:-20], "XML illisible"),
        ("<kml>" + "<Folder>" * 300 + "</Folder>" * 300 + "</kml>", "imbriqués"),
        ("<kml><NetworkLink/></kml>", "aucun lieu. 1\u00a0lien vers d’autres fichiers"),
        ("<gpx><trk/></gpx>", "aucun lieu. 1\u00a0tracé"),
        ("<gml:FeatureCollection/>", "page HTML ou un document XML"),
        ("<?xml version='1.0'?><osm/>", "page HTML ou un document XML"),
    ],
)
def test_xml_that_is_no_map_of_places_is_refused_in_words(content, why):
    with pytest.raises(ImportFileError, match=r"^f\.kml : ") as refusal:
        read_tables("f.kml", content.encode())
    assert any(word in str(refusal.value) for word in why.split("|"))


def test_waypoints_of_gpx_are_places_and_tracks_are_counted():
    gpx = """<gpx version="1.1"><wpt lat="46.5" lon="5.25"><name>Fontaine</name><link href="https://x.fr"/>
    </wpt><wpt lat="?" lon="5"><name>Nulle part</name></wpt><trk><trkseg/></trk><trk/><rte/></gpx>"""
    table = read_one(gpx.encode())
    assert columns_of(table) == {
        "name": ["Fontaine", "Nulle part"],
        "link": ["https://x.fr", ""],
        "geometry.longitude": ["5.25", ""],
        "geometry.latitude": ["46.5", ""],
    }
    assert (table.container, [one.line for one in table.remarks]) == ("gpx", [2])
    assert "2\u00a0tracés et 1\u00a0itinéraire" in table.notes[0]


def geopackage(folder, **layers):
    path = folder / "x.gpkg"
    for name, frame in layers.items():
        frame.to_file(path, layer=name, driver="GPKG")
    return path.read_bytes()


def test_layers_of_a_geopackage_are_tables(tmp_path):
    lyon = gpd.GeoDataFrame(
        {"nom": ["Église", "Rien"], "cp": [1000, 2000]},
        geometry=[shapely.Point(842_000, 6_519_000), None],
        crs=2154,
    )
    bare = gpd.GeoDataFrame({"nom": ["A"]}, geometry=[shapely.Point(5.25, 46.5)], crs=4326)
    first, second = read_tables("f", geopackage(tmp_path, lieux=lyon, autres=bare))
    assert (first.sheet, first.container, list(first.cells)) == (
        *("lieux", "gpkg"),
        ["nom", "cp", "geometry.longitude", "geometry.latitude"],
    )
    assert first.cells["cp"].tolist() == ["1000", "2000"]
    assert first.cells["geometry.longitude"][0].startswith("4.82685")
    assert [(one.line, one.reason) for one in first.remarks] == [(2, "le lieu n’est pas dessiné")]
    assert columns_of(second)["geometry.latitude"] == ["46.5"]


def test_a_database_that_is_no_geopackage_is_refused(tmp_path):
    with pytest.raises(ImportFileError, match="base SQLite"):
        read_tables("f", b"SQLite format 3\0" + b"\0" * 200)
    bare = gpd.GeoDataFrame({"nom": ["A"]}, geometry=[shapely.Point(5.25, 46.5)], crs=4326)
    content = geopackage(tmp_path, lieux=bare)
    with pytest.raises(ImportFileError, match="abîmée"):
        read_tables("f", content[:4_096])


CSV = "id;nom\n1;Église\n".encode()


def test_every_table_of_a_zip_is_read_and_named():
    content = zipped(
        {
            "lot/a.csv": CSV,
            "b.geojson": json.dumps({"features": [place("A")]}).encode(),
            "LISEZMOI.txt": b"bonjour",
            "__MACOSX/._a.csv": b"\0\1",
        }
    )
    tables = read_tables("lot.zip", content)
    assert [(table.member, table.container) for table in tables] == [
        ("lot/a.csv", "csv"),
        ("b.geojson", "geojson"),
    ]
    assert columns_of(tables[0]) == {"id": ["1"], "nom": ["Église"]}
    assert [table.notes for table in tables] == [
        ("Laissé de côté dans l’archive : « LISEZMOI.txt ».",),
        (),
    ]


def test_a_text_alone_in_a_zip_is_its_table():
    assert columns_of(read_one(zipped({"base.txt": CSV})))["nom"] == ["Église"]


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({}, "elle est vide"),
        ({"a.csv": b""}, "› a.csv : le fichier est vide"),
        ({"a.csv": zipped({"b.csv": CSV})}, "archive dans une archive"),
        ({"a.shp": b"x", "a.dbf": b"x"}, "Shapefile"),
        ({f"{place}.csv": CSV for place in range(101)}, "101, la limite est 100"),
        ({"a.csv": bytes(30_000_000)}, "fois en se décompressant"),
    ],
)
def test_a_zip_that_cannot_be_read_is_refused_in_words(parts, why):
    with pytest.raises(ImportFileError, match=rf"^lot\.zip .*{why}"):
        read_tables("lot.zip", zipped(parts))


def test_the_tables_of_a_zip_are_limited_together():
    content = zipped({"a.csv": CSV, "b.csv": CSV})
    with pytest.raises(ImportFileError, match="cellules : 4, la limite est 3"):
        read_tables("f", content, limits=Limits(cells=3, columns=2))
