"""Walking through XML of unknown origin: no entity, no other file, no address is ever followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

from dashboard.data.tabular.limits import refused
from dashboard.domain.formats import french_number

_PIECE_BYTES = 1_000_000
_DEEPEST = 200

Attributes = dict[str, str]


@dataclass(frozen=True)
class Steps:
    """What is called on the way; names of elements and attributes come without their prefix.

    Attributes:
        start: at each opening tag, with its name and attributes.
        end: at each closing tag, with its name.
        text: at each piece of text.
    """

    start: Callable[[str, Attributes], None]
    end: Callable[[str], None]
    text: Callable[[str], None]


class _RefusedError(Exception):
    """What the document holds is refused; the message gives the reason."""


def walk(name: str, content: bytes, steps: Steps) -> None:
    """Walk through a document from its first tag to its last.

    Raises:
        ImportFileError: it is not XML, declares a document type (by which entities grow), or has
            too many elements inside one another.
    """
    parser = expat.ParserCreate()
    _connect(parser, steps)
    try:
        for start in range(0, len(content), _PIECE_BYTES):
            parser.Parse(content[start : start + _PIECE_BYTES])
        parser.Parse(b"", True)  # noqa: FBT003 - the last piece; it takes no keyword
    except _RefusedError as error:
        raise refused(name, str(error)) from error
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = french_number(parser.CurrentLineNumber)
        raise refused(
            name, f"XML illisible à la ligne {line} : le fichier est tronqué ou mal écrit."
        ) from error


def _connect(parser: expat.XMLParserType, steps: Steps) -> None:
    depth = 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            why = f"des éléments sont imbriqués sur plus de {_DEEPEST} niveaux."
            raise _RefusedError(why)
        steps.start(_local(tag), {_local(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        steps.end(_local(tag))

    def refuse(*_: object) -> None:
        why = "le document XML déclare un type de document (DOCTYPE), ce qui n’est pas accepté."
        raise _RefusedError(why)

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = steps.text
    parser.StartDoctypeDeclHandler = refuse


def _local(name: str) -> str:
    return name.rpartition(":")[2]
