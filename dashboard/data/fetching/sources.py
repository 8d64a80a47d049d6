"""The online sources we know how to fetch and import: the one table of them."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.data.importers.formats.data_inclusion_shared import LICENCE as DATA_INCLUSION_LICENCE
from dashboard.domain.errors import FetchError

DATA_GOUV = "https://www.data.gouv.fr"
"""The public catalogue, whose addresses are not stored: each fetch asks it for the newest file."""

_LICENCE = "Licence Ouverte 2.0"
_TABLES = ("parquet", "csv", "json")


@dataclass(frozen=True)
class OnlineSource:
    """A dataset of data.gouv.fr that has a format of ours.

    Attributes:
        name: what ``python -m dashboard fetch`` takes.
        label: French name shown to readers.
        slug: name of the dataset in the address of its page; data.gouv.fr follows renamed ones.
        format: code of the format its files are imported as; no two sources share one, since the
            editions of a format are those of one dataset.
        formats: kinds of file wanted, the best first at equal editions.
        wanted: regular expression found in the title of the right file, spelled by
            ``columns.header_key``; its file name is tried when the title does not match.
        unwanted: regular expression of the other files of the dataset.
        licence: French name of the licence.
    """

    name: str
    label: str
    slug: str
    format: str
    formats: tuple[str, ...]
    wanted: str
    unwanted: str = r"\b(?:notice|dictionnaire|metadonnees|documentation|schema|lisez moi)\b"
    licence: str = _LICENCE


_DATA_INCLUSION = "referentiel-de-loffre-dinsertion-liste-des-structures-et-services-dinsertion"

SOURCES: tuple[OnlineSource, ...] = (
    OnlineSource(
        "france-services",
        "France services",
        "liste-des-structures-france-services",
        "france-services",
        ("csv", "json"),
        r"\bliste (?:des )?(?:structures |espaces |maisons )?(?:fs|france services)\b",
        # The communes each structure serves are listed in files of their own.
        r"\bcom ?20[0-9]{2}\b|\bcommunes?\b|\b(?:notice|dictionnaire|metadonnees|schema)\b",
    ),
    OnlineSource(
        "data-inclusion-structures",
        "data·inclusion, structures",
        _DATA_INCLUSION,
        "data-inclusion-structures-v1",
        _TABLES,
        r"^structures inclusion\b",
        licence=DATA_INCLUSION_LICENCE,
    ),
    OnlineSource(
        "data-inclusion-services",
        "data·inclusion, services",
        _DATA_INCLUSION,
        "data-inclusion-services-v1",
        _TABLES,
        r"^services inclusion\b",
        licence=DATA_INCLUSION_LICENCE,
    ),
    OnlineSource(
        "mediation-numerique-hinaura",
        "Lieux de médiation numérique, Hinaura",
        "lieux-de-mediation-numerique-sur-le-territoire-auvergne-rhone-alpes-fournis-par-hinaura",
        "mediation-numerique",
        ("csv", "json"),
        r"^mediation numerique\b",
    ),
)


def source_named(name: str) -> OnlineSource:
    """Return the source of this name.

    Raises:
        FetchError: there is none; the message lists those there are.
    """
    for source in SOURCES:
        if source.name == name:
            return source
    known = ", ".join(source.name for source in SOURCES)
    message = f"Source inconnue : « {name} ». Sources connues : {known}."
    raise FetchError(message)
