"""Importing many rows: time and memory of the whole chain, each size in a process of its own."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.report import Line
from dashboard.data.geography import Geography

LARGEST = 1_000_000
_HEADER = (
    "id_fs", "insee_dep", "lib_fs", "adresse", "complement_adresse", "insee_com", "code_postal",
    "lib_com", "latitude", "longitude", "mail", "telephone", "h_lundi", "h_mardi", "h_mercredi",
    "h_jeudi", "h_vendredi", "h_samedi", "commentaire", "itinerance", "format_fs", "groupe",
    "labellisation",
)  # fmt: skip
_MEASURED = """
import json, resource, sys, time
from pathlib import Path
from click.testing import CliRunner
from dashboard.__main__ import main
begun = time.perf_counter()
ended = CliRunner().invoke(main, ["import", sys.argv[1], "--report", sys.argv[2]])
seconds = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
report = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
report.pop("rows")
print(json.dumps({"exit": ended.exit_code, "s": seconds, "mb": peak} | report))
"""


def import_lines(geography: Geography, sizes: list[int]) -> list[Line]:
    """Import files of each size with the command and tell seconds, megabytes and growth."""
    lines, times = [], {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measured = _measure(Path(folder), geography, size)
        assert measured["exit"] == 0, measured
        assert measured["read"] == size, measured
        times[size] = measured["s"]
        largest = size == LARGEST
        beside = f"{measured['kept']:,} kept, {measured['outside']:,} outside"
        lines += [
            Line(
                f"import, {size:,} rows",
                measured["s"],
                "s",
                most=60 if largest else None,
                beside=beside,
            ),
            Line(f"memory, {size:,} rows", measured["mb"], "MB", most=2000 if largest else None),
        ]
    first, last = sizes[0], sizes[-1]
    growth = (times[last] / times[first]) / (last / first)
    return [*lines, Line("growth of time / growth of rows", growth, "")]


def _measure(folder: Path, geography: Geography, size: int) -> dict[str, float]:
    path, report = folder / "france-services_20241001.csv", folder / "report.json"
    _write(path, geography, size)
    environment = os.environ | {
        "DASHBOARD_DATA_DIR": str(folder / "kept"),
        "DASHBOARD_DATABASE_URL": "",
    }
    told = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(path), str(report)],
        check=True, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    measured: dict[str, float] = json.loads(told.stdout)
    return measured


def _write(path: Path, geography: Geography, size: int) -> None:
    """Write a France Services file: three rows of four in the region, one in a hundred without a code."""
    rng = random.Random(0)
    communes = geography.communes.set_index("code")
    points = communes.geometry.representative_point()
    postal = geography.postal_codes.drop_duplicates("commune_code").set_index("commune_code")
    known = [
        (code, row.name, postal["postal_code"].get(code, ""), points[code].y, points[code].x)
        for code, row in zip(communes.index, communes.itertuples(), strict=True)
    ]
    hours = "09:00 - 12:00 / 13:30 - 17:00"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for number in range(size):
            code, name, post, lat, lon = rng.choice(known)
            if number % 4 == 0:
                code, post, name, lat, lon = "75056", "75001", "Paris", 48.85, 2.35
            shown = "" if number % 100 == 1 else code
            writer.writerow((
                number, code[:2], f"France services de {name}", f"{number % 97} rue de la Gare", "", shown,
                post, name, f"{lat:.6f}", f"{lon:.6f}", f"franceservices{number}@exemple.fr",
                f"04 74 {number % 100:02} {number // 100 % 100:02} 00", hours, hours, hours, hours, hours,
                "", "", "Non", "Site principal", "", "Espace labellisé 01/01/2020",
            ))  # fmt: skip
