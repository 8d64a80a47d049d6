"""What gathers the contents of each download of ``domain.downloads``, and the routes to them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Flask, Response, abort, request

from dashboard.analysis.current import SnapshotHolder
from dashboard.api.downloads.attachments import attachment
from dashboard.api.downloads.comparison import (
    comparison_files,
    comparison_pictures,
    deviation_files,
)
from dashboard.api.downloads.coverage import coverage_files
from dashboard.api.downloads.coverage_parts import classes_files, lorenz_files, site_files
from dashboard.api.downloads.map import map_files
from dashboard.api.downloads.nearby import nearby_files
from dashboard.api.downloads.records import record_files
from dashboard.api.downloads.request import DownloadRequest, FileShapes, Gather
from dashboard.domain.clock import Clock
from dashboard.domain.downloads import (
    COMPARISON_DOWNLOAD,
    COMPARISON_PICTURES,
    COVERAGE_DOWNLOAD,
    DEVIATIONS_DOWNLOAD,
    DOWNLOADS,
    LORENZ_DOWNLOAD,
    MAP_DOWNLOAD,
    NEARBY_DOWNLOAD,
    RECORDS_DOWNLOAD,
    SITES_DOWNLOAD,
    SIZES_DOWNLOAD,
    Download,
)
from dashboard.domain.formats import listed
from dashboard.domain.selections.file_names import in_form

CONTENTS: Mapping[Download, Gather] = {
    MAP_DOWNLOAD: map_files,
    RECORDS_DOWNLOAD: record_files,
    NEARBY_DOWNLOAD: nearby_files,
    COVERAGE_DOWNLOAD: coverage_files,
    SITES_DOWNLOAD: site_files,
    SIZES_DOWNLOAD: classes_files,
    LORENZ_DOWNLOAD: lorenz_files,
    COMPARISON_DOWNLOAD: comparison_files,
    DEVIATIONS_DOWNLOAD: deviation_files,
    COMPARISON_PICTURES: comparison_pictures,
}


def register(server: Flask, current: SnapshotHolder, clock: Clock, shapes: FileShapes) -> None:
    """Serve every download in its formats.

    Args:
        server: the application.
        current: what answers are made from.
        clock: gives the present time.
        shapes: what files are drawn with.
    """

    def serve(download: Download, gather: Gather) -> None:
        def answer(extension: str, part: str = "") -> Response:
            query = request.args.to_dict(flat=False)
            download_request = DownloadRequest(
                current.snapshot, query, extension, part, clock(), shapes
            )
            return download_answer(download, gather, download_request)

        server.add_url_rule(
            download.path("<extension>", part="<part>"), f"download {download.name}", answer
        )

    for download in DOWNLOADS:
        serve(download, CONTENTS[download])


def download_answer(
    download: Download, gather: Gather, download_request: DownloadRequest
) -> Response:
    """Answer with the file asked for; 404 names the formats that exist."""
    gathered = gather(download_request)
    offered = {file_format.extension: file_format for file_format in download.formats}
    if download_request.extension not in offered:
        abort(404, f"Les formats proposés sont {listed(tuple(offered))}.")
    contents, name = replace(gathered.contents, form=download_request.form), gathered.name
    if download_request.is_picture and download_request.form.wide:
        name = in_form(name, download_request.form)
    body = contents.written(download_request.extension)
    return attachment(body, offered[download_request.extension].media_type, name)
