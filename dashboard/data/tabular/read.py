"""The bytes of any file people import, as tables of text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.data.tabular.delimited.read import read_delimited
from dashboard.data.tabular.detect import EXPECTED, container_of
from dashboard.data.tabular.json.read import read_json
from dashboard.data.tabular.limits import LIMITS, Limits, refused, require_at_most
from dashboard.data.tabular.maps.geopackage import read_geopackage
from dashboard.data.tabular.maps.xml_maps import read_gpx, read_kml
from dashboard.data.tabular.parquet.read import read_parquet
from dashboard.data.tabular.table import TextTable
from dashboard.data.tabular.workbook.archive import archive_kind
from dashboard.data.tabular.workbook.read import read_workbook
from dashboard.data.tabular.zipped import read_zip

_WORKBOOKS = {"xlsx", "xlsb", "xls", "ods"}
_ALONE = {
    "parquet": read_parquet,
    "gpkg": read_geopackage,
    "kml": read_kml,
    "gpx": read_gpx,
}


@dataclass(frozen=True)
class _Options:
    """How a file is to be read; ``inside`` an archive there is no other one."""

    limits: Limits
    hidden: bool
    encoding: str
    inside: bool = False


def read_tables(
    name: str,
    content: bytes,
    *,
    limits: Limits = LIMITS,
    hidden: bool = False,
    encoding: str = "",
) -> tuple[TextTable, ...]:
    """Read a CSV, JSON, GeoJSON, uMap, GoGoCarto, KML, GPX, XLSX, XLSB, XLS, ODS, GeoPackage or parquet file.

    A zip archive (KMZ included) is read as the files it holds.

    Args:
        name: the file's name, for errors; its extension is hardly a hint.
        content: its bytes.
        limits: what it may hold at most.
        hidden: read the sheets and rows that a workbook hides like the rest; else they are left out
            and noted in ``TextTable.notes``. Hidden columns are read, and noted.
        encoding: of a text file whose bytes leave a doubt (``cp850``, ``mac_roman`` …); empty to
            find it. UTF-8 and files that announce their encoding need none.

    Returns:
        One table per sheet of a workbook, list of objects of a JSON file, layer of a GeoPackage or
        file of an archive; one for other files.

    Raises:
        ImportFileError: the file is empty, broken, too large, not of these kinds, or in one of two
            encodings that both make sense. Nothing else is raised, whatever the bytes.
    """
    return _read(name, content, _Options(limits, hidden, encoding))


def _read(name: str, content: bytes, options: _Options) -> tuple[TextTable, ...]:
    limits = options.limits
    require_at_most(name, "octets", len(content), limits.bytes)
    container = container_of(name, content)
    if container == "archive":
        container = archive_kind(name, content, limits)
    if container == "zip":
        return _zip(name, content, options)
    if container in _WORKBOOKS:
        return read_workbook(
            name, content, container=container, limits=limits, hidden=options.hidden
        )
    if container in _ALONE:
        return _ALONE[container](name, content, limits=limits)
    read_text = read_json if container == "json" else read_delimited
    return read_text(name, content, limits=limits, encoding=options.encoding)


def _zip(name: str, content: bytes, options: _Options) -> tuple[TextTable, ...]:
    if options.inside:
        raise refused(name, f"c’est une archive dans une archive ; extrayez-la ; {EXPECTED}.")
    inside = replace(options, inside=True, limits=replace(options.limits, bytes=None))
    return read_zip(
        name, content, limits=options.limits, read=lambda member, part: _read(member, part, inside)
    )
