"""The search for a territory where no script runs: it leads to the page, or asks which one is meant."""

from __future__ import annotations

from flask import Flask, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.search.groups import by_group
from dashboard.analysis.search.places import OUTSIDE, territory_answers
from dashboard.components.layout.printed_page import still_page
from dashboard.components.layout.territory_search import (
    TARGET,
    TEXT,
    territory_choices,
    with_territory,
)
from dashboard.components.shared.links import TERRITORY_SEARCH_PATH, address
from dashboard.domain.pages import NEARBY_PAGE, SELECTION_PAGES
from dashboard.domain.selections.nearby import LONGEST_PLACE

_PAGES = {page.path: page for page in SELECTION_PAGES if page is not NEARBY_PAGE}


def register(server: Flask, current: SnapshotHolder) -> None:
    """Serve the search."""

    @server.get(TERRITORY_SEARCH_PATH)
    def search_territory() -> AnyResponse:
        page = _PAGES.get(request.args.get(TARGET, ""))
        if page is None:
            abort(404)
        selection = page.fields.read(request.args.to_dict(flat=False))
        text = request.args.get(TEXT, "").strip()[:LONGEST_PLACE]
        if not text:
            return redirect(address(selection))
        snapshot = current.snapshot
        answers = territory_answers(snapshot, text)
        if len(answers) == 1 and answers[0].group != OUTSIDE:
            return redirect(address(with_territory(selection, answers[0].code)))
        region = snapshot.region_index.region
        outside = [answer for answer in answers if answer.group == OUTSIDE]
        groups = [(group, members) for group, members in by_group(answers) if group != OUTSIDE]
        content = territory_choices(groups, outside, selection, text=text, region=region)
        return Response(
            still_page(page.title, content, site=region.site_name), mimetype="text/html"
        )
