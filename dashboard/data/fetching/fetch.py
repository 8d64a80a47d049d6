"""Downloading the newest edition of a known online source."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from dashboard.data.fetching.bodies import require_body
from dashboard.data.fetching.http import Asking, is_loopback, opened, too_large, truncated
from dashboard.data.fetching.resources import Resource, pick_resource
from dashboard.data.fetching.sources import DATA_GOUV, OnlineSource
from dashboard.domain.errors import FetchError
from dashboard.domain.formats import french_iso_date, french_number

TIMEOUT_S = 30.0
LARGEST_BYTES = 1_000_000_000
_LARGEST_ANSWER = 20_000_000
PARTIAL = ".partiel"
"""How the name of an unfinished download ends; none outlives its download."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Fetched:
    """A downloaded file, or the news that there is no newer one.

    Attributes:
        path: the file; where it would be when ``unchanged``.
        edition: its ISO date.
        title: what its publisher calls it.
        host: the server it came from; empty when ``unchanged``.
        digest: SHA-256 of the file, hexadecimal; empty when ``unchanged``.
        unchanged: whether the newest edition is one already known; nothing was downloaded.
    """

    path: Path
    edition: str
    title: str
    host: str
    digest: str
    unchanged: bool


def fetch(  # noqa: PLR0913 - one argument per thing that may be set
    source: OnlineSource,
    folder: Path,
    *,
    base_url: str = DATA_GOUV,
    known_edition: str | None = None,
    timeout_s: float = TIMEOUT_S,
    largest_bytes: int = LARGEST_BYTES,
    tell: Tell = lambda _: None,
) -> Fetched:
    """Download the newest edition of ``source`` into ``folder``, whole or not at all.

    Args:
        source: what to download.
        folder: made when missing; the file is named after the source and its edition.
        base_url: the catalogue; https, or plain http on this very machine.
        known_edition: ISO date of the newest edition already imported.
        timeout_s: longest silence of a server, in seconds.
        largest_bytes: largest file accepted.
        tell: called at each step with a French sentence.

    Raises:
        FetchError: the file cannot be had; the message gives the reason, and how to do without.
    """
    root = base_url.rstrip("/")
    asking = Asking(timeout_s, loopback=is_loopback(root))
    try:
        tell(f"{source.label} : recherche de la dernière édition")
        resource = pick_resource(_described(root, source, asking), source)
        path = folder / f"{source.name}-{resource.edition}.{resource.kind}"
        if known_edition is not None and resource.edition <= known_edition:
            return Fetched(path, resource.edition, resource.title, "", "", unchanged=True)
        tell(f"{source.label} : téléchargement de l’édition du {french_iso_date(resource.edition)}")
        host, digest = _downloaded(resource, path, asking, largest_bytes)
    except FetchError as error:
        message = (
            f"{source.label} : {error} Téléchargez le fichier à la main depuis "
            f"{root}/datasets/{source.slug}/ puis : python -m dashboard import FICHIER"
        )
        raise FetchError(message) from error
    tell(f"{path} : {french_number(path.stat().st_size)} octets reçus de {host}")
    return Fetched(path, resource.edition, resource.title, host, digest, unchanged=False)


def _described(root: str, source: OnlineSource, asking: Asking) -> object:
    with opened(f"{root}/api/1/datasets/{source.slug}/", asking) as answer:
        content = b"".join(answer.pieces(largest_bytes=_LARGEST_ANSWER))
        host = answer.host
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        message = f"{host} n’a pas répondu comme le catalogue de data.gouv.fr (JSON attendu)."
        raise FetchError(message) from error


def _downloaded(
    resource: Resource, path: Path, asking: Asking, largest_bytes: int
) -> tuple[str, str]:
    """Move the file to its place; return the server it came from and its SHA-256."""
    if resource.size is not None and resource.size > largest_bytes:
        raise too_large(largest_bytes)
    with _writing(path) as partial:
        with opened(resource.url, asking) as answer, partial.open("xb") as file:
            size, digest, checksum = 0, hashlib.sha256(), _hash(resource)
            for piece in answer.pieces(largest_bytes=largest_bytes):
                file.write(piece)
                digest.update(piece)
                checksum.update(piece)
                size += len(piece)
            file.flush()
            os.fsync(file.fileno())
        # The page of an error explains more than the length that is missing.
        require_body(partial, resource.kind, answer.media_type)
        if resource.size is not None and size != resource.size:
            raise truncated(size, resource.size)
        if resource.checksum and checksum.hexdigest() != resource.checksum:
            message = "le fichier a été altéré en chemin : son empreinte n’est pas celle annoncée."
            raise FetchError(message)
        partial.replace(path)
    return answer.host, digest.hexdigest()


@contextmanager
def _writing(path: Path) -> Iterator[Path]:
    """Open a temporary file beside ``path``, removed if it is not moved there."""
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}{PARTIAL}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield partial
    except OSError as error:
        message = f"le fichier n’a pas pu être écrit dans {path.parent} ({error.strerror})."
        raise FetchError(message) from error
    finally:
        with suppress(OSError):
            partial.unlink()


def _hash(resource: Resource) -> hashlib._Hash:
    # MD5 and SHA-1 only detect accidents here: the connection is what protects from people.
    return hashlib.new(resource.algorithm or "sha256", usedforsecurity=False)
