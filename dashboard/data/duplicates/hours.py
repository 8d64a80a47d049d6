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
    """List, for the clusters whose records disagree on opening hours, the hours of each source.

    Texts that mean the same week are one: days in another order, a day closed or absent,
    « lundi : 9h à 12h » and ``Mo 09:00-12:00``. What cannot be read is compared as it is written.

    Args:
        ordered: ``cluster``, ``opening_hours``, ``updated_on`` (texts, empty where unknown) and the
            column ``cited``; ``last_edition`` dates the records that have no date, where it is
            there.
        cited: the column that names the source of a record.

    Returns:
        Indexed by cluster, for those that disagree only: tuples of two ``SaidHours`` or more, all
        different, the latest first, undated last; where several records agree, the latest is cited.
    """
    records = ordered[ordered["opening_hours"] != ""]
    texts = records["opening_hours"]
    several = texts.groupby(records["cluster"]).transform("nunique") > 1
    records, texts = records[several], texts[several]
    dated = records["updated_on"]
    if "last_edition" in records:
        dated = dated.where(dated != "", records["last_edition"])
    weeks = texts.map({text: week_key(text) for text in texts.unique()})
    table = pd.DataFrame(
        {
            "cluster": records["cluster"],
            "week": weeks,
            "said": list(map(SaidHours, texts, records[cited], dated)),
            "date": dated,
        }
    )
    latest = table.sort_values("date", ascending=False, kind="stable")
    latest = latest.drop_duplicates(["cluster", "week"])
    latest = latest[latest.duplicated("cluster", keep=False)]
    return latest.groupby("cluster")["said"].agg(tuple)


def week_key(text: str) -> str:
    """Normalise opening hours to one spelling of their week, or to plain words.

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
        days_and_hours = _FRENCH_DAYS.fullmatch(part.strip())
        spans = osm_day(days_and_hours[4]) if days_and_hours else ""
        if not (days_and_hours and spans):
            return ""
        joint = "," if days_and_hours[2] == "et" else "-"
        days = [OSM_DAYS[day] for day in (days_and_hours[1], days_and_hours[3]) if day]
        rules.append(f"{joint.join(days)} {spans}")
    return "; ".join(rules)
