"""What « Carte » answers to its address before any script asks: the same as later."""

from __future__ import annotations

import datetime as dt

from dashboard.analysis.indicators.classification import analyse
from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.map.map import map_texts
from dashboard.callbacks.map.table_and_panel import answer_listing
from dashboard.components.layout.first_paint import FirstAnswers, map_picture
from dashboard.components.shared import ids
from dashboard.components.shared.links import download_address
from dashboard.components.shared.page_scripts import MAP_SCRIPT
from dashboard.domain.downloads import MAP_DOWNLOAD
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.query import Query


def first_answers(snapshot: Snapshot, query: Query, now: dt.datetime) -> FirstAnswers:
    """Answer everything but the map itself, which is a picture."""
    selection = MapSelection.from_query(query)
    listing = answer_listing(snapshot, selection, ["table", "panel"], now=now)
    texts = map_texts(snapshot, selection, analyse(snapshot.region_index, selection))
    picture = download_address(MAP_DOWNLOAD, selection, extension="svg")
    return FirstAnswers(
        script=MAP_SCRIPT,
        selection=selection,
        places={**listing, **texts},
        maps={ids.MAP: map_picture(picture, texts[ids.MAP_SENTENCE])},
        form=("filters.themes", "filters.publics", "level", "indicator"),
    )
