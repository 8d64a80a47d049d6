"""Reading a drawing as a program does: as XML, with the words it shows."""

from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def drawing_of(svg):
    """The drawing as a tree of elements; an error where it is no XML."""
    return ET.fromstring(svg)  # noqa: S314 - what our own functions have just written


def lines_in(drawing):
    """The lines of text of a drawing, in order, with plain spaces."""
    return [one.text.replace("\u00a0", " ") for one in drawing.iter(f"{SVG}text")]


def elements_in(drawing, name):
    """The elements of one kind (``"path"``), in order."""
    return list(drawing.iter(f"{SVG}{name}"))
