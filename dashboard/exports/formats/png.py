"""Drawings as pictures: SVG turned into PNG, the same on every machine."""

from __future__ import annotations

import json

import typst

from dashboard.settings import FONTS_FOLDER

FONTS = typst.Fonts(
    include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS_FOLDER]
)
"""The only fonts of documents and pictures, so that they look the same everywhere."""
_POINTS_PER_INCH = 72
_SOURCE = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)
"""
_WIDTH_PT = 600


def png_bytes(svg: str, *, width_px: int) -> bytes:
    """Draw an SVG so many pixels wide on white; its texts are in the font of documents."""
    return typst.compile(
        _SOURCE,
        format="png",
        ppi=width_px * _POINTS_PER_INCH / _WIDTH_PT,
        font_paths=FONTS,
        sys_inputs={"svg": svg, "width": json.dumps(_WIDTH_PT)},
    )
