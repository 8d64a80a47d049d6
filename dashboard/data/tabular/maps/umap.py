"""Whole maps saved by uMap: layers of features, each with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_SAID = re.compile(rb'"type"\s*:\s*"umap"')
_OPTIONS = ("_umap_options", "_storage")
"""Where a layer is described; the second one until 2023."""

_DEEPEST = 8


@dataclass(frozen=True)
class Layer:
    """A layer: its name, its features, whether they are elsewhere, at an address."""

    name: str
    features: list[Any]
    remote: bool


def may_be_umap(document: bytes) -> bool:
    """Check whether a JSON document is worth reading whole to know if it is a map of uMap."""
    return _SAID.search(document) is not None


def umap_layers(shell: object) -> list[Layer] | None:
    """Return the layers of a map, in their order; ``None`` when the document is none."""
    match shell:
        case {"type": "umap", "layers": [*layers]}:
            return list(_layers(layers, 1))
    return None


def remote_notes(layers: list[Layer]) -> list[str]:
    """Write which layers could not be read because their places are not in the file."""
    return [
        f"Le calque « {layer.name} » affiche des données d’une autre adresse, qui ne sont pas dans "
        "le fichier : il n’est pas lu."
        for layer in layers
        if layer.remote and not layer.features
    ]


def _layers(listed: list[Any], depth: int) -> Iterator[Layer]:
    for layer in listed:
        if not isinstance(layer, dict):
            continue
        features = layer.get("features")
        yield _layer(layer, features if isinstance(features, list) else [])
        inner = layer.get("layers")
        if isinstance(inner, list) and depth < _DEEPEST:
            yield from _layers(inner, depth + 1)


def _layer(layer: dict[str, Any], features: list[Any]) -> Layer:
    options: dict[str, Any] = next(
        (layer[key] for key in _OPTIONS if isinstance(layer.get(key), dict)), {}
    )
    name = options.get("name")
    remote = options.get("remoteData")
    elsewhere = isinstance(remote, dict) and bool(remote.get("url"))
    return Layer(name if isinstance(name, str) else "", features, elsewhere)
