"""What data.gouv.fr answers about a dataset, and which of its files to take."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from dashboard.data.fetching.sources import OnlineSource
from dashboard.data.importers.columns import header_key
from dashboard.domain.errors import FetchError

_ISO_DATE_LENGTH = 10
_DATE = re.compile(r"(?<![0-9])(20[0-9]{2})[-_]?([01][0-9])[-_]?([0-3][0-9])(?![0-9])")
_DIGESTS = {
    "md5": ("md5", 32),
    "sha1": ("sha1", 40),
    "sha2": ("sha256", 64),
    "sha256": ("sha256", 64),
}
_DATA_TYPES = {"main", "update", ""}


@dataclass(frozen=True)
class Resource:
    """A file of a dataset.

    Attributes:
        title: as its publisher wrote it.
        url: where it is.
        kind: ``csv``, ``json`` …
        edition: ISO date: the one in its title or file name, else of its last change.
        changed: when it was last changed, ISO.
        size: bytes, ``None`` where not known for sure.
        algorithm: of the checksum, empty where none is known for sure.
        checksum: hexadecimal.
    """

    title: str
    url: str
    kind: str
    edition: str
    changed: str
    size: int | None = None
    algorithm: str = ""
    checksum: str = ""


def pick_resource(dataset: object, source: OnlineSource) -> Resource:
    """Choose the newest file of ``source`` in what the catalogue answers.

    Args:
        dataset: the JSON answer of ``/api/1/datasets/{slug}/``.
        source: what is wanted.

    Raises:
        FetchError: the answer is not about a dataset, or none of its files is the wanted one.
    """
    listed = dataset.get("resources") if isinstance(dataset, Mapping) else None
    if not isinstance(listed, list):
        message = "la réponse du catalogue n’est pas la description d’un jeu de données."
        raise FetchError(message)
    resources = [resource for entry in listed if (resource := _resource(entry))]
    wanted = [
        resource
        for resource in resources
        if resource.kind in source.formats and _is_wanted(resource, source)
    ]
    if not wanted:
        titles = ", ".join(f"« {resource.title} »" for resource in resources[:5]) or "aucun"
        message = (
            f"aucun fichier du jeu de données n’est celui attendu ({', '.join(source.formats)}) ; "
            f"fichiers trouvés : {titles}."
        )
        raise FetchError(message)
    rank = {kind: -place for place, kind in enumerate(source.formats)}
    return max(
        wanted, key=lambda resource: (resource.edition, rank[resource.kind], resource.changed)
    )


def _resource(entry: object) -> Resource | None:
    """Read one file; ``None`` where it has no address, or is a documentation."""
    if not isinstance(entry, Mapping):
        return None
    url = _text(entry, "url") or _text(entry, "latest")
    if not url or _text(entry, "type") not in _DATA_TYPES:
        return None
    title = _text(entry, "title") or _file_name(url)
    changed = _text(entry, "last_modified") or _text(entry, "created_at")
    edition = _dated(title) or _dated(_file_name(url)) or _day(changed)
    if not edition:
        return None
    size, algorithm, checksum = _proof(entry)
    kind = _text(entry, "format").lower() or _file_name(url).rpartition(".")[2].lower()
    return Resource(title, url, kind, edition, changed, size, algorithm, checksum)


def _proof(entry: Mapping[str, Any]) -> tuple[int | None, str, str]:
    """Read size and checksum of a file the catalogue hosts: of remote ones they may be old."""
    if _text(entry, "filetype") != "file":
        return None, "", ""
    size = entry.get("filesize")
    known = isinstance(size, int) and not isinstance(size, bool) and size > 0
    proof = entry.get("checksum")
    proof_texts = proof if isinstance(proof, Mapping) else {}
    algorithm, length = _DIGESTS.get(_text(proof_texts, "type").lower(), ("", 0))
    checksum = _text(proof_texts, "value").lower()
    if not algorithm or len(checksum) != length:
        algorithm, checksum = "", ""
    return (size if known else None), algorithm, checksum


def _is_wanted(resource: Resource, source: OnlineSource) -> bool:
    spellings = [header_key(resource.title), header_key(_file_name(resource.url))]
    if any(re.search(source.unwanted, spelling) for spelling in spellings):
        return False
    return any(re.search(source.wanted, spelling) for spelling in spellings)


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""


def _file_name(url: str) -> str:
    try:
        return unquote(urlsplit(url).path).rpartition("/")[2]
    except ValueError:
        return ""


def _dated(text: str) -> str:
    for year, month, day in _DATE.findall(text):
        if date := _day(f"{year}-{month}-{day}"):
            return date
    return ""


def _day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text[:_ISO_DATE_LENGTH]).isoformat()
    except ValueError:
        return ""
