"""The fields of an address: each key is one entry, from which all that depends on it is derived.

Reading and writing addresses, the keys that links change, the inputs of a page's script and what it needs to
know of them, the options of commands, the sentence of filters and the links that remove one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, Self, TypeVar

from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.query import Query, values_of

YES = "oui"
"""The word of a switch that is on."""

Words = Sequence[str]
"""What an address gives for a key, in its order."""
Value = Any
"""What a field holds: each has a kind of its own."""
Names = Mapping[str, str]
"""French names that only the data know, by code."""


NO_NAMES: Names = MappingProxyType({})


class PageSelection(ABC):
    """What the reader of a page asked for; each page has a frozen dataclass of its own."""

    filters: Filters
    view: Value
    """The tab shown, a ``View``."""

    @abstractmethod
    def to_query(self) -> dict[str, list[str]]:
        """Write the query of this view: only what differs from the default, French keys."""

    def filtered(self, **changes: Value) -> Self:
        """Return the same view with other filters."""
        return self.changed(filters=replace(self.filters, **changes))

    def changed(self, **changes: Value) -> Self:
        """Return the view with other values."""
        return replace(self, **changes)  # type: ignore[type-var]


AnySelection = TypeVar("AnySelection", bound=PageSelection)


class ControlKind(StrEnum):
    """How a control shows a field; the page's scripts know the same words."""

    ONE = "one"
    """One among a few, all of them seen."""
    SELECT = "select"
    """One among many."""
    MANY = "many"
    """Any number among many; none means all."""
    BOXES = "boxes"
    """Any number among a few, all of them seen; none is written."""
    SWITCH = "switch"
    """On or off."""
    YEARS = "years"
    """A range of years; the whole range means all."""
    YEAR = "year"
    """One year, or all of them beyond the last."""
    TABS = "tabs"
    """One among two or three views."""


@dataclass(frozen=True)
class Control:
    """How readers set a field.

    Attributes:
        kind: what kind of control it is.
        label: its name, in French.
        place: its rank among the controls of its page, the lowest first.
        choices: by word, its French name; empty where the data give them.
        nothing: what it says while nothing is chosen.
        initial: the word it shows while the address has none, empty for none.
    """

    kind: ControlKind
    label: str
    place: int
    choices: Mapping[Any, str] = attribute(default_factory=dict)
    nothing: str = ""
    initial: str = ""


@dataclass(frozen=True)
class Option:
    """How a field is asked for on the command line.

    Attributes:
        name: ``--theme``.
        help: what it does, in English.
        expected: what a word must be, for those that no list holds.
        word: the word of the address it stands for, where it is a flag.
    """

    name: str
    help: str = ""
    expected: str = ""
    word: str = ""


@dataclass(frozen=True)
class Removable:
    """Something that is filtered on: its French name, and the value of its field without it."""

    label: str
    rest: Value


@dataclass(frozen=True)
class UsualBy:
    """What a field is without any word, where this depends on another: by the value of ``attribute``."""

    attribute: str
    values: Mapping[Any, Value]


NO_VALUES: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True)
class AddressField:
    """One key of an address.

    Attributes:
        key: the French key.
        attribute: the attribute of the selection, ``filters.themes`` for one of its filters.
        parse: reads the words of the key; ``None`` for words that say nothing.
        write: writes a value that is not the default.
        default: the value without any word.
        usual_by: another field that changes the default, of those before it.
        redraws: the parts of its page that it changes.
        control: what sets it, ``None`` where links and the map do.
        option: what asks for it on the command line.
        sentence: says in French what a selection does with it, empty where it need not be said; it is given
            the names of the sources.
        rank: its place in the sentence of filters.
        removables: names what a value filters on, one by one; ``None`` for a field that filters nothing out.
        file_words: the words that a value gives the name of a file.
        keeps_page: whether a change leaves a list at its page.
        asks: whether a change puts another question, so that what was computed for the last one goes.
        reported_if_wrong: whether a page says that the words could not be read.
    """

    key: str
    attribute: str
    parse: Callable[[Words], Value]
    write: Callable[[Value], Words]
    default: Value
    usual_by: UsualBy | None = None
    redraws: tuple[str, ...] = ()
    control: Control | None = None
    option: Option | None = None
    sentence: Callable[[Value, Names], str] | None = None
    rank: int = 0
    removables: Callable[[Value, Names], list[Removable]] | None = None
    file_words: Callable[[Value], tuple[str, ...]] | None = None
    keeps_page: bool = False
    asks: bool = False
    reported_if_wrong: bool = False

    def read(self, words: Words, others: Mapping[str, Value] = NO_VALUES) -> Value:
        """Read the words of an address, beside the values of ``others``; wrong ones are no error."""
        value = self.parse(words)
        return self.usual(others) if value is None else value

    def usual(self, others: Mapping[str, Value]) -> Value:
        """Return the value without any word, beside the values of ``others``, by attribute."""
        if self.usual_by is None:
            return self.default
        return self.usual_by.values.get(others.get(self.usual_by.attribute), self.default)

    def words(self, value: Value, others: Mapping[str, Value] = NO_VALUES) -> list[str]:
        """Write a value as an address does, beside the values of ``others``; nothing for the usual one."""
        return [] if value == self.usual(others) else [str(word) for word in self.write(value)]

    def words_of(self, selection: object) -> list[str]:
        """Write what a selection holds for the field as an address does; nothing for the usual value."""
        return self.words(self.of(selection), vars(selection))

    def initial_of(self, selection: object) -> str:
        """Return the word that the control shows while the address of a selection has none."""
        if self.usual_by is not None:
            return str(self.usual(vars(selection)))
        return str(self.control.initial) if self.control else ""

    def is_wrong(self, words: Words) -> bool:
        """Return whether an address gives words that mean nothing."""
        return any(words) and self.parse(words) is None

    def of(self, selection: object) -> Value:
        """Return what a selection holds for the field."""
        value = selection
        for name in self.attribute.split("."):
            value = getattr(value, name)
        return value

    def put(self, selection: AnySelection, value: Value) -> AnySelection:
        """Return a selection with another value of the field."""
        place, _, name = self.attribute.rpartition(".")
        if place:
            return selection.filtered(**{name: value})
        return selection.changed(**{name: value})

    def on(self, **changes: Value) -> AddressField:
        """Return the field as a page has it."""
        return replace(self, **changes)

    def with_control(self, **changes: Value) -> AddressField:
        """Return the field with a control that has another place or other words."""
        return replace(self, control=replace(self.control, **changes) if self.control else None)


