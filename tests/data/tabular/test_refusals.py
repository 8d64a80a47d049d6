import pytest

from dashboard.data.tabular.limits import UPLOAD_LIMITS, Limits
from dashboard.data.tabular.read import read_tables
from dashboard.domain.errors import ImportFileError
from tests.helpers.tabular_files import parquet, workbook

CSV = 'id;nom;ville\n1;"L’Atelier\nbis";Lyon\n2;B "x" ;\n3;C,D;Bron\n'.encode()
JSON = '[{"id": 1, "nom": "é", "t": ["a"], "o": {"x": [{"z": null}]}},\n{"id": 2.5}]'.encode()
LINES = b'{"a": 1}\n{"a": 2, "b": "x"}\n'
GEOJSON = (
    b'{"type": "FeatureCollection", "features": [{"type": "Feature", "id": 3, "properties": '
    b'{"a": 1}, "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}, '
    b'{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [5, 45]}}]}'
)
XLSX = workbook(A=[["id", "nom"], [1, "é"], [2, True]], B=[["", "k"], [0, "v"]])
PARQUET = parquet(
    {"id": [1, 2], "l": [["a"], None], "o": [{"x": 1}, None], "geometry": [b"\1", None]}
)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "vide"),
        (b" \r\n\t", "vide"),
        (b"\xef\xbb\xbf\n", "blancs"),
        (b";;\n;;\n", "séparateurs"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x1f\x8b\x08\0\0", "gzip"),
        (b"\n<!DOCTYPE html><html>404</html>", "HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "classeur est abîmé"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "mot de passe",
        ),
        ("id;nom\n1;é\n".encode("utf-16-le"), "nul à la ligne 1"),
        (b"id;nom\n1;A\0\n", "nul à la ligne 2"),
        (b"\xff\xfe\0\xd8;\0", "UTF-16"),
        (bytes(range(1, 256)) * 4, "pas un fichier texte"),
        (b'a;b\n1;"' + b"x" * 100_001 + b'"\n', "ligne 2, colonne « b »"),
        (b"PK\x03\x04", "abîmée"),
        (XLSX[:-200], "abîmée"),
        (b"PAR1", "parquet est abîmé"),
        (PARQUET[:-9], "parquet est abîmé"),
        (b"{", "JSON illisible à la ligne 1, colonne 2"),
        (b'{"erreur": "introuvable"}', "aucune liste d’objets"),
        (b"[]", "vide"),
        (b'{"data": []}', "aucune liste d’objets"),
        (b'[{"a": ' + b"[" * 500 + b"]" * 500 + b"}]", "imbriqués sur plus de 32 niveaux"),
        (
            b'[{"a": ' + b'{"a": ' * 500 + b"1" + b"}" * 500 + b"}]",
            "imbriqués sur plus de 32 niveaux",
        ),
        (b"[" + b"1," * 2_000 + b"1]", "ne sont pas des objets"),
        (b'[{"a": NaN}]', "« NaN}] » n’est pas attendu"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content, why):
    with pytest.raises(ImportFileError, match=r"^mes lieux\.csv : ") as refusal:
        read_tables("mes lieux.csv", content)
    assert why in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "limits", "why"),
    [
        (CSV, Limits(bytes=20), "trop d’octets : 59, la limite est 20"),
        (CSV, Limits(rows=2), "lignes : 4, la limite est 2"),
        (CSV, Limits(columns=2), "colonnes : 3, la limite est 2"),
        (CSV, Limits(cells=11), "cellules : 12, la limite est 11"),
        (CSV, Limits(cell=8), "ligne 2, colonne « nom »"),
        (JSON, Limits(rows=1), "lignes : 2"),
        (JSON, Limits(columns=3), "colonnes : 4"),
        (JSON, Limits(depth=1), "niveaux"),
        (PARQUET, Limits(rows=1), "lignes : 2"),
        (XLSX, Limits(rows=2), "3 lignes"),
    ],
)
def test_a_limit_is_named_with_what_was_found(content, limits, why):
    with pytest.raises(ImportFileError) as refusal:
        read_tables("f", content, limits=limits)
    assert why in str(refusal.value)


def test_uploads_are_limited_to_twenty_megabytes():
    with pytest.raises(ImportFileError, match="la limite est 20\u202f000\u202f000"):
        read_tables("f", b"a" * 20_000_001, limits=UPLOAD_LIMITS)
