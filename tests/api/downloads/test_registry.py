"""Every download in every format it is offered in, and in no other."""

import struct

import pytest

from dashboard.components.comparison.downloads import MAPS_PART
from dashboard.domain.downloads import DOWNLOADS
from dashboard.domain.file_formats import FORMATS, Holds
from tests.helpers.svg_tree import drawing_of, lines_in

QUERY = "territoire=200071751"
"""An EPCI: all pages know it."""
OFFERED = [(download, one) for download in DOWNLOADS for one in download.formats]
REFUSED = [
    (download, extension)
    for download in DOWNLOADS
    for extension in (*(one.extension for one in FORMATS if one not in download.formats), "zzz")
]


PICTURES = [download for download in DOWNLOADS if Holds.PICTURE in download.holds]


def fetch(client, download, extension, query=QUERY):
    return client.get(f"{download.path(extension, part=MAPS_PART)}?{query}")


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


@pytest.mark.parametrize("download", PICTURES, ids=called)
def test_every_picture_has_the_form_of_a_slide_with_the_same_words(client, download):
    page, slide = (
        fetch(client, download, "svg", f"{QUERY}{form}") for form in ("", "&format=16-9")
    )
    width, height = (float(drawing_of(slide.data).get(side)) for side in ("width", "height"))
    assert width / height == pytest.approx(16 / 9, abs=0.001)
    words = [
        {word for line in lines_in(drawing_of(answer.data)) for word in line.split()}
        for answer in (page, slide)
    ]
    assert words[0] == words[1]
    assert slide.headers["Content-Disposition"].endswith('_16-9.svg"')
    png = fetch(client, download, "png", f"{QUERY}&format=16-9").data
    assert struct.unpack(">II", png[16:24]) == (1920, 1080)


def test_another_form_is_the_usual_one_and_tables_have_none(client):
    usual, other = (fetch(client, PICTURES[0], "svg", query).data for query in ("", "format=4-3"))
    assert usual == other
    names = fetch(client, PICTURES[0], "csv", "format=16-9").headers["Content-Disposition"]
    assert "16-9" not in names
