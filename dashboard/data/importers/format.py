"""What every importer is: the columns it needs, and a reader to one common table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

from dashboard.data.tabular.table import TextTable
from dashboard.domain.importing import Remark

TEXT_COLUMNS = (
    "source",
    "id",
    "name",
    "summary",
    "themes",
    "publics",
    "operator",
    "address",
    "postal_code",
    "city",
    "insee_code",
    "departement",
    "structure_id",
    "served_codes",
    "phone",
    "email",
    "website",
    "opening_hours",
    "cost",
    "travelling",
    "status",
    "started_on",
    "ended_on",
    "updated_on",
)
"""Columns of the common table that hold text, empty where the file has nothing."""

COLUMNS = ("line", *TEXT_COLUMNS, "longitude", "latitude")


@dataclass(frozen=True, eq=False)
class CommonTable:
    """The contents of a file, in the same columns whatever its format.

    Attributes:
        rows: one row per row of the file that could be read, index from 0: ``line`` (int64, see
            ``Remark.line``), ``TEXT_COLUMNS`` (``str``, never missing: empty where the file has
            nothing) and ``longitude``, ``latitude`` (float64, EPSG:4326, NaN where unknown).
        remarks: in the order of the lines; a fatal one rejects its row (which stays in ``rows``
            when it could be read).

    Within ``rows``:

    - ``source`` and ``id`` identify a record; ``source`` is the format's code unless the file has
      sources of its own (data·inclusion);
    - ``themes`` and ``publics`` are the file's own terms, joined by ``|``;
    - codes and names of places are as the file spells them: the linkage mends lost zeros, CEDEX …;
    - ``departement`` is a code or a name; ``structure_id`` is the record the row is located by;
      ``served_codes`` are the territories served, joined by ``|``;
    - ``travelling`` is ``true``, ``false`` or empty; ``status`` a ``Status`` or empty;
    - ``started_on``, ``ended_on``, ``updated_on`` are ISO dates, or years where no more is known.
    """

    rows: pd.DataFrame
    remarks: tuple[Remark, ...] = ()


class Reader(Protocol):
    """Turns the cells of a file into the common table."""

    def __call__(self, table: TextTable, headers: Mapping[str, str]) -> CommonTable:
        """Read ``table``; ``headers`` names the file's column of each wanted one that it has."""


@dataclass(frozen=True)
class Format:
    """A published format: how it is recognised and read.

    Attributes:
        code: what ``--format`` takes, as ``france-services``; also the default ``source`` of rows.
        label: French name shown to readers.
        publisher: who publishes it.
        licence: French name of the licence it is published under.
        synonyms: per wanted column (any word; often one of ``TEXT_COLUMNS``), the headers it may
            have, compared after ``columns.header_key``.
        required: wanted columns without which a file is not of this format.
        telling: wanted columns that other formats do not have: the more are found, the surer.
        read: the reader.
        scheme: the vocabulary its themes and publics are written in (``data/vocabularies``).
        matched: whether its columns are those people give their lists, matched one by one (see
            ``matching``), rather than ``synonyms``, which then only distinguish it from other lists.
        themes: our themes of every record of the format, beside those its terms give.
        publics: beneficiary types of a record whose terms give none.
        containers: containers it comes in; empty for any.
        source: code of the one publication written so; empty when anyone may write so.
    """

    code: str
    label: str
    publisher: str
    licence: str
    synonyms: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    read: Reader
    telling: tuple[str, ...] = ()
    scheme: str = ""
    matched: bool = False
    themes: tuple[str, ...] = ()
    publics: tuple[str, ...] = ()
    containers: tuple[str, ...] = field(default=())
    source: str = ""
