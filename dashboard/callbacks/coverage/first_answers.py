"""What « Zones blanches » answers to its address before any script asks: the same as later."""

from __future__ import annotations

import datetime as dt

from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.coverage.map import coverage_map_texts
from dashboard.callbacks.coverage.page import answer_beside
from dashboard.components.layout.first_paint import FirstAnswers, map_picture
from dashboard.components.shared import ids
from dashboard.components.shared.links import download_address
from dashboard.components.shared.page_scripts import COVERAGE_SCRIPT
from dashboard.domain.downloads import COVERAGE_DOWNLOAD
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.query import Query


def first_answers(snapshot: Snapshot, query: Query, now: dt.datetime) -> FirstAnswers:
    """Answer what is in sight; the map is a picture, and the best choice takes long."""
    selection, year = CoverageSelection.from_query(query), now.year
    parts = COVERAGE_SCRIPT.opening_parts(selection)
    told = answer_beside(snapshot, selection, parts, year=year)
    texts = coverage_map_texts(snapshot, selection, year=year)
    picture = download_address(COVERAGE_DOWNLOAD, selection, extension="svg")
    return FirstAnswers(
        script=COVERAGE_SCRIPT,
        selection=selection,
        places={**told, **texts},
        maps={ids.COVERAGE_MAP: map_picture(picture, texts[ids.COVERAGE_MAP_SENTENCE])},
        form=("radius", "filters.themes", "filters.publics", "shown", "level"),
    )
