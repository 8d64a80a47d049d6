"""How a geocoder is asked for many addresses: in batches, within limits, and left when it fails."""

from time import monotonic

import pandas as pd
import pytest

from dashboard.data.geocoding.batch import BatchGeocoder, Bounds, Trouble, batch_address
from tests.helpers.address_service import serving_addresses

FOUND = (6.63, 45.94, 0.9, "74256", "housenumber")


def addresses(number):
    keys = [f"k{rank}" for rank in range(number)]
    texts = [f"{rank} rue A" for rank in range(number)]
    return pd.DataFrame(
        {"address": texts, "postal_code": "74700", "city": "Sallanches"}, index=keys
    )


def asked(service, tmp_path, **bounds):
    return BatchGeocoder(service.url, tmp_path, bounds=Bounds(**bounds))


def scores(answers):
    return answers.answered["score"].to_dict()


@pytest.mark.parametrize(
    ("url", "batches"),
    [
        ("https://data.geopf.fr/geocodage/search", "https://data.geopf.fr/geocodage/search/csv/"),
        ("https://a.example/search/?key=b#top", "https://a.example/search/csv/?key=b"),
    ],
)
def test_batches_go_beside_single_questions(url, batches):
    assert batch_address(url) == batches


def test_addresses_are_sent_in_batches_and_answered_by_their_number(service, tmp_path):
    service.known = {
        f"{rank} rue A": (6.6, 45.9, rank / 10, "74256", "street") for rank in range(5)
    }
    answers = asked(service, tmp_path, batch_rows=2).find(addresses(5))
    assert [len(batch) for batch in service.batches] == [2, 2, 1]
    assert scores(answers) == {"k0": 0, "k1": 0.1, "k2": 0.2, "k3": 0.3, "k4": 0.4}
    assert (answers.sent, answers.remembered, answers.troubles) == (5, 0, ())


def test_more_addresses_than_are_asked_at_once_wait_for_the_next_import(service, tmp_path):
    service.known["0 rue A"] = FOUND
    geocoder = asked(service, tmp_path, most_addresses=2)
    first = geocoder.find(addresses(3))
    assert (len(first.answered), first.troubles) == (2, (Trouble.MANY,))
    second = geocoder.find(addresses(3))
    assert (len(second.answered), second.sent, second.troubles) == (3, 1, ())


@pytest.mark.parametrize(
    "kind", ["broken", "busy", "page", "binary", "cut", "short"]
)  # fmt: skip
def test_what_came_before_a_failure_is_kept_and_nothing_is_asked_after_it(service, tmp_path, kind):
    service.kind, service.after = kind, 1
    geocoder = asked(service, tmp_path, batch_rows=2)
    answers = geocoder.find(addresses(6))
    assert sorted(answers.answered.index) == ["k0", "k1"]
    assert (len(service.batches), answers.troubles) == (2, (Trouble.FAILED,))
    service.kind = "good"
    again = geocoder.find(addresses(6))
    assert (again.sent, again.remembered, len(again.answered)) == (4, 2, 6)


def test_an_address_the_service_failed_on_is_asked_again(service, tmp_path):
    service.kind = "error"
    geocoder = asked(service, tmp_path)
    assert geocoder.find(addresses(2)).answered.empty
    service.kind = "good"
    assert geocoder.find(addresses(2)).sent == 2


def test_a_service_that_is_slow_is_left_in_time(service, tmp_path):
    service.kind = "hang"
    began = monotonic()
    answers = asked(service, tmp_path, batch_s=0.3).find(addresses(2))
    assert answers.troubles == (Trouble.FAILED,)
    assert monotonic() - began < 2


def test_a_service_that_is_not_there_breaks_nothing(tmp_path):
    with serving_addresses() as service:
        geocoder = asked(service, tmp_path)
    assert geocoder.find(addresses(2)).troubles == (Trouble.FAILED,)


def test_when_the_time_is_up_nothing_more_is_asked(service, tmp_path):
    clock = iter([0.0, *[0.0] * 2, 100.0])
    geocoder = BatchGeocoder(
        service.url, tmp_path, bounds=Bounds(batch_rows=1, total_s=60), clock=lambda: next(clock)
    )
    answers = geocoder.find(addresses(3))
    assert (len(service.batches), answers.troubles) == (1, (Trouble.LATE,))


def test_a_service_without_batches_is_asked_one_by_one(service, tmp_path):
    service.kind, service.known = "no-batches", {"0 rue A": FOUND}
    geocoder = asked(service, tmp_path, batch_rows=2)
    answers = geocoder.find(addresses(3))
    assert len(service.sent) == 1
    assert service.alone == [f"{rank} rue A 74700 Sallanches" for rank in range(3)]
    assert answers.answered.loc["k0"].tolist() == list(FOUND)
    assert answers.answered["score"].notna().tolist() == [True, False, False]
    assert (answers.sent, answers.troubles) == (3, ())
    assert geocoder.find(addresses(3)).sent == 0


def test_one_by_one_too_what_came_before_a_failure_is_kept(service, tmp_path):
    service.kind, service.after = "no-batches", 2
    answers = asked(service, tmp_path).find(addresses(4))
    assert sorted(answers.answered.index) == ["k0", "k1"]
    assert (len(service.alone), answers.troubles) == (3, (Trouble.FAILED,))


def test_a_thousand_remembered_addresses_are_read_back(service, tmp_path):
    geocoder = asked(service, tmp_path)
    geocoder.find(addresses(1_200))
    again = geocoder.find(addresses(1_200))
    assert (again.sent, again.remembered) == (0, 1_200)
    assert set(again.answered.index) == set(addresses(1_200).index)


def test_steps_are_told(service, tmp_path):
    told = []
    asked(service, tmp_path, batch_rows=2).find(addresses(3), tell=told.append)
    assert told == ["adresses : 0 sur 3 demandées", "adresses : 2 sur 3 demandées"]
