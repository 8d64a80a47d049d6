"""The links to what is on screen as files, alike on all pages."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.components.shared.links import download_address
from dashboard.domain.downloads import Download
from dashboard.domain.file_formats import Holds
from dashboard.domain.selections.fields import PageSelection


@dataclass(frozen=True)
class DownloadFile:
    """A file that is offered: what readers call its format, and its address."""

    label: str
    address: str


def files(
    download: Download, selection: PageSelection, *kinds: Holds, part: str = ""
) -> list[DownloadFile]:
    """Describe what is on screen in the formats it is offered in, in the order of the links.

    Args:
        download: what is offered.
        selection: what the reader asked for.
        kinds: what the formats hold; all there are by default.
        part: the part of the download, where it has some.
    """
    return [
        DownloadFile(
            file_format.label,
            download_address(download, selection, extension=file_format.extension, part=part),
        )
        for file_format in download.formats
        if not kinds or file_format.holds in kinds
    ]
