"""The rules of the house hold, and the tools that guard them notice when one is broken."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.domain.downloads import DOWNLOAD_PATH
from dashboard.domain.pages import MAP_PAGE, NOT_FOUND_PAGE, PAGES
from tests.helpers import ROOT

TOOLS = Path(sys.executable).parent
LAYERS = {
    "domain", "data", "analysis", "figures", "components", "exports", "pages", "callbacks", "api", "server",
    "commands",
}  # fmt: skip
SUBJECTS = {
    "map", "nearby", "coverage", "siting", "comparison", "reports", "lineage", "sources",
    "summaries", "search", "editors", "error_reports",
}  # fmt: skip
"""What readers do, by the one word each has: a room of any layer may bear it."""
FORMER_WORDS = {
    "desk", "dossier", "fairness", "observatory", "passport", "shelf", "standings", "survey", "tallies",
}  # fmt: skip
"""What subjects were called before each had one word."""
CRAFTS = {
    "domain": {"selections"},
    "data": {
        "accounts", "catalogue", "duplicates", "fetching", "geo_build", "geocoding", "importers", "imports",
        "linkage", "needs", "remote", "services", "stores", "tabular", "vocabularies",
    },
    "analysis": {"kernel", "indicators", "opening_hours"},
    "figures": {"interactive", "static"},
    "components": {"shared", "layout"},
    "exports": {"contents", "formats"},
    "api": {"http", "downloads"},
}  # fmt: skip
"""The other rooms of each layer: how things are done there."""
LIBRARIES = {"00-plotly-map.min.js"}
"""Files in ``assets/`` that others wrote."""


def lint_imports(folder):
    command = [str(TOOLS / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def copied(folder):
    """Copy the package, to be broken."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "dashboard", folder / "dashboard", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_rooms_import_only_what_they_may(tmp_path):
    result = lint_imports(copied(tmp_path))
    assert result.returncode == 0, result.stdout


FORBIDDEN = [
    (
        "domain/codes.py",
        "import pandas",
        "The domain knows no library of data or display",
    ),
    (
        "domain/codes.py",
        "from dashboard.analysis import memo",
        "Rooms import downward only",
    ),
    (
        "data/join.py",
        "import plotly",
        "Data knows nothing of display nor analysis",
    ),
    (
        "analysis/kernel/memo.py",
        "from dashboard.data import join",
        "Analysis is given its tables: no data room, no display",
    ),
    (
        "figures/interactive/hover.py",
        "from dash import html",
        "Figures know nothing of Dash nor of files",
    ),
    (
        "components/shared/legend.py",
        "from dashboard.analysis.indicators import aggregation",
        "Figures and components are given results",
    ),
    (
        "pages/map.py",
        "from dashboard.callbacks import listing",
        "Pages lay out, and nothing else",
    ),
    (
        "callbacks/map/map.py",
        "from dashboard.pages import sources",
        "Callbacks touch neither files nor pages",
    ),
    (
        "exports/formats/table.py",
        "from dashboard.data import join",
        "Exports write bytes: no page, no route, no file read",
    ),
    (
        "exports/formats/table.py",
        "from dash import html",
        "Exports write bytes: no page, no route, no file read",
    ),
    (
        "api/health.py",
        "from dashboard.callbacks import listing",
        "Routes know neither pages, callbacks nor factory",
    ),
    (
        "commands/editors.py",
        "import flask_login",
        "Sessions are known to the routes of editors alone",
    ),
    ("settings.py", "from dashboard.domain import codes", "Settings know no room"),
]


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """What is said of each contract that is broken where all forbidden imports are there at once."""
    folder = copied(tmp_path_factory.mktemp("broken"))
    future = "from __future__ import annotations\n"
    for file, line, _ in FORBIDDEN:
        path = folder / "dashboard" / file
        text = path.read_text(encoding="utf-8")
        assert future in text
        path.write_text(text.replace(future, f"{future}{line}\n", 1), encoding="utf-8")
    result = lint_imports(folder)
    assert result.returncode == 1
    titles = re.compile(r"^(.+)\n-+\n", re.MULTILINE)
    _, *told = titles.split(result.stdout.partition("Broken contracts")[2])
    return dict(zip(told[::2], told[1::2], strict=True))


@pytest.mark.parametrize(("file", "line", "contract"), FORBIDDEN)
def test_a_forbidden_import_breaks_its_contract(broken, file, line, contract):
    importer = f"dashboard.{file.removesuffix('.py').replace('/', '.')}"
    imported = line.split()[1]
    assert re.search(rf"{re.escape(importer)} ->\s+{re.escape(imported)}\b", broken[contract])


