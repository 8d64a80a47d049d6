"""The report as a document: read back, it is tagged, in French, on A4, and says what the page says."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from pypdf import PdfReader

from dashboard.analysis.reports.territory import territory_report
from dashboard.components.reports.blocks import Items, Paragraph, Section, TableBlock, Words, plain
from dashboard.components.reports.overview import key_numbers
from dashboard.components.reports.report import (
    report_blocks,
    report_title,
)
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.exports.contents.report_pdf import file_name, report_pdf
from tests.helpers.nearby_answers import TUESDAY

DAY = dt.date(2026, 11, 24)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0L5 5L0 5Z"/></svg>'
A4_PT = (595.28, 841.89)


def read(body):
    return PdfReader(io.BytesIO(body))


def words(body):
    """All that the document says, spaces of any kind made one."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read(body).pages))


def links(body):
    found = [
        note.get_object()["/A"]["/URI"]
        for page in read(body).pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    return set(found)


def written(*blocks, title="Fiche", site="https://carte.exemple.fr"):
    return report_pdf(title, blocks, day=DAY, author="Carte", site=site)


@pytest.fixture(scope="module")
def bourg(snapshot):
    report = territory_report(snapshot, MapSelection(), "200071751", now=TUESDAY)
    blocks = report_blocks(report, SVG, day=DAY)
    return report, report_pdf(
        report_title(report), blocks, day=DAY, author="Carte", site="https://carte.exemple.fr"
    )


def test_the_document_is_tagged_has_a_title_and_says_its_language(bourg):
    report, body = bourg
    reader = read(body)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a boolean of the file
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("fr")
    assert reader.metadata is not None
    assert reader.metadata.title == report_title(report)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert b"pdfuaid:part" in body


def test_every_page_is_a4_and_numbered(bourg):
    pages = read(bourg[1]).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert [float(page.mediabox.width), float(page.mediabox.height)] == pytest.approx(
            A4_PT, abs=0.1
        )
        assert f"Page {number} sur {len(pages)}" in re.sub(r"\s+", " ", page.extract_text())


def test_only_the_font_of_documents_is_in_it(bourg):
    fonts = {
        font.get_object()["/BaseFont"]
        for page in read(bourg[1]).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("SourceSans" in font for font in fonts)


def test_the_document_says_every_key_number_of_the_sheet(bourg):
    report, body = bourg
    (table,) = (block for block in key_numbers(report) if isinstance(block, TableBlock))
    said = words(body)
    for row in table.rows:
        cells = [re.sub(r"\s+", " ", "".join(one.text for one in cell)) for cell in row]
        assert cells[1] in said
        assert cells[2] in said


def test_links_inside_the_site_are_whole_addresses(bourg):
    found = links(bourg[1])
    assert "https://carte.exemple.fr/fiche/200071751/chiffre/taux" in found
    assert any(link.startswith("mailto:") for link in found)
    assert all(link.startswith(("https://", "mailto:", "tel:")) for link in found)


def test_without_a_site_only_links_out_of_it_are_kept():
    line = (Words("Fiche", "/fiche/D01"), Words("Écrire", "mailto:a@exemple.fr"))
    body = written(Paragraph(line), site="")
    assert links(body) == {"mailto:a@exemple.fr"}
    assert "Fiche" in words(body)


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.fr"])
def test_other_targets_are_no_links(target):
    assert links(written(Paragraph(plain("ici", target)))) == set()


@pytest.mark.parametrize(
    "hostile", ['#panic("x")', "$x$ *gras* _it_", "= titre", "@cite <label>", "\\ [ ] { }", '"']
)
def test_texts_are_never_run_as_code(hostile):
    body = written(
        Section(hostile),
        Paragraph(plain(hostile)),
        Items((plain(hostile),)),
        TableBlock(hostile, (hostile,), ((plain(hostile),),), widths=(1,), numeric_from=1),
        title=hostile,
    )
    assert read(body).metadata.title == hostile
    assert words(body).count(" ".join(hostile.split())) >= 5


def test_a_table_has_its_header_on_each_page():
    rows = tuple((plain(f"ligne {number}"), plain("1")) for number in range(120))
    body = written(TableBlock("Lignes", ("Nom", "Nombre"), rows, widths=(3, 1), numeric_from=1))
    pages = read(body).pages
    assert len(pages) > 1
    assert all("Nombre" in page.extract_text() for page in pages)


def test_the_same_sheet_gives_the_same_document():
    block = Paragraph(plain("Bonjour"))
    assert written(block) == written(block)


def test_the_file_name_says_what_and_when():
    assert file_name("CA du Bassin de Bourg-en-Bresse", "200071751", MapSelection(), DAY) == (
        "fiche_ca-du-bassin-de-bourg-en-bresse_200071751_20261124.pdf"
    )
    chosen = MapSelection(filters=Filters(themes=("sante",), years=(2019, 2024)))
    assert file_name("L’Œuvre-sur-Ain", "01999", chosen, DAY) == (
        "fiche_l-oeuvre-sur-ain_01999_sante_2019-2024_20261124.pdf"
    )


def test_a_file_name_too_long_keeps_its_code_and_filters():
    name = file_name(
        "Communauté " * 20, "200071751", MapSelection(filters=Filters(themes=("sante",))), DAY
    )
    assert 110 < len(name) <= 120
    assert name.startswith("fiche_communaute-communaute-")
    assert name.endswith("_200071751_sante_20261124.pdf")
