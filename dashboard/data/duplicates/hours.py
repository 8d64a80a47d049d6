"""Opening hours that the sources of one service do not agree on."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd
from opening_hours import OpeningHours, validate

from dashboard.data.importers.cells.hours import OSM_DAYS, osm_day
from dashboard.domain.hours import DAYS

_DAY = "|".join(DAYS)
_FRENCH_DAYS = re.compile(rf"(?:du )?({_DAY})(?: (et|au) ({_DAY}))?\s*:[\s:]*(.+)")
_WEEK = re.compile(r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|24/7|[0-9]{2}:)")
_HOLIDAYS = re.compile(r";? ?PH (?:closed|off)")


class SaidHours(NamedTuple):
    """Hours as one source writes them, with its date: ISO, or empty where it gives none."""

    hours: str
    source: str
    date: str


def conflicting_hours(ordered: pd.DataFrame, *, cited: str = "source") -> pd.Series:
    """List, for the clusters whose records disagree on opening hours, what each source says.

    Texts that mean the same week are one: days in another order, a day said closed or not said,
    « lundi : 9h à 12h » and ``Mo 09:00-12:00``. What cannot be read is compared as it is written.

    Args:
        ordered: ``cluster``, ``opening_hours``, ``updated_on`` (texts, empty where unknown) and the
            column ``cited``; ``last_edition`` dates the records that have no date, where it is
            there.
        cited: the column that names the source of a record.

    Returns:
        Indexed by cluster, for those that disagree only: tuples of two ``SaidHours`` or more, all
        different, the latest first, undated last; where several records agree, the latest speaks.
    """
    said = ordered[ordered["opening_hours"] != ""]
    texts = said["opening_hours"]
    several = texts.groupby(said["cluster"]).transform("nunique") > 1
    said, texts = said[several], texts[several]
    dated = said["updated_on"]
    if "last_edition" in said:
        dated = dated.where(dated != "", said["last_edition"])
    weeks = texts.map({text: week_key(text) for text in texts.unique()})
    table = pd.DataFrame(
        {
            "cluster": said["cluster"],
            "week": weeks,
            "said": list(map(SaidHours, texts, said[cited], dated)),
            "date": dated,
        }
    )
    latest = table.sort_values("date", ascending=False, kind="stable")
    latest = latest.drop_duplicates(["cluster", "week"])
    latest = latest[latest.duplicated("cluster", keep=False)]
    return latest.groupby("cluster")["said"].agg(tuple)


def week_key(text: str) -> str:
    """Bring opening hours to one spelling of the week they say, or to plain words.

    ``Sa off; We,Mo 9:00-12:00`` and ``lundi et mercredi : 9h-12h`` give ``Mo,We 09:00-12:00``.
    """
    week = text if _WEEK.match(text) else _from_french(text)
    if week and validate(week):
        return _HOLIDAYS.sub("", str(OpeningHours(week).normalize()))
    return " ".join(text.casefold().split())


def _from_french(text: str) -> str:
    """Write ``lundi : 9h-12h ; du mardi au jeudi : fermé`` in the OpenStreetMap form, or nothing."""
    rules = []
    for part in text.split(" ; "):
        found = _FRENCH_DAYS.fullmatch(part.strip())
        spans = osm_day(found[4]) if found else ""
        if not (found and spans):
            return ""
        joint = "," if found[2] == "et" else "-"
        days = [OSM_DAYS[day] for day in (found[1], found[3]) if day]
        rules.append(f"{joint.join(days)} {spans}")
    return "; ".join(rules)
