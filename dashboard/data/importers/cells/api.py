"""Reading cells: what every importer shares, each function on whole columns of text.

Everywhere, cells are ``str`` and an empty one means that the file has nothing.
"""

from dashboard.data.importers.cells.columns import (
    absent,
    contacts,
    dates,
    in_line_order,
    without_rows,
)
from dashboard.data.importers.cells.contacts import (
    organisation_emails,
    phones,
    public_text,
    websites,
)
from dashboard.data.importers.cells.dates import iso_dates
from dashboard.data.importers.cells.french_hours import french_hours
from dashboard.data.importers.cells.hours import weekly_hours
from dashboard.data.importers.cells.numbers import coordinates, numbers
from dashboard.data.importers.cells.points import points
from dashboard.data.importers.cells.texts import (
    column,
    common_rows,
    first_filled,
    flags,
    is_missing,
    joined,
    mapped,
    plain_text,
    split_terms,
    unread,
)

__all__ = [
    "absent",
    "column",
    "common_rows",
    "contacts",
    "coordinates",
    "dates",
    "first_filled",
    "flags",
    "french_hours",
    "in_line_order",
    "is_missing",
    "iso_dates",
    "joined",
    "mapped",
    "numbers",
    "organisation_emails",
    "phones",
    "plain_text",
    "points",
    "public_text",
    "split_terms",
    "unread",
    "websites",
    "weekly_hours",
    "without_rows",
]
