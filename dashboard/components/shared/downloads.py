"""The links to what is on screen as files, alike on all pages."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.components.shared.links import download_address
from dashboard.domain.downloads import Download
from dashboard.domain.file_formats import SLIDE_LABEL, FileFormat, Holds, PictureForm
from dashboard.domain.selections.fields import PageSelection

_FOR_SLIDES = "png"
"""The format that presentations take everywhere; SVG of the same form has the same address but for it."""


@dataclass(frozen=True)
class DownloadFile:
    """A file that is offered: what readers call its format, and its address."""

    label: str
    address: str


def files(
    download: Download, selection: PageSelection, *kinds: Holds, part: str = ""
) -> list[DownloadFile]:
    """Describe what is on screen in the formats it is offered in, in the order of the links.

    Pictures are offered for slides too, last.

    Args:
        download: what is offered.
        selection: what the reader asked for.
        kinds: what the formats hold; all there are by default.
        part: the part of the download, where it has some.
    """
    offered = [
        file_format for file_format in download.formats if not kinds or file_format.holds in kinds
    ]
    slides = [file_format for file_format in offered if file_format.extension == _FOR_SLIDES]

    def file(file_format: FileFormat, form: PictureForm) -> DownloadFile:
        address = download_address(
            download, selection, extension=file_format.extension, part=part, form=form
        )
        label = file_format.label
        return DownloadFile(
            label if form is PictureForm.PAGE else f"{label} {SLIDE_LABEL}", address
        )

    return [
        *(file(file_format, PictureForm.PAGE) for file_format in offered),
        *(file(file_format, PictureForm.SLIDE) for file_format in slides),
    ]
