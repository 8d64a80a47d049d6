"""Rows with an address and no point: which get one, and what is said of the others."""

import numpy as np
import pandas as pd
import pytest

from dashboard.data.geocoding.batch import BatchGeocoder, Bounds
from dashboard.data.geocoding.rows import Geocoded, geocode_rows
from dashboard.data.stores.dataset import RECORD_TEXTS

SALLANCHES, LYON, CLUSES = "74256", "69123", "74081"
HERE = (6.6306, 45.9364)
"""In Sallanches; Cluses is 15 km away."""
THERE = (6.5780, 46.0605)
IN_LYON = (4.8357, 45.7640)
GOOD = (*HERE, 0.9, SALLANCHES, "housenumber")


def records(*rows):
    """Linked records of Sallanches without a point, unless said."""
    usual = {"address": "1 rue A", "postal_code": "74700", "city": "Sallanches"}
    usual |= {"commune_code": SALLANCHES, "longitude": np.nan, "latitude": np.nan}
    columns = [*RECORD_TEXTS, "longitude", "latitude"]
    told = [usual | row for row in rows]
    table = pd.DataFrame(told, index=range(5, 5 + len(rows)), columns=columns)
    points = dict.fromkeys(("longitude", "latitude"), "float64")
    texts = {name: table[name].astype("object").fillna("") for name in RECORD_TEXTS}
    return table.assign(**texts).astype(dict.fromkeys(RECORD_TEXTS, "str") | points)


@pytest.fixture
def geocode(service, gazetteer, tmp_path):
    def geocoded(*rows, url=None, **bounds):
        geocoder = BatchGeocoder(
            service.url if url is None else url, tmp_path, bounds=Bounds(**bounds)
        )
        return geocode_rows(records(*rows), geocoder, gazetteer)

    return geocoded


def test_a_row_with_an_address_and_no_point_gets_one_with_its_score(geocode, service):
    service.known["1 rue A"] = GOOD
    found = geocode({})
    assert (found.longitude[5], found.latitude[5], found.score[5]) == (*HERE, 0.9)
    assert found.kept.tolist() == [True]
    assert found.counts == {
        "addressed": 1, "geocoded": 1, "low_score": 0, "other_commune": 0, "not_found": 0,
        "unanswered": 0, "addresses_asked": 1, "addresses_remembered": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((*HERE, 0.6, SALLANCHES, "street"), Geocoded.KEPT),
        ((*HERE, 0.599, SALLANCHES, "street"), Geocoded.LOW),
        ((*THERE, 0.95, CLUSES, "housenumber"), Geocoded.ELSEWHERE),
        # Its code says Sallanches, the point lies in Cluses; then without a code.
        ((*THERE, 0.95, SALLANCHES, "housenumber"), Geocoded.ELSEWHERE),
        ((*THERE, 0.95, "", "housenumber"), Geocoded.ELSEWHERE),
        ((*HERE, 0.95, "", ""), Geocoded.KEPT),
        # The centre of the commune is no address.
        ((*HERE, 0.95, SALLANCHES, "municipality"), Geocoded.UNFOUND),
        (("", "", "", "", ""), Geocoded.UNFOUND),
        (("nan", 45.9, 0.9, SALLANCHES, "street"), Geocoded.UNFOUND),
        ((6.6, "inf", 0.9, SALLANCHES, "street"), Geocoded.UNFOUND),
        ((6.6, 45.9, "high", SALLANCHES, "street"), Geocoded.UNFOUND),
        ((*HERE, 1.0000000000000002, SALLANCHES, "street"), Geocoded.KEPT),
    ],
)
def test_a_point_is_kept_when_it_is_sure_and_in_the_commune_of_the_row(
    geocode, service, answer, outcome
):
    service.known["1 rue A"] = answer
    found = geocode({})
    assert found.outcome.tolist() == [outcome]
    assert found.counts[outcome] == found.counts["addressed"] == 1
    assert np.isnan(found.longitude[5]) == (outcome is not Geocoded.KEPT)


def test_an_arrondissement_is_the_commune_it_is_part_of(geocode, service):
    service.known["1 rue A"] = (*IN_LYON, 0.9, "69382", "housenumber")
    found = geocode({"commune_code": LYON, "postal_code": "69002", "city": "Lyon"})
    assert found.outcome.tolist() == [Geocoded.KEPT]


def test_rows_with_a_point_without_an_address_or_without_a_commune_are_not_asked(geocode, service):
    found = geocode(
        {"longitude": 6.6, "latitude": 45.9}, {"address": ""}, {"address": "12 / 3"},
        {"commune_code": ""}, {},
    )  # fmt: skip
    assert service.addresses == ["1 rue A"]
    assert found.outcome.tolist() == ["", "", "", "", Geocoded.UNFOUND]
    assert found.counts["addressed"] == 1
    assert found.longitude.isna().all()


