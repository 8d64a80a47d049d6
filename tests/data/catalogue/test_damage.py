import csv
import io
import random

import hypothesis
import hypothesis.strategies as st

from dashboard.data.catalogue import check_catalogue, read_catalogue
from dashboard.data.catalogue.tables import TABLES


def test_a_missing_file_is_told_and_what_refers_to_it_is_not(write, codes):
    folder = write()
    (folder / "sources.csv").unlink()
    assert [str(one) for one in check_catalogue(folder, codes)] == [
        (
            "sources.csv: 'no such file'; expected a CSV file with the columns "
            "id,title,publisher,date,kind,description"
        )
    ]


def test_a_missing_folder_misses_every_file(tmp_path, codes):
    found = check_catalogue(tmp_path / "nowhere", codes)
    assert [one.file for one in found] == list(TABLES)


def test_a_folder_in_the_place_of_a_file_is_told(write, codes):
    folder = write()
    (folder / "claims.csv").unlink()
    (folder / "claims.csv").mkdir()
    assert [str(one) for one in check_catalogue(folder, codes)] == [
        "claims.csv: 'Is a directory'; expected a file that can be read"
    ]


def test_a_file_that_is_not_utf_8_is_told_with_the_byte(write, codes):
    folder = write(indicators="code,label\nfamilies,Familles aid\u00e9es\n".encode("latin-1"))
    assert [str(one) for one in check_catalogue(folder, codes)] == [
        (
            "indicators.csv, line 2: 'byte 0xe9 at offset 32'; expected UTF-8 text: save the file "
            "as « CSV UTF-8 »"
        )
    ]


def test_a_cell_of_ten_megabytes_is_one_defect(write, codes):
    folder = write(indicators="code,label\nfamilies," + "x" * 10_000_000)
    (defect,) = check_catalogue(folder, codes)
    assert (defect.file, defect.line) == ("indicators.csv", 2)
    assert len(str(defect)) < 300


# Files of any bytes, and a valid catalogue with bytes changed anywhere: a defect, never an error.
ANY_FILE = hypothesis.settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
ODDITIES = [b"", b'"', b",", b"|", b"\n", b"\r", b"\0", b"\xff", b";", b" ", b"9" * 400, b"-", b"D"]


@ANY_FILE
@hypothesis.given(name=st.sampled_from(list(TABLES)), data=st.binary(max_size=400))
def test_any_bytes_are_a_defect_and_never_an_error(write, codes, name, data):
    assert check_catalogue(write(**{name.removesuffix(".csv"): data}), codes)


@ANY_FILE
@hypothesis.given(seed=st.integers(0, 2**32), cuts=st.integers(1, 8))
def test_a_catalogue_changed_anywhere_is_read_or_refused(write, codes, seed, cuts):
    folder, chance = write(), random.Random(seed)  # noqa: S311 - repeatable
    for _ in range(cuts):
        path = folder / chance.choice(list(TABLES))
        data = path.read_bytes()
        start = chance.randrange(len(data) + 1)
        end = start + chance.choice([0, 0, 1, 2, 20])
        path.write_bytes(data[:start] + chance.choice(ODDITIES) + data[end:])
    if not check_catalogue(folder, codes):
        read_catalogue(folder, codes)


@ANY_FILE
@hypothesis.given(
    name=st.sampled_from(list(TABLES)),
    rows=st.lists(st.lists(st.text(max_size=12), min_size=16, max_size=16), max_size=3),
)
def test_any_cells_are_a_defect_and_never_an_error(write, codes, name, rows):
    columns = list(TABLES[name].columns)
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(
        [columns, *(row[: len(columns)] for row in rows)]
    )
    data = text.getvalue().encode("utf-8", errors="surrogatepass")
    check_catalogue(write(**{name.removesuffix(".csv"): data}), codes)
