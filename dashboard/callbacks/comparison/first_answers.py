"""What « Comparer » answers to its address before any script asks: the same as later."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from dashboard.analysis.snapshot import Snapshot
from dashboard.callbacks.comparison.maps import maps_texts
from dashboard.callbacks.comparison.panels import answer_comparison
from dashboard.components.comparison.controls import BETWEEN
from dashboard.components.comparison.downloads import MAPS_PART
from dashboard.components.layout.first_paint import FirstAnswers, map_picture
from dashboard.components.shared import ids
from dashboard.components.shared.links import download_address
from dashboard.components.shared.page_scripts import COMPARISON_SCRIPT
from dashboard.domain.downloads import COMPARISON_PICTURES
from dashboard.domain.selections.comparison import ComparisonSelection
from dashboard.domain.selections.query import Query


def first_answers(snapshot: Snapshot, query: Query, _now: dt.datetime) -> FirstAnswers:
    """Answer what is in sight; the two maps are one picture above their legend."""
    selection = ComparisonSelection.from_query(query)
    parts = COMPARISON_SCRIPT.opening_parts(selection)
    told = answer_comparison(snapshot, selection, parts)
    return FirstAnswers(
        script=COMPARISON_SCRIPT,
        selection=selection,
        places={
            **told,
            **(_maps(snapshot, selection) if "sides" in parts else {}),
            BETWEEN: None,
        },
        maps={ids.COMPARISON_LEFT: Markup(), ids.COMPARISON_RIGHT: Markup()},
        form=("filters.themes", "filters.publics", "indicator"),
    )


def _maps(snapshot: Snapshot, selection: ComparisonSelection) -> dict[str, Markup]:
    texts = maps_texts(snapshot, selection)
    address = download_address(COMPARISON_PICTURES, selection, extension="svg", part=MAPS_PART)
    sentences = Markup(" ").join(
        texts[part] for part in (ids.COMPARISON_LEFT_SENTENCE, ids.COMPARISON_RIGHT_SENTENCE)
    )
    picture = map_picture(address, sentences)
    return {**texts, ids.COMPARISON_LEGEND: picture + texts[ids.COMPARISON_LEGEND]}
