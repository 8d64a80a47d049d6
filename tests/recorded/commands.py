"""Record what the commands print: on the catalogue, on a store of datasets, and while lists are imported."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from click.testing import CliRunner

from dashboard.__main__ import main
from tests.recorded.written import slug, write

ASKED = (
    "--help", "serve --help", "build-geo --help", "check", "check --help", "import --help",
    "import-needs --help", "imports --help", "imports list", "imports list --help", "fetch --help",
    "editors --help", "compare --help", "coverage --help", "nearby --help", "sheet --help", "site --help",
    "compare 200040715 200046977", "compare D01 D07 --json",
    "compare 07129 38185 --theme mobilite --year 2015",
    "compare D01 D26 --located --public jeunes", "compare D01 D26 --wide --json", "compare 200040715",
    "compare D01 zzz", "compare D01 07129", "compare D01 D07 --year 20x",
    "coverage", "coverage --json", "coverage --level epci --radius-km 5",
    "coverage --theme mobilite --public seniors --year 2016", "coverage --wide --source france-services",
    "coverage --need taux-pauvrete", "coverage --radius-km 7", "coverage --year 20x",
    "nearby Lamastre", "nearby 07129 --json", "nearby 45.1885,5.7245 --radius-km 5", "nearby saint-priest",
    "nearby xyzzy", "nearby Paris", "nearby 38185 --theme numerique --public seniors --year 2020",
    "nearby 38185 --radius-km 3", "site --count 2", "site --count 3 --json --theme mobilite",
    "site --exclude 07129 --radius-km 20 --source zzz", "site --count 1 --exact --radius-km 30",
    "coverage-sheet --help", "coverage-sheet zzz --output nowhere.pdf",
    "sheet zzz --output nowhere.pdf", "sheet D01 --year 20x --output nowhere.pdf",
)  # fmt: skip

LISTS = {
    "ccas.csv": "Nom de la structure;Commune;Code postal;Téléphone;Thème\n"
    "Épicerie de l’Exemple;Vif;38450;04 76 00 00 01;alimentation\n"
    "Bus des Exemples;Lamastre;07270;04 75 00 00 02;mobilite\n"
    "Ailleurs;Paris;75001;01 00 00 00 03;sante\n",
    "autre.csv": "nom,ville,latitude,longitude,horaires\n"
    "Atelier vélo,Grenoble,45.18,5.72,Mo-Fr 09:00-12:00\n"
    "Épicerie de l’Exemple,Vif,45.05,5.67,lundi matin\n",
    "broken.csv": "a;b\n1;2\n",
}
STEPS = (
    "import ccas.csv --source CCAS --yes --edition 2024-05-01 --dry-run",
    "import ccas.csv --source CCAS --yes --edition 2024-05-01 --report report.json",
    "import autre.csv --source Autre --yes",
    "import broken.csv --yes",
    "import missing.csv --yes",
    "import ccas.csv --source CCAS --yes --edition 2025-05-01",
    "imports list",
    "nearby Vif --json",
    "coverage --source ccas --json",
    "imports remove ccas 2025-05-01",
    "imports restore",
    "imports list",
    "imports remove zzz",
)


def record_commands(folder: Path, data_dir: Path | None) -> None:
    """Write what each command prints and its exit code, one file a command.

    Args:
        folder: where files are written.
        data_dir: datasets the commands are asked on as well.
    """
    stores = {"catalogue": folder / "no-store"} | ({"store": data_dir} if data_dir else {})
    for name, store in stores.items():
        for command in ASKED:
            write(folder / name / f"{slug(command)}.txt", _printed(command.split(), store))
    _record_imports(folder / "imports")


def _record_imports(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        for name, text in LISTS.items():
            (Path(place) / name).write_text(text, encoding="utf-8")
        store = Path(place) / "store"
        for number, command in enumerate(STEPS, start=1):
            words = [
                str(Path(place) / word) if word.endswith((".csv", ".json")) else word
                for word in command.split()
            ]
            printed = _printed(words, store).replace(place, "…")
            write(folder / f"{number:02}-{slug(command)}.txt", printed)
        report = json.loads((Path(place) / "report.json").read_text(encoding="utf-8"))
        text = json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True)
        write(folder / "report.json", text.replace(place, "…"))
        names = sorted(path.name for path in store.iterdir())
        write(folder / "kept.txt", "\n".join(names))


def _printed(words: list[str], store: Path) -> str:
    environment = {"DASHBOARD_DATA_DIR": str(store), "DASHBOARD_DATABASE_URL": ""}
    result = CliRunner().invoke(main, words, env=environment)
    raised = "" if isinstance(result.exception, SystemExit | None) else f"{result.exception!r}\n"
    return f"{' '.join(words)}\n{result.exit_code}\n{raised}{result.output}"
