"""What a server lets go of once its data are loaded, and never takes."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from weakref import ref

import pytest

from dashboard import factory
from dashboard.analysis.current import SnapshotHolder
from dashboard.settings import Settings

_IMPORTED = "import json, sys; import dashboard.__main__; print(json.dumps(sorted(sys.modules)))"
OF_A_BASE = {"sqlalchemy", "psycopg", "geoalchemy2"}


@pytest.fixture
def held(monkeypatch):
    """References to every atlas that is read, to one of its tables, and to every snapshot served."""
    references = {"atlas": [], "table": [], "snapshot": []}

    def watching(read):
        def watched(*arguments):
            atlas = read(*arguments)
            references["atlas"].append(ref(atlas))
            references["table"].append(ref(atlas.catalogue.initiatives))
            return atlas

        return watched

    class Holder(SnapshotHolder):
        def __init__(self, snapshot):
            super().__init__(snapshot)
            references["snapshot"].append(ref(snapshot))

        def swap(self, snapshot):
            super().swap(snapshot)
            references["snapshot"].append(ref(snapshot))

    monkeypatch.setattr(factory, "load_atlas", watching(factory.load_atlas))
    monkeypatch.setattr(factory, "joined_atlas", watching(factory.joined_atlas))
    monkeypatch.setattr(factory, "SnapshotHolder", Holder)
    return references


@pytest.fixture
def renewals(monkeypatch):
    """What makes everything anew, for each application."""
    made = []

    class Reloader(factory.reload.Reloader):
        def __init__(self, stamp, renew, **options):
            super().__init__(stamp, renew, **options)
            made.append(renew)

    monkeypatch.setattr(factory.reload, "Reloader", Reloader)
    return made


def alive(references):
    gc.collect()
    return {name: [one() is not None for one in of] for name, of in references.items()}


def test_tables_go_once_everything_is_made_of_them_and_so_do_replaced_data(
    held, renewals, tmp_path
):
    app = factory.create_app(Settings(data_folder=tmp_path / "kept", services_folder=None))
    assert alive(held) == {"atlas": [False], "table": [False], "snapshot": [True]}
    client = app.server.test_client()
    (renew,) = renewals
    for _ in range(2):
        for path in ("/", "/comparer", "/zones-blanches"):
            assert client.get(path).status_code == 200
        renew()
    assert alive(held) == {
        "atlas": [False] * 3,
        "table": [False] * 3,
        "snapshot": [False, False, True],
    }


def test_the_libraries_of_a_base_are_not_read_where_there_is_none():
    done = subprocess.run(
        [sys.executable, "-c", _IMPORTED], check=True, capture_output=True, text=True
    )
    modules = set(json.loads(done.stdout))
    assert "dashboard.factory" in modules
    assert modules & OF_A_BASE == set()
