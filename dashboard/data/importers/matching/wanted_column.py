"""What is known of a column we want: what it is called, and what its cells look like."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.data.importers.matching.kinds import ColumnContent


@dataclass(frozen=True)
class Wanted:
    """A column we know what to do with.

    Attributes:
        code: its name in the code, often one of ``format.TEXT_COLUMNS``.
        header: its name in our template, in mapping files and for ``--columns``.
        label: its French name in a list to choose from.
        names: headers it goes by, compared after ``header_key``; the template's is one of them.
        kinds: what its cells look like, one of these; empty when they can be anything.
        never: kinds that its cells, though words, are not.
        shared: headers that other columns have too: they count only where the cells look so.
        alone: the kind that proposes it without a name.
        joint: what joins several columns into it; ``None`` when it takes one column only.
    """

    code: str
    header: str
    label: str
    names: tuple[str, ...]
    kinds: tuple[ColumnContent, ...] = ()
    never: tuple[ColumnContent, ...] = ()
    shared: tuple[str, ...] = ()
    alone: ColumnContent | None = None
    joint: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """All headers it goes by; the first ones are surer."""
        return (self.header, *self.names, *self.shared)
