"""What can go wrong, one class per thing a caller can treat differently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_CODES = 10
"""Codes named in one message."""


class DashboardError(Exception):
    """Anything this project refuses, worded for the person who can mend it."""


class DataError(DashboardError):
    """Data on disk is missing, broken or contradicts itself."""


class MissingFileError(DataError):
    """A file the application needs is not there."""

    @classmethod
    def needed(cls, path: object, remedy: str) -> MissingFileError:
        """Name the file and the command that makes it."""
        return cls(f"{path} is missing; {remedy}.")


class GeographyError(DataError):
    """The boundary files break a rule the map relies on."""

    @classmethod
    def rule(cls, path: object, what: str, codes: Iterable[str]) -> GeographyError:
        """Name the file, the broken rule and up to ten codes that break it."""
        listed = sorted(codes)
        named = ", ".join(listed[:MOST_CODES]) + (" …" if len(listed) > MOST_CODES else "")
        return cls(f"{path}: {what}: {named}.")


class PackageError(DataError):
    """A registry package the geography is built from cannot be had or is not the expected one."""

    @classmethod
    def not_downloaded(cls, package: str, client: str, why: str) -> PackageError:
        """Name the package, the client that was asked and what it answered."""
        return cls(
            f"{package} could not be downloaded with {client}: {why}. "
            f"Check that {client} is installed and can reach its registry."
        )

    @classmethod
    def unreadable(cls, package: str, archive: str, why: str) -> PackageError:
        """Name the package and the archive that cannot be opened."""
        return cls(
            f"{package}: {archive} cannot be read: {why}. "
            "Delete it from the cache folder and build again."
        )

    @classmethod
    def wrong_digest(cls, package: str, digest: str, expected: str) -> PackageError:
        """Name the digest of the package and the expected one."""
        return cls(
            f"{package} has SHA-256 {digest}, expected {expected}: it is not the package we read."
        )


@dataclass(frozen=True)
class Defect:
    """One thing wrong in a data file: where it is, what it is and what is expected."""

    file: str
    line: int | None
    column: str | None
    value: str
    expected: str

    def __str__(self) -> str:
        """Write the defect as one line: ``file, line n, column c: value; expected …``."""
        place = [self.file]
        if self.line is not None:
            place.append(f"line {self.line}")
        if self.column is not None:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.value!r}; expected {self.expected}"


class CatalogueError(DataError):
    """The hand-written catalogue has defects; all of them are carried in ``defects``."""

    def __init__(self, defects: Sequence[Defect]) -> None:
        """Write the first defect and how many more there are."""
        self.defects = tuple(defects)
        more = len(self.defects) - 1
        tail = f" (and {more} more: run `python -m dashboard check`)" if more else ""
        super().__init__(f"{self.defects[0]}{tail}")


class ImportFileError(DataError):
    """A file people import cannot be read or is of no known format; the wording is French."""


class StoreError(DataError):
    """Imported data cannot be kept or read back."""


class AlreadyKeptError(StoreError):
    """An edition of a source is kept already, made from another file; the wording is French."""


class FetchError(DataError):
    """An online source cannot be reached or answers something else; the wording is French."""
