"""Broken files: a sentence or a whole dataset, never a traceback, never a half-written store."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.data.imports.pipeline import read_import
from dashboard.data.stores.files import FileStore
from dashboard.domain.errors import ImportFileError
from tests.helpers import small_files as files

WHOLE = {
    "fs_20200131.csv": files.FRANCE_SERVICES_2020,
    "lieux_20230223.json": files.structures(),
    "services_20221208.csv": files.SERVICES,
    "modele.csv": files.OUR_TEMPLATE,
    "modele_v1.xlsx": files.model_workbook(),
}
PIECES = [
    b"",
    b";",
    b'"',
    b"\n",
    b"\x00",
    b"\xff\xfe",
    b"[",
    b"}",
    b"null",
    b"1e999",
    b"-",
    b"\xc3",
]


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, bytes]:
    """Take a small file, and replace or leave out up to three pieces of it."""
    name = draw(st.sampled_from(sorted(WHOLE)))
    content = WHOLE[name]
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        length = draw(st.sampled_from([0, 1, 3, 40, len(content)]))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=6))
        content = content[:start] + piece + content[start + length :]
    return name, content


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(file=broken())
def test_a_broken_file_is_refused_in_words_or_read_whole(importer, tmp_path, file):
    store = FileStore(tmp_path / "kept")
    try:
        found = read_import(importer, *file)
    except ImportFileError:
        return
    for one in found:
        report = one.report
        assert report.read == report.kept + report.outside + report.duplicates + report.rejected
        assert report.kept == sum(report.linked_by.values()) + report.unattached
        assert {remark.line for remark in report.remarks} == set(report.outcomes)
        store.write(one.dataset)
        [kept] = [
            dataset
            for dataset in store.read()
            if dataset.provenance.name == one.dataset.provenance.name
        ]
        assert len(kept.table) == report.kept
