"""PNG pictures: their size, their white snapshot, and letters that do not depend on the machine."""

import struct

from dashboard.exports.formats.png import FONTS, png_bytes
from dashboard.settings import FONTS_FOLDER


def svg(body, size=(200, 100)):
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="Source Sans Pro, Arial, sans-serif">{body}</svg>'
    )


def size(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_a_picture_is_as_wide_as_asked_and_keeps_its_proportions():
    drawn = svg('<rect width="50" height="50" fill="#123456"/>')
    assert size(png_bytes(drawn, width_px=1600)) == (1600, 800)
    assert size(png_bytes(drawn, width_px=800)) == (800, 400)


def test_the_same_drawing_is_the_same_picture_and_its_words_are_drawn():
    said = svg('<text x="10" y="50" font-size="20">Été à Mâcon</text>')
    assert png_bytes(said, width_px=400) == png_bytes(said, width_px=400)
    assert png_bytes(said, width_px=400) != png_bytes(svg(""), width_px=400)


def test_only_the_fonts_of_the_repository_are_used():
    assert {font.family for font in FONTS.fonts()} == {"Source Sans Pro"}
    weights = sorted(path.stem for path in FONTS_FOLDER.glob("*.ttf"))
    assert weights == ["SourceSansPro-It", "SourceSansPro-Regular", "SourceSansPro-Semibold"]
