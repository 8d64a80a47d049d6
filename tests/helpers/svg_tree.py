"""Reading a drawing as a program does: as XML, with the words it shows."""

from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def drawing_of(svg: str) -> ET.Element:
    """The drawing as a tree of elements; an error where it is no XML."""
    return ET.fromstring(svg)  # noqa: S314 - what our own functions have just written


def lines_in(drawing: ET.Element) -> list[str]:
    """The lines of text of a drawing, in order, with plain spaces."""
    return [(line.text or "").replace("\u00a0", " ") for line in drawing.iter(f"{SVG}text")]


def elements_in(drawing: ET.Element, name: str) -> list[ET.Element]:
    """The elements of one kind (``"path"``), in order."""
    return list(drawing.iter(f"{SVG}{name}"))