@pytest.mark.parametrize(
    "line", ["dash.callback()", "dash.clientside_callback()", "dash.dash_table.DataTable()"]
)
def test_a_callback_of_no_application_is_refused(line):
    command = [
        str(TOOLS / "ruff"), "check", "--select", "TID251", "--config", str(ROOT / "pyproject.toml"),
        "--stdin-filename", str(ROOT / "dashboard" / "callbacks" / "new.py"), "-",
    ]  # fmt: skip
    source = f"import dash\n\n{line}\n"
    result = subprocess.run(command, input=source, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert f"`{line.removesuffix('()').removesuffix('.DataTable')}` is banned" in result.stdout


def rooms():
    """Every folder of the package that holds code, as its path from the package."""
    package = ROOT / "dashboard"
    return {
        folder.relative_to(package).as_posix()
        for folder in package.rglob("*")
        if folder.is_dir() and (folder / "__init__.py").exists()
    }


def test_the_layers_are_the_known_ones():
    assert {room for room in rooms() if "/" not in room} == LAYERS


def test_a_room_of_a_layer_is_a_subject_or_a_craft_of_that_layer():
    unknown = {
        room
        for room in rooms()
        if room.count("/") == 1
        and (layer := room.partition("/")[0])
        and (word := room.partition("/")[2]) not in SUBJECTS
        and word not in CRAFTS.get(layer, set())
    }
    assert unknown == set()
    assert {craft for crafts in CRAFTS.values() for craft in crafts} & SUBJECTS == set()


def named_in(path):
    """The words of a file's name and of what it defines: classes, functions, constants."""
    names = [path.stem]
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
    apart = (re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name) for name in names)
    return {word.lower() for name in apart for word in name.split("_")}


def test_a_subject_has_one_name_at_every_layer():
    """No file, class, function or constant says a subject by a word it had before."""
    forgotten = {
        (path.relative_to(ROOT).as_posix(), word)
        for path in (ROOT / "dashboard").rglob("*.py")
        for word in named_in(path) & FORMER_WORDS
    }
    assert forgotten == set()


def test_no_class_name_stands_twice():
    homes = {}
    for path in (ROOT / "dashboard").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(path.relative_to(ROOT).as_posix())
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}


def test_the_address_of_a_page_and_of_a_download_is_spelled_once():
    paths = [page.path for page in (*PAGES, NOT_FOUND_PAGE) if page is not MAP_PAGE]
    spelled = [
        (path.relative_to(ROOT / "dashboard").as_posix(), address)
        for path in (ROOT / "dashboard").rglob("*")
        if path.suffix in {".py", ".j2"}
        for address in (*paths, DOWNLOAD_PATH)
        if re.search(rf"[\"']{address}(?=[\"'/?#])", path.read_text(encoding="utf-8"))
    ]
    assert sorted(spelled) == sorted(
        [*(("domain/pages.py", one) for one in paths), ("domain/downloads.py", DOWNLOAD_PATH)]
    )


def test_only_the_data_room_and_the_server_open_files_or_sockets():
    opening = re.compile(
        r"\bopen\(|read_(?:text|bytes|csv|parquet|file)\(|urlopen|import (?:socket|requests)"
        r"|from requests import"
    )
    found = {
        path.relative_to(ROOT / "dashboard").as_posix()
        for path in (ROOT / "dashboard").rglob("*.py")
        if opening.search(path.read_text(encoding="utf-8"))
    }
    assert {name for name in found if not name.startswith("data/")} == {"server/gunicorn.py"}
    assert "data/remote/bounded_http.py" in found


def test_our_own_scripts_and_styles_name_no_other_site():
    namespaces = {"http://www.w3.org/2000/svg"}
    addresses = {
        (path.name, address)
        for path in (ROOT / "assets").iterdir()
        if path.name not in LIBRARIES and path.suffix != ".ico"
        for address in re.findall(r"(?:https?:)?//[\w-]+\.[\w./-]+", path.read_text("utf-8"))
        if address not in namespaces
    }
    assert addresses == set()


def test_only_commands_fetch_and_only_from_the_registries_and_data_gouv():
    examples = re.compile(r"https?://(?:www\.w3\.org|[\w.-]*exemple\.fr|[\w.@-]*\.example)")
    own = {
        path.relative_to(ROOT / "dashboard").as_posix()
        for path in (ROOT / "dashboard").rglob("*.py")
        for found in re.findall(r"https?://[\w@-]+\.[\w.@/-]+", path.read_text(encoding="utf-8"))
        if not examples.match(found)
    }
    assert {name for name in own if not name.startswith("data/geo_build/")} == {
        "data/fetching/sources.py",
        "components/shared/contacts.py",  # a link that readers follow: nothing of it is fetched
    }
