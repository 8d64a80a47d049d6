"""JSON files: lists of objects, objects that wrap some, GeoJSON, lines, Django fixtures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from dashboard.data.tabular.encoding import to_utf8
from dashboard.data.tabular.json.chunks import ChunkedList, collection_paused, parse
from dashboard.data.tabular.json.lines import are_json_lines, line_chunks
from dashboard.data.tabular.json.table import TableBuilder, is_feature
from dashboard.data.tabular.limits import Limits, refused
from dashboard.data.tabular.maps.umap import Layer, may_be_umap, remote_notes, umap_layers
from dashboard.data.tabular.table import TextTable
from dashboard.domain.errors import ImportFileError

_LIST = re.compile(rb'"([^"\\]+)"\s*:\s*\[(?=\s*\{)')
_NEAR = 65_536
"""Bytes in which the next list of a document is looked for; a farther one is parsed whole."""

_DEEPEST = 3
"""Objects around a list of objects: ``{"result": {"records": […]}}`` has two."""


def read_json(
    name: str, content: bytes, *, limits: Limits, encoding: str = ""
) -> tuple[TextTable, ...]:
    """Read a JSON file, one table per list of objects.

    Properties of GeoJSON features are columns, beside ``LONGITUDE`` and ``LATITUDE`` of a point
    inside their geometry; a map of uMap is one table, with a column ``LAYER``. Fields of Django
    fixtures are columns beside ``model`` and ``pk``.

    Args:
        name: the file's, for errors.
        content: its bytes; they begin by ``{`` or ``[``.
        limits: see there.
        encoding: of bytes that are not UTF-8; empty to find it.

    Raises:
        ImportFileError: it is not JSON, holds no object, or exceeds a limit.
    """
    document, encoding = to_utf8(name, content, encoding)
    if are_json_lines(name, document):
        builder = TableBuilder(name, limits)
        with collection_paused():
            for values, lines in line_chunks(document):
                builder.add(values, lines)
        return (builder.table(encoding=encoding),)
    if document.lstrip().startswith(b"["):
        whole = ChunkedList(name, document, document.index(b"[") + 1)
        builder = _built(name, whole, limits)
        whole.require_alone()
        _require_objects(name, builder)
        return (builder.table(encoding=encoding),)
    layers = umap_layers(parse(name, document)) if may_be_umap(document) else None
    if layers is not None:
        return (_umap_table(name, layers, encoding, limits),)
    builders, crs = _wrapped(name, document, limits)
    for builder in builders.values():
        _require_objects(name, builder)
    return tuple(
        builder.table(encoding=encoding, sheet=key if len(builders) > 1 else "", crs=crs)
        for key, builder in builders.items()
    )


def _built(name: str, chunks: Iterable[list[Any]], limits: Limits) -> TableBuilder:
    builder = TableBuilder(name, limits)
    with collection_paused():
        for values in chunks:
            builder.add(values, range(builder.read + 1, builder.read + len(values) + 1))
    return builder


def _umap_table(name: str, layers: list[Layer], encoding: str, limits: Limits) -> TextTable:
    builder = TableBuilder(name, limits)
    for layer in layers:
        ranks = range(builder.read + 1, builder.read + len(layer.features) + 1)
        builder.add(layer.features, ranks, layer=layer.name)
    notes = remote_notes(layers)
    if not builder.read:
        raise refused(name, " ".join(["aucun calque de la carte ne contient de lieu.", *notes]))
    return builder.table(encoding=encoding, container="umap", notes=notes)


def _require_objects(name: str, builder: TableBuilder) -> None:
    if not builder.read:
        raise refused(name, "la liste est vide ; une liste d’objets JSON est attendue.")


def _wrapped(name: str, document: bytes, limits: Limits) -> tuple[dict[str, TableBuilder], object]:
    """Read the lists of an object by chunks if they are directly in it, else parse it whole."""
    builders: dict[str, TableBuilder] = {}
    pieces, at = [], 0
    while match := _LIST.search(document, at, at + _NEAR):
        listed = ChunkedList(name, document, match.end())
        builders[match[1].decode()] = _built(name, listed, limits)
        pieces.append(document[at : match.end()])
        at = listed.end
    shell = _shell(name, document, b"".join([*pieces, document[at:]]))
    if len(builders) < len(pieces) or any(shell.get(key) != [] for key in builders):
        shell, builders = parse(name, document), {}
    for key, values in _lists(shell):
        builders[key] = _built(name, [values], limits)
    if not builders and is_feature(shell):
        builders[""] = _built(name, [[shell]], limits)
    if not builders:
        raise refused(
            name,
            "le document ne contient aucune liste d’objets ; attendu : une liste d’objets JSON, "
            "un objet qui en contient, ou du GeoJSON.",
        )
    return builders, _crs(shell)


def _shell(name: str, document: bytes, emptied: bytes) -> dict[str, Any]:
    """Parse a document without its long lists; an error must give its place in the whole."""
    try:
        shell: dict[str, Any] = parse(name, emptied)
    except ImportFileError:
        shell = parse(name, document)
    return shell


def _lists(value: dict[str, Any], around: str = "", depth: int = 1) -> Iterator[tuple[str, Any]]:
    if is_feature(value):
        return
    for key, inner in value.items():
        if isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            yield around + key, inner
        elif isinstance(inner, dict) and depth < _DEEPEST:
            yield from _lists(inner, f"{around}{key}.", depth + 1)


def _crs(shell: dict[str, Any]) -> object:
    """Return the name of the coordinate system old GeoJSON declares."""
    match shell.get("crs"):
        case {"properties": {"name": str(name)}}:
            return name
    return None
