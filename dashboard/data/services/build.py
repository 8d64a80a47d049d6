"""Build ``data/services``: the list of the package, read as an import is."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dashboard.data.built_files import put_in_place, write_json
from dashboard.data.geography import Geography
from dashboard.data.imports.importer import Imported, make_importer
from dashboard.data.imports.pipeline import read_import
from dashboard.data.imports.report import ImportReport
from dashboard.data.linkage.gazetteer import build_gazetteer
from dashboard.data.packages import fetch_packages, read_package
from dashboard.data.services.files import description_of, table_file
from dashboard.data.services.package import CARTOGRAPHIE, NAMED, SOURCE_CODE
from dashboard.data.stores.dataset import Dataset
from dashboard.data.stores.geoparquet import encode_table
from dashboard.data.stores.tables import storable


def build_services(  # noqa: PLR0913 - what it is read against, and where it comes from and goes
    target: Path,
    geography: Geography,
    *,
    vocabularies: Path,
    today: dt.date,
    cache: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> ImportReport:
    """Build the shipped services from their package; the same geography always gives the same bytes.

    Args:
        target: folder the files are written to, made if needed.
        geography: the territories; services elsewhere are left out.
        vocabularies: the folder of the reviewed mappings.
        today: after which no date of the list is believed.
        cache: folder the package is kept in; None for one thrown away afterwards.
        tell: receives one line per step.

    Returns:
        What became of each row of the list.

    Raises:
        PackageError: the package cannot be had, or is not the one this project was written against.
    """
    with tempfile.TemporaryDirectory() as passing:
        folder = cache or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        fetch_packages([CARTOGRAPHIE], folder, tell=tell)
        ((name, content),) = read_package(CARTOGRAPHIE, folder).items()
    tell("reading the list …")
    importer = make_importer(build_gazetteer(geography), (), vocabularies=vocabularies, today=today)
    (imported,) = read_import(importer, name, content, NAMED)
    write_services(_shipped(imported, name), target)
    return imported.report


def _shipped(imported: Imported, name: str) -> Dataset:
    """Say where the list comes from instead of who imported it: nobody did, on no day."""
    dataset = storable(imported.dataset)
    provenance = replace(
        dataset.provenance,
        file_name=f"{CARTOGRAPHIE.name} {CARTOGRAPHIE.version}, {name}",
        imported_on="",
        software="",
    )
    return replace(dataset, provenance=provenance)


def write_services(dataset: Dataset, target: Path) -> None:
    """Write the table and its description, both before any takes the place of an older one."""
    target.mkdir(parents=True, exist_ok=True)
    content = encode_table(dataset)
    with tempfile.TemporaryDirectory(dir=target, prefix=".new-") as beside:
        description = Path(beside) / f"{SOURCE_CODE}.json"
        table_file(description).write_bytes(content)
        write_json(description_of(dataset, content, CARTOGRAPHIE), description)
        put_in_place(Path(beside), target)
