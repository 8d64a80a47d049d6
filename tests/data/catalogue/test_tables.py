import pandas as pd
import pytest

from dashboard.data.catalogue import read_catalogue
from dashboard.data.catalogue.tables import TABLES
from dashboard.domain.errors import CatalogueError


def test_tables_hold_text_lists_years_and_numbers(write, codes):
    catalogue = read_catalogue(write(), codes)
    first, second = catalogue.initiatives.to_dict("records")
    assert first["summary"] == 'Un camion, "La Tournée",\nchaque semaine.'
    assert first["themes"] == ("alimentation", "mobilite")
    assert first["commune_codes"] == ("01024", "01053")
    assert (first["start_year"], first["end_year"], first["verified_on"]) == (2019, 2023, "")
    assert (second["commune_codes"], second["operators"]) == ((), ())
    assert second["publics"] == ("tous-publics",)
    assert catalogue.initiatives["start_year"].isna().tolist() == [False, True]
    assert catalogue.initiatives.index.equals(pd.RangeIndex(2))
    assert catalogue.places["travelling"].tolist() == [False, True, False]
    assert catalogue.places["latitude"].fillna(0).tolist() == [46.2, 0, 0]
    assert catalogue.places["commune_code"].tolist() == ["01053", "01024", ""]
    assert catalogue.figures["value"].tolist() == [800, -11.5]


def test_types_are_the_same_for_a_file_without_rows(write, codes):
    folder = write()
    full = read_catalogue(folder, codes)
    headers = {
        name.removesuffix(".csv"): ",".join(table.columns) + "\n" for name, table in TABLES.items()
    }
    bare = read_catalogue(write(**headers), codes)
    for name in headers:
        assert len(getattr(bare, name)) == 0
        assert getattr(bare, name).dtypes.to_dict() == getattr(full, name).dtypes.to_dict()
    assert full.initiatives.dtypes.astype(str).to_dict() == {
        "id": "str", "name": "str", "summary": "str", "themes": "object", "publics": "object",
        "start_year": "Int16", "end_year": "Int16", "status": "str", "operators": "object",
        "partners": "object", "commune_codes": "object", "served_codes": "object",
        "precision": "str", "source_ids": "object", "updated_on": "str", "verified_on": "str",
    }  # fmt: skip


def test_a_mark_windows_line_ends_and_blank_lines_are_accepted(write, codes):
    text = "\ufeffcode,label\r\n\r\nfamilies,Familles\r\n\r\n"
    catalogue = read_catalogue(write(indicators=text), codes)
    assert catalogue.indicators.to_dict("list") == {"code": ["families"], "label": ["Familles"]}


def test_columns_may_come_in_any_order(write, codes):
    catalogue = read_catalogue(write(indicators="label,code\nFamilles,families\n"), codes)
    assert catalogue.indicators.to_dict("list") == {"code": ["families"], "label": ["Familles"]}


def test_reading_names_the_first_defect_and_counts_the_others(write_broken, codes):
    folder = write_broken("initiatives.csv", "2019,2023,ended", "2019,20223,over")
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(folder, codes)
    assert len(caught.value.defects) == 2
    assert str(caught.value) == (
        "initiatives.csv, line 2, column end_year: '20223'; expected a year of four digits from "
        "1900 to 2100 (and 1 more: run `python -m dashboard check`)"
    )
