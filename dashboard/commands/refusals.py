"""What a command that cannot go on ends with: a sentence, and exit 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from dashboard.domain.errors import DashboardError
from dashboard.settings import SettingsError

UNREADABLE = 2


class UnreadableFile(click.ClickException):
    """A file that cannot be imported: exit 2."""

    exit_code = UNREADABLE

    @classmethod
    def refused(cls, error: OSError) -> UnreadableFile:
        """Name the file and the system's reason."""
        return cls(f"{error.filename or 'fichier'} : {error.strerror or error}")


@contextmanager
def worded() -> Iterator[None]:
    """End with a sentence and exit 2 where a file, the store or a setting cannot be used."""
    try:
        yield
    except (DashboardError, SettingsError) as error:
        raise UnreadableFile(str(error)) from error
    except OSError as error:
        raise UnreadableFile.refused(error) from error
