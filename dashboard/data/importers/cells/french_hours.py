"""A week's opening hours written in one French sentence, where nothing in it is left to guess.

« Du lundi au vendredi 9h-12h / 14h-18h » becomes ``Mo-Fr 09:00-12:00,14:00-18:00``. Every word must
be understood: « sur rendez-vous », « 1er lundi du mois » or « hors vacances » leave the sentence as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.data.importers.cells.hours import SPAN, osm_day, osm_week
from dashboard.data.importers.cells.texts import mapped
from dashboard.domain.hours import DAYS

_SHORT = tuple(day[:3] for day in DAYS)
_DAY = rf"(?P<day>(?:{'|'.join(DAYS)})s?|(?:{'|'.join(_SHORT)})\b\.?)"
_TOKENS = re.compile(
    rf"(?P<span>{SPAN})|(?P<every>tous\s+les\s+jours|7\s?j(?:ours)?\s?(?:/|sur)\s?7)\b"
    rf"|{_DAY}(?![a-zà-ÿ])|(?P<closed>ferm[ée]e?s?)\b|(?P<but>sauf|except[ée])\b"
    r"|(?P<to>au|à|a|jusqu'?au)\b|(?P<dash>[-–—])|(?P<gap>[\s,;.:|/&•+]+|et\b|puis\b)"
    r"|(?P<filler>(?:du|de|le|les|ouverte?s?|ouverture|horaires?|accueil)\b)"
)
_HALF_DAY = re.compile(r"\b(?:matins?|apr[èe]s[- ]midis?|soirs?)\s*:?\s*(?=(?:de\s+)?[0-9])")
_SHARED_HOUR = re.compile(r"(?<![0-9h:])([0-9]{1,2})\s?([-–à])\s?([0-9]{1,2}\s?h)")
_NOON = re.compile(r"(?<!apr[èe]s[- ])\bmidi\b")
_ALWAYS = re.compile(
    r"(?:ouvert\s+)?(?:24\s?h?\s?(?:/|sur)\s?24\s?h?)(?:[\s,et]*7\s?j?\s?(?:/|sur)\s?7\s?j?)?"
)
_LONGEST = 300
"""Letters of a sentence worth understanding."""


class _NotUnderstoodError(Exception):
    """A word, or an order of words, that hours do not have."""


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


def french_hours(cells: pd.Series[str]) -> pd.Series[str]:
    """Write hours given as one French sentence in the OpenStreetMap form, the others as they are."""
    return mapped(cells, _hours)


def _hours(text: str) -> str:
    if len(text) > _LONGEST or not any(letter.isdigit() for letter in text):
        return text
    plain = _NOON.sub("12h", " ".join(text.lower().replace("’", "'").split()))
    if _ALWAYS.fullmatch(plain.strip(" .")):
        return "24/7"
    plain = _SHARED_HOUR.sub(r"\1h\2\3", _HALF_DAY.sub("", plain))
    try:
        return _Sentence(_tokens(plain)).week()
    except _NotUnderstoodError:
        return text


def _tokens(text: str) -> list[_Token]:
    """Split a sentence into its tokens, without words between days and without punctuation."""
    tokens, at = [], 0
    while at < len(text):
        match = _TOKENS.match(text, at)
        if not match:
            raise _NotUnderstoodError
        kind = match.lastgroup or ""
        if kind not in {"gap", "filler"}:
            tokens.append(_Token(kind, match[0]))
        at = match.end()
    return tokens


class _Sentence:
    """Days and their hours, read from the left; hours come all after their days or all before."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._spans: dict[str, list[str]] = {}
        self._closed: set[str] = set()

    def week(self) -> str:
        """Read the sentence to its end."""
        hours_first = self._kind() == "span"
        while self._at < len(self._tokens):
            if self._kind() == "closed":
                self._next()
                self._closed.update(self._days())
            elif hours_first:
                spans = self._hours()
                self._open(self._days(), spans)
            else:
                self._day_by_day()
        if not self._spans:
            raise _NotUnderstoodError
        return osm_week(self._by_day())

    def _by_day(self) -> dict[str, str]:
        days = [day for day in DAYS if day in self._spans or day in self._closed]
        week = {
            day: "off" if day in self._closed else osm_day(", ".join(self._spans[day]))
            for day in days
        }
        if not all(week.values()):
            raise _NotUnderstoodError
        return week

    def _day_by_day(self) -> None:
        days = self._days()
        if self._kind() == "closed":
            self._next()
            self._closed.update(days)
        else:
            self._open(days, self._hours())

    def _open(self, days: Iterable[str], spans: Sequence[str]) -> None:
        for day in days:
            self._spans.setdefault(day, []).extend(spans)

    def _hours(self) -> list[str]:
        spans = []
        while self._kind() == "span" or (self._kind() == "dash" and self._kind(1) == "span"):
            token = self._next()
            if token.kind == "span":
                spans.append(token.text)
        if not spans:
            raise _NotUnderstoodError
        return spans

    def _days(self) -> list[str]:
        if self._kind() == "every":
            self._next()
            days = list(DAYS)
        else:
            days = self._listed_days()
        if self._kind() == "but":
            self._next()
            left_out = self._listed_days()
            if not set(left_out) < set(days):
                raise _NotUnderstoodError
            days = [day for day in days if day not in left_out]
        return days

    def _listed_days(self) -> list[str]:
        days: list[str] = []
        while self._kind() == "day":
            first = _day(self._next())
            if self._kind() in {"to", "dash"} and self._kind(1) == "day":
                joint = self._next()
                days += _range(first, _day(self._next()), by_dash=joint.kind == "dash")
            else:
                days.append(first)
        if not days or len(set(days)) < len(days):
            raise _NotUnderstoodError
        return days

    def _kind(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at].kind if at < len(self._tokens) else ""

    def _next(self) -> _Token:
        if self._at >= len(self._tokens):
            raise _NotUnderstoodError
        self._at += 1
        return self._tokens[self._at - 1]


def _day(token: _Token) -> str:
    return DAYS[_SHORT.index(token.text[:3])]


def _range(first: str, last: str, *, by_dash: bool) -> list[str]:
    """List the days of a range; « lundi-jeudi » may be two days as well as four, and is none."""
    days = list(DAYS[DAYS.index(first) : DAYS.index(last) + 1])
    certain = len(days) == _TWO_DAYS or len(days) >= _WORKING_DAYS
    if len(days) < _TWO_DAYS or (by_dash and not certain):
        raise _NotUnderstoodError
    return days


_TWO_DAYS, _WORKING_DAYS = 2, 5
