"""What publishing a file asks for and gives back; who does it is handed down by the factory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class PublishRequest:
    """What an editor decides about a file; what is empty is found in it.

    Attributes:
        source: the name of the source (« CCAS de Vif »).
        title: what pages call its list.
        publisher: who publishes it.
        licence: under which licence.
        edition: the date of the list, as ``2026-11-28``.
        mapping: which column is what, as the JSON text the page « Données » gives to download.
        exhaustive: whether a service that is not in the list has closed.
        replace: whether another content of the same source and edition may be replaced.
    """

    source: str = ""
    title: str = ""
    publisher: str = ""
    licence: str = ""
    edition: str = ""
    mapping: str = ""
    exhaustive: bool = False
    replace: bool = False


@dataclass(frozen=True)
class PublishPlan:
    """What publishing would do.

    Attributes:
        sentences: what is new, what would be replaced, what is no longer listed.
        needs_replace: whether something of the same source and edition would be replaced, which the
            editor has to confirm.
        refused: why nothing would be published, empty when it would.
    """

    sentences: tuple[str, ...]
    needs_replace: bool = False
    refused: str = ""


@dataclass(frozen=True)
class Published:
    """What was done.

    Attributes:
        sentences: what was read, kept, replaced.
        datasets: names of the datasets written, removed or put back.
        replaced: whether something of the same source and edition was replaced.
    """

    sentences: tuple[str, ...]
    datasets: tuple[str, ...]
    replaced: bool = False


class Publisher(Protocol):
    """Puts files on the map. Whatever goes wrong, what was kept before is untouched."""

    def preview(self, name: str, content: bytes, request: PublishRequest) -> PublishPlan:
        """Describe what publishing the file would do; nothing is written.

        Raises:
            ImportFileError: the file cannot be read, or the request is not for it.
            StoreError: what is kept cannot be read.
        """

    def publish(self, name: str, content: bytes, request: PublishRequest) -> Published:
        """Put the file on the map.

        Raises:
            ImportFileError: the file cannot be read, holds nothing to keep, or would replace what the
                request does not allow to replace.
            StoreError: it cannot be written.
        """

    def withdraw(self, datasets: Sequence[str]) -> Published:
        """Take off the map what a publication added.

        Raises:
            StoreError: it is not there any more, or cannot be removed.
        """

    def restore(self) -> Published:
        """Bring back what the last replacement or removal took away.

        Raises:
            StoreError: there is nothing to bring back, or it cannot be written.
        """