def test_only_the_address_leaves_the_machine(geocode, service):
    geocode(
        {
            "address": "c/o Jean Martin, « 3 bis rue Neuve » 04 65 71 00 12 jean@exemple.org",
            "name": "Association Secrète", "phone": "0465710013", "operator": "Mme Dupont",
            "email": "contact@exemple.org", "id": "42",
        }
    )  # fmt: skip
    ((row,),) = service.batches
    assert row == {
        "number": "0", "address": "3 bis rue Neuve »", "postal_code": "74700", "city": "Sallanches",
    }  # fmt: skip
    assert service.columns == [["address", "postal_code", "city"]]
    for private in ("Martin", "0465", "04 65", "jean", "exemple", "Secr", "Dupont"):
        assert private.encode() not in service.sent[0]


def test_without_a_city_the_name_of_the_commune_is_asked(geocode, service):
    geocode({"city": "", "postal_code": "74700 Sallanches cedex"})
    ((row,),) = service.batches
    assert (row["city"], row["postal_code"]) == ("Sallanches", "74700")


def test_an_address_is_asked_once_however_often_and_however_spelled_it_is(geocode, service):
    service.known["1 rue A"] = GOOD
    found = geocode({}, {"address": " 1,  RUE a"}, {"city": "SALLANCHES"})
    assert service.addresses == ["1 rue A"]
    assert found.kept.tolist() == [True, True, True]
    assert found.counts["addresses_asked"] == 1


def test_a_second_import_asks_nothing_be_it_of_what_was_not_found(geocode, service):
    service.known["1 rue A"] = GOOD
    geocode({}, {"address": "2 rue B"})
    again = geocode({}, {"address": "2 rue B"}, {"address": "3 rue C"})
    assert service.addresses == ["1 rue A", "2 rue B", "3 rue C"]
    assert again.outcome.tolist() == [Geocoded.KEPT, Geocoded.UNFOUND, Geocoded.UNFOUND]
    assert again.score[5] == 0.9
    assert (again.counts["addresses_asked"], again.counts["addresses_remembered"]) == (1, 2)
    geocode({}, {"address": "2 rue B"})
    assert len(service.batches) == 2


def test_what_one_service_found_says_nothing_of_another(geocode, service):
    geocode({})
    geocode({}, url=f"{service.url.replace('127.0.0.1', 'localhost')}?key=secret")
    assert service.addresses == ["1 rue A", "1 rue A"]


def test_a_key_in_the_address_of_the_service_is_not_written_down(geocode, service, tmp_path):
    geocode({}, url=f"{service.url}?key=s3cret")
    assert b"s3cret" not in (tmp_path / "geocoding" / "addresses.sqlite").read_bytes()


def test_without_a_service_nothing_is_asked_written_or_said(geocode, service, tmp_path):
    found = geocode({}, url="")
    assert (found.counts, found.remarks, found.outcome.tolist()) == ({}, (), [""])
    assert (service.sent, service.alone, list(tmp_path.iterdir())) == ([], [], [])


def test_rows_are_not_written_to(service, gazetteer, tmp_path):
    service.known["1 rue A"] = GOOD
    rows = records({})
    before = rows.copy(deep=True)
    geocode_rows(rows, BatchGeocoder(service.url, tmp_path), gazetteer)
    pd.testing.assert_frame_equal(rows, before)


def test_no_rows_are_no_question(geocode, service):
    assert geocode().counts == {}
    assert service.sent == []


def test_the_report_says_what_was_asked_and_kept(geocode, service):
    service.known |= {"1 rue A": GOOD, "2 rue B": (*HERE, 0.3, SALLANCHES, "street")}
    (told,) = geocode({}, {"address": "2 rue B"}, {"address": "3 rue C"}).remarks
    assert told.replace("\u00a0", " ") == (
        "Adresses sans point : 3 lignes = 1 placée d’après son adresse + 1 de correspondance inférieure "
        "à 0,6 + 0 trouvée dans une autre commune + 1 introuvable + 0 sans réponse (3 adresses demandées, "
        "0 déjà connue)."
    )


def test_a_service_that_fails_leaves_rows_as_they_are_and_says_so(geocode, service):
    service.kind = "broken"
    found = geocode({}, {"address": "2 rue B"})
    assert found.outcome.tolist() == [Geocoded.UNANSWERED] * 2
    assert found.longitude.isna().all()
    assert found.remarks[1].replace("\u00a0", " ") == (
        "Le service d’adresses ne répond pas ou répond mal : 2 lignes restent sans point, à leur commune ; "
        "un nouvel import les redemandera."
    )


def test_what_could_not_be_remembered_is_said(geocode, service, tmp_path):
    (tmp_path / "geocoding").write_text("no folder")
    service.known["1 rue A"] = GOOD
    found = geocode({})
    assert found.kept.tolist() == [True]
    assert "n’ont pas pu être gardées" in found.remarks[-1]


def test_a_damaged_memory_is_done_without(geocode, service, tmp_path):
    (tmp_path / "geocoding").mkdir()
    (tmp_path / "geocoding" / "addresses.sqlite").write_bytes(b"no base" * 100)
    service.known["1 rue A"] = GOOD
    assert geocode({}).kept.tolist() == [True]
