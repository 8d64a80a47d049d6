"""The links to what is on screen as files, alike on all pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.domain.file_formats import FileFormat


@dataclass(frozen=True)
class DownloadFile:
    """A file that is offered: what readers call its format, and its address."""

    label: str
    address: str


def files(formats: Sequence[FileFormat], address_of: Callable[[str], str]) -> list[DownloadFile]:
    """Describe one thing in several formats.

    Args:
        formats: in the order of the links.
        address_of: gives the address of the file with an extension.
    """
    return [DownloadFile(one.label, address_of(one.extension)) for one in formats]
