"""Which file of a dataset is the newest edition of a source."""

from __future__ import annotations

import pytest

from dashboard.data.fetching.resources import pick_resource
from dashboard.data.fetching.sources import SOURCES, OnlineSource, source_named
from dashboard.domain.errors import FetchError

SOURCE = OnlineSource("lieux", "Lieux", "lieux", "lieux", ("parquet", "csv"), r"^lieux\b")


def entry(title, kind="csv", changed="2024-01-06T09:00:00+00:00", **others):
    name = title.lower().replace(" ", "-")
    url = f"https://exemple.fr/20230101-101010/{name}"
    return {"title": title, "format": kind, "url": url, "last_modified": changed} | others


def picked(*entries, source=SOURCE):
    found = pick_resource({"resources": list(entries)}, source)
    return found.title, found.edition


def test_the_newest_date_of_the_titles_wins_over_the_last_change():
    old = entry("lieux-2023-01-01.csv", changed="2024-09-09T00:00:00")
    new = entry("lieux-20240201.csv", changed="2024-02-01T00:00:00")
    assert picked(old, new) == ("lieux-20240201.csv", "2024-02-01")


def test_an_undated_title_is_of_its_last_change():
    assert picked(entry("Lieux de France"), entry("lieux-2023-12-31.csv")) == (
        "Lieux de France",
        "2024-01-06",
    )


def test_at_equal_editions_the_best_kind_wins():
    day = "lieux-2024-02-01"
    csv, parquet, newer = (
        entry(f"{day}.csv"),
        entry(f"{day}.pq", "parquet"),
        entry(f"{day}.x", "xls"),
    )
    assert picked(csv, parquet, newer) == (f"{day}.pq", "2024-02-01")


def test_documentation_and_other_files_are_left():
    notice = entry("Lieux : dictionnaire 2025-01-01")
    documents = entry("lieux-2025-01-02.csv", type="documentation")
    other = entry("horaires-2025-01-01.csv")
    assert picked(notice, documents, other, entry("lieux-2024-02-01.csv"))[1] == "2024-02-01"


def test_a_title_in_prose_is_told_by_its_file_name():
    prose = entry("Export de mars", url="https://exemple.fr/r/lieux-2024-03-01.csv")
    assert picked(prose) == ("Export de mars", "2024-03-01")


def test_a_dated_title_wins_over_its_file_name():
    dated = entry("lieux-2024-03-01", url="https://exemple.fr/r/lieux-2020-01-01.csv")
    assert picked(dated) == ("lieux-2024-03-01", "2024-03-01")


def test_none_that_matches_lists_the_titles_found():
    with pytest.raises(FetchError, match=r"\(parquet, csv\) ; fichiers trouvés : « horaires »"):
        pick_resource({"resources": [entry("horaires"), None, {"title": "x"}]}, SOURCE)


def test_the_list_of_france_services_is_not_that_of_the_communes_they_serve():
    found = picked(
        entry("liste-fs-20240910.csv"),
        entry("liste-fs-com2024-20240911.csv"),
        source=source_named("france-services"),
    )
    assert found == ("liste-fs-20240910.csv", "2024-09-10")


def test_structures_and_services_of_data_inclusion_are_told_apart():
    files = [
        entry(f"{what}-inclusion-2024-07-0{day}.{kind}", kind)
        for what in ("structures", "services")
        for day in (1, 8)
        for kind in ("json", "csv", "xlsx")
    ]
    for what in ("structures", "services"):
        source = source_named(f"data-inclusion-{what}")
        assert picked(*files, source=source) == (f"{what}-inclusion-2024-07-08.csv", "2024-07-08")


def test_every_source_has_a_name_and_a_format_of_its_own():
    names = [source.name for source in SOURCES]
    assert len(set(names)) == len(names) == len({source.format for source in SOURCES})
    with pytest.raises(FetchError, match="Sources connues : france-services, "):
        source_named("inconnue")
