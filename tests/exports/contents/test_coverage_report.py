"""The sheet « Zones blanches » as a document: a complete A4 page, then the communes; and its map."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import numpy as np
import pytest
from pypdf import PdfReader

from dashboard.api.reports.coverage import report_of, report_selection
from dashboard.components.coverage.report import report_title
from dashboard.exports.contents.coverage_report_pdf import (
    coverage_report_name,
    coverage_report_pdf,
)
from dashboard.exports.contents.report_pdf import Signature
from dashboard.figures import palette
from dashboard.server.static_geography import level_windows
from tests.helpers.nearby_answers import TUESDAY
from tests.helpers.svg_tree import drawing_of, elements_in

FOREZ, BOURG, LAMASTRE = "200065886", "200071751", "07129"
A4_PT = (595.28, 841.89)
SIGNATURE = Signature(TUESDAY.date(), "Carte de la solidarité", "https://carte.exemple.fr")


@pytest.fixture(scope="module")
def windows_of(atlas):
    return level_windows(atlas.geography)


@pytest.fixture
def gathered(snapshot, windows_of):
    """Gather the sheet of a territory, on a Tuesday."""

    def gather(code, **query):
        selection = report_selection({key: [value] for key, value in query.items()}, code)
        return report_of(snapshot, selection, windows_of, now=TUESDAY), selection

    return gather


@pytest.fixture
def written(gathered):
    def write(code, **query):
        return coverage_report_pdf(*gathered(code, **query), SIGNATURE)

    return write


def pages(body):
    """The words of each page, spaces of any kind made one."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(body)).pages]


def links(body):
    return {
        note.get_object()["/A"]["/URI"]
        for page in PdfReader(io.BytesIO(body)).pages
        for note in page.get("/Annots", [])
    }


@pytest.mark.usefixtures("few_are_enough")
@pytest.mark.parametrize("code", [FOREZ, LAMASTRE, "D07", "R82"])
def test_the_first_page_is_complete_and_the_communes_begin_on_the_second(written, code):
    first, second, *_ = pages(written(code))
    assert first.startswith("Zones blanches : ")
    for told in (
        "données de 2",
        "Ici, une zone blanche",
        "Fiche du 24 novembre 2026",
        "hors périmètre",
    ):
        assert told in first
    assert "Téléphone Source du" in first
    assert re.search(r"DILA \(COG 2026\).*Page 1 sur \d+$", first)
    assert " Communes " in second
    assert " Communes " not in first


@pytest.mark.usefixtures("few_are_enough")
def test_the_second_page_lists_every_commune_of_an_epci_with_why(written):
    _, *others = pages(written(FOREZ))
    assert "84 communes de la CA Loire Forez" in others[0]
    assert "Montbrison loin de tout lieu Le lieu le plus proche" in others[0]
    assert "Mairies des communes concernées" in " ".join(others)


@pytest.mark.usefixtures("few_are_enough")
def test_where_nobody_is_far_an_epci_still_lists_its_communes_and_a_departement_none(written):
    first, second = pages(written(BOURG))[:2]
    assert "Aucun habitant de la CA du Bassin de Bourg-en-Bresse n’est" in first
    assert "74 communes de la CA du Bassin de Bourg-en-Bresse" in second
    everywhere = pages(written("D01", elargi="oui", rayon="30"))
    assert "Aucun habitant de l’Ain n’est" in everywhere[0]
    assert len(everywhere) == 1


@pytest.mark.parametrize("code", [FOREZ, LAMASTRE, "D07", "R82"])
def test_where_sources_hold_too_little_one_page_says_what_they_hold(written, code):
    (only,) = pages(written(code, theme="alimentation"))
    assert "Nos sources ne permettent pas de répondre" in only
    assert "Un chiffre sur ce qui manque n’a de sens" in only
    assert "%" not in only
    assert "loin de tout lieu" not in only
    assert "Les lieux existants les plus proches" in only
    assert "en zone blanche la plus peuplée" not in only


def test_with_nothing_recorded_one_page_says_so(written):
    (only,) = pages(written(FOREZ, theme="sante", public="seniors"))
    assert "elles ne situent aucun lieu de santé ou de prévention dans la région" in only
    assert "Aucun lieu recensé pour ces choix" in only


