"""A table of needs as the store keeps it, with where it comes from."""

from __future__ import annotations

import datetime as dt

from dashboard.data.imports.wording import MOST_REMARKS_KEPT, remark_text, software
from dashboard.data.needs.read import NeedsRead
from dashboard.data.stores.dataset import Dataset, DatasetKind, Provenance

LICENCE = "Licence Ouverte 2.0"
"""Of every INSEE and ANCT publication read here."""


def needs_dataset(needs_read: NeedsRead, *, today: dt.date) -> Dataset:
    """Give a table its provenance.

    The edition is the year of the headers, else the date in the file's name, else unknown.
    """
    report = needs_read.report
    return Dataset(
        Provenance(
            kind=DatasetKind.NEEDS,
            source=report.format,
            format=report.format,
            title=" ; ".join(family.label for family in needs_read.families),
            publisher=" ; ".join(dict.fromkeys(family.publisher for family in needs_read.families)),
            licence=LICENCE,
            edition=report.edition,
            file_name=report.file_name,
            digest=needs_read.digest,
            imported_on=today.isoformat(),
            software=software(),
            counts=report.counts(),
            remarks=tuple(remark_text(remark) for remark in report.remarks[:MOST_REMARKS_KEPT]),
        ),
        needs_read.table,
    )
