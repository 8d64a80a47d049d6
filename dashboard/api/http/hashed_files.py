"""Files that never change under their address: boundaries, base map style, town names."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import brotli
from flask import Flask, Response, abort, request

PREFIX = "/fichiers"
IMMUTABLE = "public, max-age=31536000, immutable"
_DIGEST_LENGTH = 16


@dataclass(frozen=True)
class HashedFile:
    """A file served at an address made of its content's digest, compressed ahead of time."""

    stem: str
    extension: str
    media_type: str
    raw: bytes
    brotli: bytes

    @classmethod
    def of(cls, stem: str, extension: str, media_type: str, raw: bytes) -> HashedFile:
        """Compress ``raw`` at the highest quality; for small files made at load."""
        return cls(stem, extension, media_type, raw, brotli.compress(raw))

    @property
    def name(self) -> str:
        """The last part of the address: ``epci.0123456789abcdef.geojson``."""
        return f"{self.stem}.{digest_of(self.raw)}.{self.extension}"

    @property
    def address(self) -> str:
        """The address, from the root of the site."""
        return f"{PREFIX}/{self.name}"

    @cached_property
    def gzip(self) -> bytes:
        """``raw`` for a client without Brotli; computed once."""
        return gzip.compress(self.raw, mtime=0)


def digest_of(raw: bytes) -> str:
    """Return what tells a file's content from others in its address."""
    return sha256(raw).hexdigest()[:_DIGEST_LENGTH]


def register(server: Flask, files: Iterable[HashedFile]) -> None:
    """Serve ``files``; any other name under the same prefix is not found."""
    by_name = {file.name: file for file in files}

    @server.get(f"{PREFIX}/<name>")
    def hashed_file(name: str) -> Response:
        if name not in by_name:
            abort(404, "Ce fichier n’existe pas, ou plus : rechargez la page de la carte.")
        return answer(by_name[name])


def accepted_encoding() -> str:
    """Return the best encoding the client takes: ``br``, ``gzip`` or ``identity``."""
    accepted = request.accept_encodings
    if accepted["identity"] > max(accepted["br"], accepted["gzip"]):
        return "identity"
    return accepted.best_match(["br", "gzip"]) or "identity"


def answer(file: HashedFile) -> Response:
    """Answer with the best encoding the client takes."""
    encoding = accepted_encoding()
    body = file.brotli if encoding == "br" else file.gzip if encoding == "gzip" else file.raw
    response = Response(body, mimetype=file.media_type)
    response.headers["Cache-Control"] = IMMUTABLE
    response.headers["Vary"] = "Accept-Encoding"
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    return response
