"""Twenty-six invented places around Lamastre, imported as anybody would import theirs."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from tests.helpers import ROOT

LAMASTRE = (44.9867, 4.5797)
HOSTILE = 'Bus <b>des</b> Exemples & "Cie"'
HOSTILE_READ = 'Bus des Exemples & "Cie"'
STEP = 0.003
"""Degrees of latitude between one place and the next: some 333 metres, all within 10 km."""

_HOURS = (
    "Tu 09:00-12:00",
    "Mo-Fr 09:00-12:00,14:00-17:00; PH off",
    "Sa 09:00-12:30",
    "24/7",
    "le mardi matin, sur rendez-vous",
    "",
)
_THEMES = ("mobilite", "alimentation", "sante")
_PUBLICS = ("seniors", "tous-publics")
_SUMMARY = "Des bénévoles reçoivent, conseillent et <script>alert(1)</script> accompagnent."


def rows() -> Iterator[dict[str, object]]:
    """The nearest first: numbered names, hours, themes and publics in turn, one that travels."""
    turns = zip(range(1, 27), cycle(_HOURS), cycle(_THEMES), cycle(_PUBLICS), strict=False)
    for number, hours, theme, public in turns:
        yield {
            "identifiant": f"lieu-{number}",
            "nom": HOSTILE if number == 1 else f"=Lieu {number} des Exemples",
            "resume": _SUMMARY,
            "themes": theme,
            "publics": public,
            "organisme": "Association intercommunale des Exemples et de leurs environs",
            "adresse": f"{number} rue de l’Exemple",
            "latitude": f"{LAMASTRE[0] + STEP * number:.4f}",
            "longitude": LAMASTRE[1],
            "telephone": f"04 75 06 00 {number:02}",
            "courriel": "accueil.des.habitants@association-intercommunale-des-exemples.fr",
            "site_web": "https://www.exemple.fr/lieux",
            "horaires": hours,
            "cout": "Adhésion : 10 € par an",
            "itinerant": "oui" if number == 7 else "non",
            "statut": "en activité",
        }


def import_places(folder: Path) -> Path:
    """Fill a store under ``folder`` through the import command, and name it."""
    file = folder / "lieux.csv"
    lines = list(rows())
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(lines[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(lines)
    store = folder / "store"
    subprocess.run(
        [sys.executable, "-m", "dashboard", "import", "--edition", "2026-09-01", str(file)],
        cwd=ROOT,
        env={**os.environ, "DASHBOARD_DATA_DIR": str(store)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return store
