"""How the view of an address is cited, for who copies it."""

from __future__ import annotations

import datetime as dt

from flask import Flask, Response, jsonify, request

from dashboard.analysis.current import SnapshotHolder
from dashboard.analysis.snapshot import Snapshot
from dashboard.api.http.site_name import site_address
from dashboard.components.shared.citation import CitedView, view_citation
from dashboard.components.shared.links import CITATION_PATH, address
from dashboard.domain.clock import Clock
from dashboard.domain.pages import SELECTION_PAGES, SelectionPage
from dashboard.domain.selections.query import Query
from dashboard.exports.contents.provenance import sources_text
from dashboard.exports.contents.shared_view import data_digest, dates_of, shared_view


def register(server: Flask, current: SnapshotHolder, clock: Clock) -> None:
    """Serve the citation of each page's views, under the path of the page."""

    def serve(page: SelectionPage) -> None:
        def answer() -> Response:
            query = request.args.to_dict(flat=False)
            text = citation(current.snapshot, page, query, day=clock().date(), site=site_address())
            return jsonify(citation=text)

        server.add_url_rule(f"{CITATION_PATH}{page.path}", f"citation {page.path}", answer)

    for page in SELECTION_PAGES:
        serve(page)


def citation(
    snapshot: Snapshot, page: SelectionPage, query: Query, *, day: dt.date, site: str
) -> str:
    """Cite the view of an address, as read on a day.

    Args:
        snapshot: what answers are made from.
        page: that of the address.
        query: that of the address.
        day: when it is read.
        site: where the pages stand, empty where that is not known.
    """
    view = shared_view(snapshot, page, query)
    cited = CitedView(
        site=snapshot.region_index.region.site_name,
        title=view.title,
        filters=view.filters,
        sources=sources_text(snapshot),
        dates=dates_of(snapshot, view),
        edition=data_digest(snapshot),
        address=f"{site}{address(view.selection)}",
    )
    return view_citation(cited, day=day)
