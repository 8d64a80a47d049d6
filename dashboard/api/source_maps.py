"""The maps of what a source covers, as SVG, and the template people fill in."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, abort, request, send_file

from dashboard.analysis.current import SnapshotHolder
from dashboard.components.shared.links import SOURCE_MAPS_PATH, TEMPLATE_ADDRESS
from dashboard.figures.static.shapes import SvgShapes
from dashboard.figures.static.small_maps import coverage_svg


def register(server: Flask, current: SnapshotHolder, shapes: SvgShapes, *, template: Path) -> None:
    """Serve ``/donnees/couverture/<source>.svg`` and the import template.

    Args:
        server: the application.
        current: what answers are made from.
        shapes: the EPCI.
        template: the file to fill in.
    """

    @server.get(f"{SOURCE_MAPS_PATH}/<source>.svg")
    def coverage(source: str) -> Response:
        covered = current.snapshot.source_epci.get(source)
        if covered is None:
            abort(404, "Aucune source utilisée ne porte ce nom.")
        title = "Intercommunalités où cette source situe au moins une fiche ; les autres hachurées"
        drawn = Response(coverage_svg(shapes, covered, title=title), mimetype="image/svg+xml")
        # The same address shows another map once something is imported: it is asked for, not sent again.
        drawn.add_etag()
        drawn.make_conditional(request)
        return drawn

    @server.get(TEMPLATE_ADDRESS)
    def import_template() -> Response:
        return send_file(template, mimetype="text/csv", as_attachment=True)
