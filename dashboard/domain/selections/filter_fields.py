"""The filters as fields of addresses: what a page takes of them, it takes from here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

from dashboard.domain.counting import Counting
from dashboard.domain.formats import capitalised, listed
from dashboard.domain.selections.fields import (
    YES,
    AddressField,
    Control,
    ControlKind,
    Names,
    Option,
    Removable,
    Words,
)
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.query import (
    FILTERABLE_PUBLICS,
    known_words,
    slug_of,
    year_text,
    years_of,
)
from dashboard.domain.vocabulary import PUBLIC_LABELS, STATUS_WORDS, THEME_LABELS, Status

Years = tuple[int, int]
_Word = TypeVar("_Word", bound=StrEnum)
_LONGEST_LIST = 45
"""Letters of codes listed one by one in a file's name, the longest of them included; more are counted."""


class Filtered(Protocol):
    """Whatever has filters."""

    @property
    def filters(self) -> Filters:
        """Which records count."""


def first(words: Words) -> str:
    """Return the first word an address gives, empty for none."""
    return next(iter(words), "")


def word_field(
    key: str, attribute: str, default: _Word, among: Iterable[_Word] = (), **more: object
) -> AddressField:
    """Describe a field that holds one word of a closed list: that of ``default``, or some of it."""
    return _listed_field(key, attribute, default, among or type(default), more)


def number_field(
    key: str, attribute: str, default: int, among: Iterable[int], **more: object
) -> AddressField:
    """Describe a field that holds one number of a closed list."""
    return _listed_field(key, attribute, default, among, more)


def _listed_field(
    key: str,
    attribute: str,
    default: object,
    among: Iterable[object],
    more: Mapping[str, object],
) -> AddressField:
    known = {str(value): value for value in among}
    return AddressField(
        key,
        attribute,
        parse=lambda words: known.get(first(words)),
        write=lambda value: [value],
        default=default,
        **more,  # type: ignore[arg-type]
    )


def switch_field(key: str, attribute: str, **more: object) -> AddressField:
    """Describe a field that is on or off."""
    return AddressField(
        key,
        attribute,
        parse=lambda words: first(words) == YES,
        write=lambda _: [YES],
        default=False,
        **more,  # type: ignore[arg-type]
    )


def years_field(key: str, attribute: str, **more: object) -> AddressField:
    """Describe a field that holds a range of years, or none."""
    return AddressField(
        key,
        attribute,
        parse=lambda words: years_of(first(words)),
        write=lambda years: [year_text(years)],
        default=None,
        **more,  # type: ignore[arg-type]
    )


def vocabulary_field(
    key: str, attribute: str, vocabulary: Sequence[str], **more: object
) -> AddressField:
    """Describe a field that holds any number of words of a vocabulary, in its order."""
    return AddressField(
        key,
        attribute,
        parse=lambda words: known_words(words, vocabulary),
        write=lambda codes: codes,
        default=(),
        **more,  # type: ignore[arg-type]
    )


def code_words(codes: Sequence[str], noun: str) -> tuple[str, ...]:
    """List codes in a file's name while they are short, then count them: ``5-themes``."""
    return tuple(codes) if len("_".join(codes)) <= _LONGEST_LIST else (f"{len(codes)}-{noun}",)


def active_text(years: Years) -> str:
    """Write which years are asked for: ``Actives en 2019``, ``Actives entre 2010 et 2018``."""
    low, high = years
    return f"Actives en {low}" if low == high else f"Actives entre {low} et {high}"


def each_without(codes: tuple[str, ...], label: str, names: Names) -> list[Removable]:
    """Name each code, with the codes that are left without it."""
    return [
        Removable(f"{label} : {names.get(code, code)}", tuple(c for c in codes if c != code))
        for code in codes
    ]


def _all_or(codes: Sequence[str], names: Names) -> str:
    return listed([names[code] for code in codes]) or "tous"


def _sources_text(selection: Filtered, names: Names) -> str:
    named = [names[code] for code in selection.filters.sources if code in names]
    return f"Sources : {listed(named)}" if named else ""


def _situations(statuses: Sequence[Status]) -> str:
    return f"Situations : {listed([status.label for status in statuses])}" if statuses else ""


