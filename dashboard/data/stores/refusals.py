"""Wordings of what a store refuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.data.stores.dataset import Provenance
from dashboard.domain.errors import AlreadyKeptError, StoreError
from dashboard.domain.sources import edition_text


def not_storable(name: str, why: str) -> StoreError:
    """Refuse a dataset that is not what a store keeps: a mistake of the importer."""
    return StoreError(f"{name} cannot be kept: {why}.")


def unknown_name(name: str, known: Iterable[str]) -> StoreError:
    """Refuse a name that no dataset has, and list those there are."""
    listed = ", ".join(sorted(known)) or "none"
    return StoreError(f"No dataset is named {name!r}; there are: {listed}.")


def already_kept(provenance: Provenance, stored: Provenance) -> AlreadyKeptError:
    """Refuse an edition of a source that is kept already, made from another file."""
    edition = edition_text(provenance.edition)
    return AlreadyKeptError(
        f"{provenance.title} ({provenance.source}), édition {edition} : déjà importée d’un autre contenu "
        f"({stored.file_name}). Rien n’est changé. Si ce fichier la remplace, demandez de remplacer ; "
        "sinon, donnez à ce fichier une autre source ou sa date."
    )


def nothing_to_restore() -> StoreError:
    """Refuse to undo: there is no replacement or removal."""
    return StoreError("Aucun remplacement ni retrait à annuler.")


def damaged(place: object, why: str) -> StoreError:
    """Refuse a place that holds other than what was written there."""
    return StoreError(f"{place} is damaged: {why}; remove this dataset and import it again.")


def damaged_index(path: Path, why: str) -> StoreError:
    """Refuse the index from which what is kept can no longer be read."""
    return StoreError(f"{path} is damaged: {why}; restore the folder from a copy, or empty it.")


def other_version(place: object, version: object, known: object) -> StoreError:
    """Refuse what another version of the software wrote."""
    return StoreError(
        f"{place} is in version {version!r} of our format, this software reads {known!r}: "
        "use the software that wrote it, or remove it and import again."
    )


def refused_by_system(folder: Path, error: OSError) -> StoreError:
    """Write the file and the system's message on it (no space left, permission denied)."""
    place = error.filename or folder
    return StoreError(f"{place} cannot be used: {error.strerror or error}.")


@contextmanager
def answering(folder: Path) -> Iterator[None]:
    """Raise what the system refuses of ``folder`` as errors of ours.

    Raises:
        StoreError: in place of any ``OSError``.
    """
    try:
        yield
    except OSError as error:
        raise refused_by_system(folder, error) from error


def not_confirmed(folder: Path, error: OSError) -> StoreError:
    """Warn that the new index is in place but that the disk does not confirm it."""
    return StoreError(
        f"{folder} was changed but its disk does not confirm it: {error.strerror or error}; "
        "check the disk, then `imports list`."
    )


def refused_by_base(place: str, why: str) -> StoreError:
    """Write the base, without its password, and its message."""
    return StoreError(f"The base {place} refused: {why}.")


def no_postgis(place: str, extension: str, why: str) -> StoreError:
    """Write what an administrator of the base has to do."""
    return StoreError(
        f"The base {place} has no {extension} and refused it: {why}. Install it on the server "
        f"(Debian: postgresql-postgis) and have an administrator run `CREATE EXTENSION {extension}`."
    )