@pytest.mark.usefixtures("few_are_enough")
def test_the_document_is_tagged_on_a4_in_french_with_its_map_in_words(written, gathered):
    body, (report, _) = written(LAMASTRE), gathered(LAMASTRE)
    reader = PdfReader(io.BytesIO(body))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a boolean of the file
    assert root["/Lang"].startswith("fr")
    assert b"pdfuaid:part" in body
    assert reader.metadata.title == report_title(report)
    for page in reader.pages:
        size = [float(page.mediabox.width), float(page.mediabox.height)]
        assert size == pytest.approx(A4_PT, abs=0.1)
    words = re.sub(r"\s+", " ", report.picture.words)
    assert words in pages(body)[0]


@pytest.mark.usefixtures("few_are_enough")
def test_phones_and_records_are_links(written):
    found = links(written(LAMASTRE))
    assert any(link.startswith("https://carte.exemple.fr/?fiche=") for link in found)
    assert all(link.startswith(("https://", "http://", "mailto:", "tel:")) for link in found)


@pytest.mark.usefixtures("few_are_enough")
def test_the_name_of_the_file_says_of_what_how_far_and_when(gathered):
    assert coverage_report_name(*gathered("D07", theme="sante", rayon="20"), TUESDAY.date()) == (
        "zones-blanches_ardeche_D07_20km_sante_20261124.pdf"
    )
    report, selection = gathered(FOREZ)
    totals = replace(report.answer.totals, name="Communauté " * 20)
    long = replace(report, answer=replace(report.answer, totals=totals))
    name = coverage_report_name(long, selection, TUESDAY.date())
    assert len(name) <= 120
    assert name.endswith(f"_{FOREZ}_10km_20261124.pdf")


# The map.


def fills(report):
    return [one.get("fill") for one in elements_in(drawing_of(report.picture.svg), "path")]


@pytest.mark.usefixtures("few_are_enough")
def test_only_the_communes_of_the_territory_are_coloured(gathered, snapshot):
    report, _ = gathered(FOREZ)
    coloured = [colour for colour in fills(report) if colour in {*palette.COVERAGE, palette.BORDER}]
    assert len(coloured) == report.answer.totals.communes == 84
    assert palette.NEIGHBOUR in fills(report)
    assert snapshot.communes.labels[snapshot.communes.rows["42147"]] == "Montbrison"


def test_where_sources_hold_too_little_none_is(gathered):
    report, _ = gathered(FOREZ, theme="alimentation")
    assert not set(fills(report)) & {*palette.COVERAGE, palette.BORDER}
    assert [mark.text for mark in report.picture.legend][-3:] == [
        "territoire choisi",
        "communes alentour",
        "hors périmètre",
    ]


@pytest.mark.usefixtures("few_are_enough")
@pytest.mark.parametrize("code", [FOREZ, LAMASTRE, "D07", "R82"])
def test_the_map_names_communes_numbers_the_nearest_places_and_has_a_scale(gathered, code):
    report, _ = gathered(code)
    said = {one.text for one in elements_in(drawing_of(report.picture.svg), "text")}
    assert {"1", "2", "3"} <= said
    assert any(re.fullmatch(r"[\d,]+\u202fkm", text) for text in said)
    names = {"R82": "Lyon", "D07": "Annonay", LAMASTRE: "Lamastre", FOREZ: "Montbrison"}
    assert names[code] in said


@pytest.mark.usefixtures("few_are_enough")
def test_the_window_has_the_shape_of_the_page_and_holds_the_near_places(gathered):
    report, _ = gathered(LAMASTRE)
    drawing = drawing_of(report.picture.svg)
    width, height = (float(drawing.get(side)) for side in ("width", "height"))
    assert height / width == pytest.approx(1.4, abs=0.05)
    numbers = [one for one in elements_in(drawing, "text") if one.text in {"1", "2", "3"}]
    inside = np.array([[float(one.get("x")), float(one.get("y"))] for one in numbers])
    assert (inside > 0).all()
    assert (inside < [width, height]).all()