SET_BACK: Mapping[str, Value] = MappingProxyType({"page": 1, "exact": False})
"""By attribute, what another question starts again from."""


@dataclass(frozen=True)
class PageFields(Generic[AnySelection]):
    """The fields of a page's addresses, in the order they are written in.

    Attributes:
        subject: the page's word, the same at every layer.
        selection: makes what the reader of the page asked for.
        fields: one entry per key.
    """

    subject: str
    selection: Callable[..., AnySelection]
    fields: tuple[AddressField, ...]

    def read(self, query: Query) -> AnySelection:
        """Read an address's query; unknown keys and wrong values are ignored, never an error."""
        own: dict[str, Value] = {}
        filters: dict[str, Value] = {}
        for field in self.fields:
            place, _, name = field.attribute.rpartition(".")
            read = field.read(values_of(query, field.key), own)
            (filters if place else own)[name] = read
        return self.selection(filters=Filters(**filters), **own)

    def write(self, selection: AnySelection) -> dict[str, list[str]]:
        """Write the query of a selection: only what differs from the default, French keys."""
        written = {field.key: field.words_of(selection) for field in self.fields}
        return {key: words for key, words in written.items() if words}

    def wrong_keys(self, query: Query) -> frozenset[str]:
        """Name the keys whose words could not be read, of those that a page mentions."""
        return frozenset(
            field.key
            for field in self.fields
            if field.reported_if_wrong and field.is_wrong(values_of(query, field.key))
        )

    def field(self, attribute: str) -> AddressField:
        """Return the field of an attribute.

        Raises:
            KeyError: no key of the page sets it.
        """
        return {field.attribute: field for field in self.fields}[attribute]

    def filters(self) -> tuple[AddressField, ...]:
        """Return the fields that choose which records count, in the order of the sentence."""
        chosen = (f for f in self.fields if f.attribute.startswith("filters."))
        return tuple(sorted(chosen, key=lambda field: field.rank))

    def controlled(self) -> tuple[AddressField, ...]:
        """Return the fields that have a control, in the order of their controls."""
        return tuple(sorted((f for f in self.fields if f.control), key=_place))

    def keys(self, *attributes: str) -> str:
        """Name the keys of some attributes as links do, separated by spaces."""
        return " ".join(self.field(attribute).key for attribute in attributes)

    def filter_keys(self) -> str:
        """Name the keys that choose what counts, and those that a change of one sets back."""
        return " ".join(
            field.key for field in self.fields if field.removables or field.attribute in SET_BACK
        )

    def sentence(
        self, selection: AnySelection, names: Names = NO_NAMES, *, instead: Names = NO_NAMES
    ) -> str:
        """Write which filters are on: ``Thèmes : Santé · Publics : tous``.

        Args:
            selection: what the reader asked for.
            names: the French names of the sources, by code.
            instead: by attribute, what is said instead.
        """
        parts = (
            instead.get(field.attribute) or field.sentence(selection, names)
            for field in sorted(self.fields, key=lambda field: field.rank)
            if field.sentence
        )
        return " · ".join(part for part in parts if part)

    def removals(
        self, selection: AnySelection, names: Names = NO_NAMES
    ) -> list[tuple[str, AnySelection]]:
        """Name what is filtered on, with the selection that does without it, on its first page."""
        return [
            (removable.label, restarted(field.put(selection, removable.rest)))
            for field in sorted(self.fields, key=lambda field: field.rank)
            if field.removables
            for removable in field.removables(field.of(selection), names)
        ]

    def file_words(self, selection: AnySelection) -> tuple[str, ...]:
        """Return the words of a file's name for the filters that are on: what differs from the default."""
        return tuple(
            word
            for field in sorted(self.fields, key=lambda field: field.rank)
            if field.file_words
            for word in field.file_words(field.of(selection))
        )


def _place(field: AddressField) -> int:
    return field.control.place if field.control else 0


def restarted(selection: AnySelection) -> AnySelection:
    """Go back to the first page, without what was computed for other filters."""
    return selection.changed(**{n: v for n, v in SET_BACK.items() if hasattr(selection, n)})
