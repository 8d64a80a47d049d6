"""Every download in every format it is offered in, and in no other."""

import pytest

from dashboard.components.comparison.downloads import MAPS_PART
from dashboard.domain.downloads import DOWNLOADS
from dashboard.domain.file_formats import FORMATS

QUERY = "territoire=200071751"
"""An EPCI: all pages know it."""
OFFERED = [(download, one) for download in DOWNLOADS for one in download.formats]
REFUSED = [
    (download, extension)
    for download in DOWNLOADS
    for extension in (*(one.extension for one in FORMATS if one not in download.formats), "zzz")
]


def fetch(client, download, extension):
    return client.get(f"{download.path(extension, part=MAPS_PART)}?{QUERY}")


def called(given):
    return getattr(given, "name", getattr(given, "extension", given))


@pytest.mark.parametrize(("download", "file_format"), OFFERED, ids=called)
def test_a_download_is_written_in_each_of_its_formats(client, download, file_format):
    answer = fetch(client, download, file_format.extension)
    assert (answer.status_code, answer.mimetype) == (200, file_format.media_type)
    assert answer.headers["Content-Disposition"].endswith(f'.{file_format.extension}"')


@pytest.mark.parametrize(("download", "extension"), REFUSED, ids=called)
def test_another_format_is_refused_with_those_there_are(client, download, extension):
    answer = fetch(client, download, extension)
    assert answer.status_code == 404
    assert "Les formats proposés sont " in answer.text
    assert [one.extension for one in download.formats if one.extension not in answer.text] == []


def test_no_two_downloads_have_one_address():
    paths = [download.path("csv") for download in DOWNLOADS]
    assert sorted(paths) == sorted(set(paths))
