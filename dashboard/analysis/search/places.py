"""The search box of places to look from: the map's territories, arrondissements, and what is outside."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.search.arrondissements import arrondissements_begun, numbered_town
from dashboard.analysis.search.entries import COMMUNES, DEPARTEMENTS
from dashboard.analysis.search.index import each_once, search, search_every_word
from dashboard.analysis.search.named import FORMER_HINT, named_exactly, named_longer
from dashboard.analysis.search.outside import (
    Outside,
    outside_alike,
    outside_begun,
    outside_coded,
    outside_named,
)
from dashboard.analysis.snapshot import Snapshot
from dashboard.domain.codes import insee_code
from dashboard.domain.names import normalise_name
from dashboard.domain.territory import Level, level_of

REGION, OUTSIDE = "Région", "Hors du périmètre"
_OUTSIDE_HINT = "hors du périmètre"
_SHORTEST_REGION, _SHORTEST_ALIKE, _WHOLE_CODE = 4, 5, 5


def place_answers(snapshot: Snapshot, text: str) -> list[SearchAnswer]:
    """List the places that may be meant while ``text`` is typed, each once.

    Arrondissements come first where a town and a digit, or a code, are typed, then what the map
    has of that name. A place outside is first where ``text`` is its very name and no territory's, unless
    it begins the name of a larger commune; it is last where nothing on the map is spelled so.
    """
    typed = normalise_name(text)
    answers = [
        *arrondissements_begun(snapshot.arrondissements, typed),
        *_departement_numbered(snapshot, typed),
        *_on_the_map(snapshot, text, typed),
    ]
    exact = outside_named(snapshot.outside, typed) if typed else None
    if exact and not named_exactly(snapshot.region_index.search, text):
        larger = largest_population(snapshot, named_longer(snapshot.region_index.search, text))
        first, last = ([], [_line(exact)]) if larger > exact.population else ([_line(exact)], [])
        answers = [*first, *answers, *last]
    elif not any(typed in normalise_name(f"{answer.label} {answer.hint}") for answer in answers):
        answers = [*answers, *_alike_outside(snapshot, typed)]
    return list({answer.code: answer for answer in reversed(answers)}.values())[::-1]


def territory_answers(snapshot: Snapshot, text: str) -> list[SearchAnswer]:
    """List the territories that may be meant by ``text``, and what is outside, each once.

    Where neither is named so, words that no name has are left aside.
    """
    places = place_answers(snapshot, text)
    found = [_territory_of(snapshot, place) for place in places]
    answers = each_once(answer for answer in found if answer is not None)
    return answers or ([] if places else search(snapshot.region_index.search, text))


def _territory_of(snapshot: Snapshot, place: SearchAnswer) -> SearchAnswer | None:
    """Return a place as the territory it is in: a town for its arrondissement, none for the region."""
    if place.group == OUTSIDE or any(
        place.code in level.rows for level in snapshot.region_index.territories.values()
    ):
        return place
    part = snapshot.arrondissements.by_code.get(place.code)
    row = snapshot.communes.row_of(part.commune_code) if part else None
    if part is None or row is None:
        return None
    label = snapshot.communes.labels[row]
    return SearchAnswer(part.commune_code, label, f"dont {part.name}", COMMUNES)


def largest_population(snapshot: Snapshot, answers: Iterable[SearchAnswer]) -> int:
    """Return the inhabitants of the most inhabited of some territories, 0 where there are none."""
    return max((_population(snapshot, answer.code) for answer in answers), default=0)


def _population(snapshot: Snapshot, code: str) -> int:
    territories = snapshot.region_index.territories[level_of(code) or Level.COMMUNE]
    row = territories.row_of(code)
    return 0 if row is None else int(territories.populations[row])


def _on_the_map(snapshot: Snapshot, text: str, typed: str) -> list[SearchAnswer]:
    """List territories, then the region where it begins so; arrondissements are no communes of the past."""
    index = snapshot.region_index.search
    answers = search_every_word(index, text) or _in_a_departement(snapshot, typed)
    numbered = numbered_town(snapshot.arrondissements, typed) is not None
    living = [
        answer for answer in answers if not (numbered and answer.hint.startswith(FORMER_HINT))
    ]
    return [*living, *_region_begun(snapshot, typed)]


def _in_a_departement(snapshot: Snapshot, typed: str) -> list[SearchAnswer]:
    """List the communes that a name and its département mean: « saint priest rhone », « saint priest 69 »."""
    departements = snapshot.region_index.territories[Level.DEPARTEMENT]
    for code, departement in zip(departements.codes, departements.names, strict=True):
        name = typed.removesuffix(f" {normalise_name(departement)}")
        name = name.removesuffix(f" {insee_code(code)}")
        if name != typed:
            found = search_every_word(snapshot.region_index.search, name)
            return [answer for answer in found if answer.hint == departement]
    return []


def _alike_outside(snapshot: Snapshot, typed: str) -> list[SearchAnswer]:
    """List the place outside that a code means, or a name begun or with a slip."""
    digits = typed.replace(" ", "")
    if digits.isdigit():
        known = len(digits) in {len("63"), _WHOLE_CODE}
        place = outside_coded(snapshot.outside, digits) if known else None
    else:
        long = len(typed) >= _SHORTEST_ALIKE
        index = snapshot.outside
        place = outside_begun(index, typed) or outside_alike(index, typed) if long else None
    return [_line(place)] if place else []


def _line(place: Outside) -> SearchAnswer:
    """Write a place outside; beyond the border, its name stands for a code."""
    code = place.code or f"{OUTSIDE}:{place.label}"
    return SearchAnswer(code=code, label=place.label, hint=_OUTSIDE_HINT, group=OUTSIDE)


def _departement_numbered(snapshot: Snapshot, typed: str) -> list[SearchAnswer]:
    departements = snapshot.region_index.territories[Level.DEPARTEMENT]
    code = f"{Level.DEPARTEMENT.code_prefix}{typed}"
    row = departements.row_of(code)
    if row is None:
        return []
    return [
        SearchAnswer(
            code=code, label=departements.names[row], hint=insee_code(code), group=DEPARTEMENTS
        )
    ]


def _region_begun(snapshot: Snapshot, typed: str) -> list[SearchAnswer]:
    region = snapshot.region_index.region
    begun = normalise_name(region.name).startswith(typed) and len(typed) >= _SHORTEST_REGION
    return [SearchAnswer(region.code, region.name, "", REGION)] if begun else []
