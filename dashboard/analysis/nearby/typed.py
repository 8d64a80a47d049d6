"""What a place typed in full means: one place, several to choose from, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.nearby.results import Unplaced
from dashboard.analysis.nearby.streets import places_after_street
from dashboard.analysis.search.arrondissements import (
    Arrondissement,
    arrondissement_typed,
    none_such,
    numbered_town,
    towns_numbered,
)
from dashboard.analysis.search.entries import COMMUNES
from dashboard.analysis.search.index import search
from dashboard.analysis.search.named import (
    MOST_CANDIDATES,
    named_alike,
    named_exactly,
    named_longer,
    named_with_slips,
    places_of,
)
from dashboard.analysis.search.outside import (
    KNOWN_TOWN,
    Outside,
    outside_alike,
    outside_coded,
    outside_named,
)
from dashboard.analysis.search.places import largest_population
from dashboard.analysis.search.spelling import spelled_alike, without_article
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.codes import departement_of, insee_code
from dashboard.domain.names import normalise_name
from dashboard.domain.territory import Level, level_of

LARGEST = 10
"""Communes offered where a département or the region is typed."""
_LARGER = 5
"""How many times more inhabitants « Romans-sur-Isère » needs to be meant by « Romans »."""
_LINKS = ("sur", "en", "les", "lez")
_COMMUNE_DIGITS, _DEPARTEMENT_DIGITS, _OVERSEAS_DIGITS = 5, 2, 3
_POSTAL_CODE = re.compile(r"(?<![0-9])([0-9]{5})(?![0-9])")
_CEDEX = re.compile(r"\s*\bcedex\b(?: [0-9]{1,2})?", re.IGNORECASE)
_OF_DEPARTEMENT = re.compile(
    r"(?P<name>.+?)\s*[(, ]\s*(?P<code>[0-9]{2}|2[ABab]|97[1-8])\s*\)?", re.DOTALL
)
_COUNTED = re.compile(r"\s*\(\d+/\d+ communes\)$")
_TOWN_OF = re.compile(r"^\s*(?:mairie|commune|ville) (?:de |du |des |d['’])", re.IGNORECASE)
_CORSICAN = re.compile(r"2[AB](?:[0-9]{3})?")
_WORDS_OF_DEPARTEMENT = 4


@dataclass(frozen=True)
class PlaceMeant:
    """What a text means.

    Attributes:
        candidates: the place meant, or those to choose from.
        why: why no place is meant, ``None`` where the only candidate is.
        subject: as in ``NoOrigin``.
        street: whether a street was typed before the place, and is not used.
    """

    candidates: tuple[SearchAnswer, ...] = ()
    why: Unplaced | None = None
    subject: str = ""
    street: bool = False


Reader = Callable[[Snapshot, str], PlaceMeant | None]


def place_meant(snapshot: Snapshot, typed: str) -> PlaceMeant:
    """Understand a place typed in full.

    It is accepted without asking where it is the name or a code of one place, or its whole name with
    one slip in long words. Anything else gives what it may mean, or is unknown.
    """
    text = _TOWN_OF.sub("", _CEDEX.sub("", _COUNTED.sub("", typed)))
    meant = _first(snapshot, text, _SURE) or _after_street(snapshot, text)
    return meant or _first(snapshot, text, _GUESSES) or PlaceMeant(why=Unplaced.UNKNOWN)


def too_wide(snapshot: Snapshot, code: str) -> PlaceMeant:
    """Refuse a département (``D26``) or the region, with its largest communes to choose from."""
    return PlaceMeant(_largest(snapshot, code), Unplaced.TOO_WIDE)


def outside_of(place: Outside, candidates: Iterable[SearchAnswer] = ()) -> PlaceMeant:
    """Refuse a place outside the map, with those inside that may be meant."""
    return PlaceMeant(tuple(candidates), Unplaced.OUTSIDE, place.label)


def _first(snapshot: Snapshot, text: str, readers: Iterable[Reader]) -> PlaceMeant | None:
    return next((meant for reader in readers if (meant := reader(snapshot, text))), None)


def _one_of(candidates: Iterable[SearchAnswer], *, sure: bool = True) -> PlaceMeant | None:
    """Return the only candidate as the place, several as a question, none as nothing."""
    listed = tuple(candidates)[:MOST_CANDIDATES]
    if not listed:
        return None
    single = len(listed) == 1 and sure
    return PlaceMeant(listed, None if single else Unplaced.AMBIGUOUS)


def _after_street(snapshot: Snapshot, typed: str) -> PlaceMeant | None:
    """Find the place that a street address ends with."""
    for place in places_after_street(typed):
        meant = _first(snapshot, place, _SURE)
        if meant:
            return PlaceMeant(meant.candidates, meant.why, meant.subject, street=True)
    return None


def _code(snapshot: Snapshot, typed: str) -> PlaceMeant | None:
    """Read digits: the number of a département, a postal code, an INSEE code, a part of one."""
    digits = normalise_name(typed).replace(" ", "")
    if not digits.isdigit():
        return _corsican(snapshot, typed.upper())
    if len(digits) in {_DEPARTEMENT_DIGITS, _OVERSEAS_DIGITS}:
        wide = _departement(snapshot, digits)
        if wide:
            return wide
    part = _arrondissement_coded(snapshot, digits)
    if part:
        return PlaceMeant((part.answer,))
    whole = len(digits) == _COMMUNE_DIGITS
    answers = places_of(search(snapshot.region_index.search, digits, limit=MOST_CANDIDATES))
    inside = _one_of(answers, sure=whole)
    place = outside_coded(snapshot.outside, digits) if whole and not inside else None
    # A code merged into a commune of the map is read by who asked.
    if place and digits not in snapshot.nearby_index.former:
        return outside_of(place)
    return inside


def _corsican(snapshot: Snapshot, code: str) -> PlaceMeant | None:
    """Read an INSEE code or a number of département that has a letter: ``2A004``, ``2B``."""
    place = outside_coded(snapshot.outside, code) if _CORSICAN.fullmatch(code) else None
    return outside_of(place) if place else None


def _departement(snapshot: Snapshot, number: str) -> PlaceMeant | None:
    code = f"{Level.DEPARTEMENT.code_prefix}{number}"
    if code in snapshot.region_index.territories[Level.DEPARTEMENT].rows:
        return too_wide(snapshot, code)
    place = outside_coded(snapshot.outside, code)
    return outside_of(place) if place else None


def _arrondissement_coded(snapshot: Snapshot, digits: str) -> Arrondissement | None:
    known = snapshot.arrondissements
    return known.by_postal_code.get(digits) or known.by_code.get(digits)


def _with_postal_code(snapshot: Snapshot, typed: str) -> PlaceMeant | None:
    """Read a postal code and a name, in any order: « 69002 Lyon », « Lamastre, 07270 »."""
    code = _POSTAL_CODE.search(typed)
    if code is None:
        return None
    name = normalise_name(_POSTAL_CODE.sub(" ", typed, count=1))
    if not name:
        return _code(snapshot, code[1])
    part = snapshot.arrondissements.by_postal_code.get(code[1])
    if part and name in {normalise_name(part.name), _town_of(snapshot, part)}:
        return PlaceMeant((part.answer,))
    answers = places_of(search(snapshot.region_index.search, code[1]))
    named = [answer for answer in answers if _is_named(answer, name)]
    place = outside_named(snapshot.outside, name)
    if place and not answers and outside_coded(snapshot.outside, code[1]):
        return outside_of(place)
    return _one_of(named) or _disagreeing(snapshot, answers, name)


def _town_of(snapshot: Snapshot, part: Arrondissement) -> str:
    return normalise_name(snapshot.communes.names[snapshot.communes.rows[part.commune_code]])


def _is_named(answer: SearchAnswer, name: str) -> bool:
    label = normalise_name(answer.label.partition(" (")[0])
    return spelled_alike(name, label) or without_article(name) == without_article(label)


def _disagreeing(snapshot: Snapshot, answers: list[SearchAnswer], name: str) -> PlaceMeant | None:
    """Ask which is meant where a postal code and an exact name are of different places."""
    named = places_of(named_exactly(snapshot.region_index.search, name))
    both = dict.fromkeys([*named, *answers]) if named else {}
    return _one_of(both, sure=False)


def _arrondissement(snapshot: Snapshot, typed: str) -> PlaceMeant | None:
    part = arrondissement_typed(snapshot.arrondissements, typed)
    return PlaceMeant((part.answer,)) if part else None


def _exact(snapshot: Snapshot, typed: str) -> PlaceMeant | None:
    """Read the very name of a commune or an EPCI, else of a département of the map."""
    answers = named_exactly(snapshot.region_index.search, typed)
    places = places_of(answers)
    if places:
        return _one_of([*places, *_larger_namesakes(snapshot, typed, places)])
    return too_wide(snapshot, answers[0].code) if answers else None


def _larger_namesakes(
    snapshot: Snapshot, typed: str, places: list[SearchAnswer]
) -> list[SearchAnswer]:
    """List the much larger communes whose names go on: « Romans » may be Romans-sur-Isère."""
    people = largest_population(snapshot, places)
    begun = tuple(f"{normalise_name(typed)} {link} " for link in _LINKS)
    return [
        answer
        for answer in named_longer(snapshot.region_index.search, typed)
        if normalise_name(answer.label).startswith(begun)
        and largest_population(snapshot, [answer]) >= _LARGER * people
    ]


def _in_departement(snapshot: Snapshot, typed: str) -> PlaceMeant | None:
    """Read a name and its département: « Valence (82) », « saint priest 07 », « Saint-Priest, Ardèche »."""
    numbered = _OF_DEPARTEMENT.fullmatch(typed)
    if numbered:
        name, code = numbered["name"], numbered["code"].upper()
        return _named_in(snapshot, name, code) or _alike_in(snapshot, name, code)
    words = normalise_name(typed).split()
    for number in range(1, min(_WORDS_OF_DEPARTEMENT, len(words) - 1) + 1):
        code = _departement_named(snapshot, " ".join(words[-number:]))
        meant = _named_in(snapshot, " ".join(words[:-number]), code) if code else None
        if meant:
            return meant
    return None


def _named_in(snapshot: Snapshot, name: str, departement: str) -> PlaceMeant | None:
    answers = named_exactly(snapshot.region_index.search, name)
    inside = _one_of(_of_departement(answers, departement))
    if inside:
        return inside
    place = outside_named(snapshot.outside, normalise_name(name), departement=departement)
    return outside_of(place) if place else None


def _alike_in(snapshot: Snapshot, name: str, departement: str) -> PlaceMeant | None:
    answers = named_alike(snapshot.region_index.search, name)
    return _one_of(_of_departement(answers, departement), sure=False)


def _of_departement(answers: Iterable[SearchAnswer], departement: str) -> list[SearchAnswer]:
    return [
        answer
        for answer in answers
        if level_of(answer.code) is Level.COMMUNE and departement_of(answer.code) == departement
    ]


def _departement_named(snapshot: Snapshot, name: str) -> str:
    """Return the code of the département of that name, on the map or not; empty for none."""
    departements = snapshot.region_index.territories[Level.DEPARTEMENT]
    codes = {
        normalise_name(known): code
        for known, code in zip(departements.names, departements.codes, strict=True)
    }
    if name in codes:
        return insee_code(codes[name])
    place = outside_named(snapshot.outside, name)
    return place.where if place and level_of(place.code) is Level.DEPARTEMENT else ""


def _region(snapshot: Snapshot, typed: str) -> PlaceMeant | None:
    """Read the name of the region, with what may stand before: « Auvergne-Rhône-Alpes »."""
    region = snapshot.region_index.region
    ends = f" {normalise_name(typed)}".endswith(f" {normalise_name(region.name)}")
    return too_wide(snapshot, region.code) if ends or typed == region.code else None


def _outside(snapshot: Snapshot, typed: str) -> PlaceMeant | None:
    """Read the very name of a place outside; a larger commune inside whose name begins so goes before."""
    place = outside_named(snapshot.outside, normalise_name(typed)) or _town_outside(snapshot, typed)
    if place is None:
        return None
    longer = named_longer(snapshot.region_index.search, typed)[:LARGEST]
    people = largest_population(snapshot, longer)
    return _one_of(longer, sure=False) if people > place.population else outside_of(place, longer)


def _town_outside(snapshot: Snapshot, typed: str) -> Outside | None:
    """Find a large town outside of which an arrondissement is typed: « Paris 11 », « Marseille 8e »."""
    places = (outside_named(snapshot.outside, town) for town, _ in towns_numbered(typed))
    return next((place for place in places if place and place.population >= KNOWN_TOWN), None)


def _no_arrondissement(snapshot: Snapshot, typed: str) -> PlaceMeant | None:
    """Refuse a number that a town of the map has no arrondissement of: « Lyon 12 »."""
    found = numbered_town(snapshot.arrondissements, typed)
    if found is None:
        return None
    parts, _ = found
    town = snapshot.region_index.search.communes[parts[0].commune_code]
    whole = replace(town, hint="toute la ville")
    return PlaceMeant((whole,), Unplaced.NO_ARRONDISSEMENT, none_such(parts))


def _with_slips(snapshot: Snapshot, typed: str) -> PlaceMeant | None:
    """Read a whole name with a slip in its long words; where another place is spelled so too, ask."""
    inside = named_with_slips(snapshot.region_index.search, typed)
    place = outside_alike(snapshot.outside, normalise_name(typed))
    if inside:
        return _one_of(inside, sure=place is None)
    return outside_of(place) if place else None


def _alike(snapshot: Snapshot, typed: str) -> PlaceMeant | None:
    return _one_of(named_alike(snapshot.region_index.search, typed), sure=False)


_SURE: tuple[Reader, ...] = (
    _code,
    _with_postal_code,
    _arrondissement,
    _exact,
    _in_departement,
    _region,
    _outside,
    _no_arrondissement,
)
_GUESSES: tuple[Reader, ...] = (_with_slips, _alike)


def _largest(snapshot: Snapshot, code: str) -> tuple[SearchAnswer, ...]:
    """List the largest communes of a département or of the region, the most inhabited first."""
    communes = snapshot.communes
    departements = snapshot.region_index.territories[Level.DEPARTEMENT]
    parents, row = communes.parents[Level.DEPARTEMENT], departements.row_of(code)
    if row is None and code != snapshot.region_index.region.code:
        return ()
    rows = np.arange(len(communes)) if row is None else np.flatnonzero(parents == row)
    largest = rows[np.argsort(-communes.populations[rows], kind="stable")][:LARGEST].tolist()
    return tuple(
        SearchAnswer(
            code=communes.codes[at],
            label=communes.labels[at],
            hint=departements.names[parents[at]] if parents[at] >= 0 else "",
            group=COMMUNES,
        )
        for at in largest
    )