THEMES_FIELD = vocabulary_field(
    "theme",
    "filters.themes",
    tuple(THEME_LABELS),
    control=Control(ControlKind.MANY, "Thèmes", 10, THEME_LABELS, nothing="Tous les thèmes"),
    option=Option("--theme"),
    sentence=lambda selection, _: f"Thèmes : {_all_or(selection.filters.themes, THEME_LABELS)}",
    rank=10,
    removables=lambda codes, _: each_without(codes, "Thème", THEME_LABELS),
    file_words=lambda codes: code_words(codes, "themes"),
    asks=True,
)
PUBLICS_FIELD = vocabulary_field(
    "public",
    "filters.publics",
    FILTERABLE_PUBLICS,
    control=Control(
        ControlKind.MANY,
        "Publics",
        20,
        {code: PUBLIC_LABELS[code] for code in FILTERABLE_PUBLICS},
        nothing="Tous les publics",
    ),
    option=Option("--public"),
    sentence=lambda selection, _: f"Publics : {_all_or(selection.filters.publics, PUBLIC_LABELS)}",
    rank=20,
    removables=lambda codes, _: each_without(codes, "Public", PUBLIC_LABELS),
    file_words=lambda codes: code_words(codes, "publics"),
    asks=True,
)
_STATUS_LABELS = {word: capitalised(status.label) for status, word in STATUS_WORDS.items()}
STATUSES_FIELD = AddressField(
    "statut",
    "filters.statuses",
    parse=lambda words: tuple(status for status, word in STATUS_WORDS.items() if word in words),
    write=lambda statuses: [STATUS_WORDS[status] for status in statuses],
    default=(),
    control=Control(
        ControlKind.MANY, "Situations", 25, _STATUS_LABELS, nothing="Toutes, encore listées"
    ),
    option=Option("--status", "Also finds what is listed no more or has ended, where asked for."),
    sentence=lambda selection, _: _situations(selection.filters.statuses),
    rank=25,
    removables=lambda statuses, _: [
        Removable(
            f"Situation : {status.label}", tuple(other for other in statuses if other != status)
        )
        for status in statuses
    ],
    file_words=lambda statuses: code_words(
        [STATUS_WORDS[status] for status in statuses], "situations"
    ),
    asks=True,
)
_YEAR_EXPECTED = "a year as 2024, or 2020-2024"
NOT_ENDED_OPTION = Option(
    "--year",
    "Active in 2024, or in 2020-2024; by default: not ended.",
    expected=_YEAR_EXPECTED,
)
YEARS_FIELD = years_field(
    "annee",
    "filters.years",
    control=Control(ControlKind.YEARS, "Années d’activité", 30),
    option=Option(
        "--year",
        "Active in 2024, or in 2020-2024; by default: any year.",
        expected=_YEAR_EXPECTED,
    ),
    sentence=lambda selection, _: (
        active_text(selection.filters.years) if selection.filters.years else "Années : toutes"
    ),
    rank=30,
    removables=lambda years, _: [Removable(active_text(years), None)] if years else [],
    asks=True,
)
COUNTING_LABELS = {
    Counting.PRESENT: "Recensées (implantées ou desservant)",
    Counting.LOCATED: "Implantées seulement",
}
COUNTING_FIELD = word_field(
    "compte",
    "filters.counting",
    Counting.PRESENT,
    control=Control(
        ControlKind.ONE, "Initiatives comptées", 60, COUNTING_LABELS, initial=Counting.PRESENT
    ),
    option=Option(
        "--located",
        "Only what is located in a territory, not what serves it.",
        word=Counting.LOCATED,
    ),
    sentence=lambda selection, _: (
        f"Initiatives {_lowered(COUNTING_LABELS[selection.filters.counting])}"
    ),
    rank=40,
    removables=lambda counting, _: (
        [Removable(COUNTING_LABELS[Counting.LOCATED], Counting.PRESENT)]
        if counting is Counting.LOCATED
        else []
    ),
    file_words=lambda counting: (counting,) if counting is not Counting.PRESENT else (),
)
SOURCES_FIELD = AddressField(
    "source",
    "filters.sources",
    parse=lambda words: tuple(sorted({word for word in words if slug_of(word)})),
    write=lambda codes: codes,
    default=(),
    control=Control(ControlKind.MANY, "Sources", 80, nothing="Toutes les sources"),
    option=Option("--source", "Only records of this source."),
    sentence=_sources_text,
    rank=50,
    removables=lambda codes, names: each_without(codes, "Source", names),
    file_words=lambda codes: code_words(codes, "sources"),
    asks=True,
)
WIDE_TEXT = "dispositifs départementaux et régionaux comptés"
WIDE_FIELD = switch_field(
    "elargi",
    "filters.wide",
    control=Control(
        ControlKind.SWITCH,
        "Compter les dispositifs départementaux et régionaux dans la part desservie",
        70,
    ),
    option=Option(
        "--wide",
        "Services of a whole département or the region reach its communes, in shares of inhabitants.",
        word=YES,
    ),
    sentence=lambda selection, _: WIDE_TEXT if selection.filters.wide else "",
    rank=60,
    file_words=lambda wide: ("elargi",) if wide else (),
    asks=True,
)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def common_filters(*redraws: str, of_today: bool = False) -> tuple[AddressField, ...]:
    """Return the filters that are alike on every page: what is added here is on all of them.

    Args:
        redraws: the parts of the page that they change.
        of_today: whether the page leaves out what has ended unless it is asked for.
    """
    usual = "Non terminées" if of_today else "Toutes, encore listées"
    statuses = STATUSES_FIELD.with_control(nothing=usual)
    return tuple(field.on(redraws=redraws) for field in (THEMES_FIELD, PUBLICS_FIELD, statuses))
