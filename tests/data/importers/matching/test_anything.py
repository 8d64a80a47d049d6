"""Tables of anything: matched and read, or refused in words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.data.importers.matching import ColumnMapping, from_json, propose, to_json
from dashboard.data.importers.matching.wanted import WANTED
from dashboard.data.importers.recognise import recognise
from dashboard.domain.errors import ImportFileError
from tests.helpers.importer_tables import text_table

HEADERS = st.sampled_from(
    [spelling for wanted in WANTED for spelling in wanted.spellings] + ["", "?", "Nom du président"]
) | st.text(max_size=12)
CELLS = st.sampled_from(
    ["", "x", "38000", "1e400", "nan", "٣٨٠٠٠", "45.1, 5.7", "POINT (a b)", "POINT EMPTY",
     '{"coordinates": []}',
     "9h-12h", "lundi 9h-12h", "04 65 71 00 12 / 04 65 71 00 13", "12 rue X, 38000 Grenoble", "999999999999",
     "-", "01/2020", "oui", "a|b;c, d", "700000", "6600000"]
) | st.text(max_size=20)  # fmt: skip
TABLES = st.lists(HEADERS, min_size=1, max_size=6, unique=True).flatmap(
    lambda headers: st.lists(
        st.fixed_dictionaries(dict.fromkeys(headers, CELLS)), min_size=1, max_size=4
    )
)


@settings(max_examples=200, deadline=None)
@given(TABLES)
def test_any_table_is_read_with_all_its_rows_or_refused(rows):
    table = text_table(rows)
    match = propose(table)
    assert set(match.unused) <= {one.header for one in match.headers}
    assert from_json(to_json(ColumnMapping(match.used))).columns == match.used
    try:
        (found,) = recognise("x.csv", [table], wanted="liste")
    except ImportFileError:
        return
    read = found.format.read(found.table, found.headers)
    assert read.rows["line"].tolist() == table.lines.tolist()
    assert not read.rows.drop(columns=["longitude", "latitude"]).isna().any().any()
    assert {remark.line for remark in read.remarks} <= set(table.lines.tolist())
