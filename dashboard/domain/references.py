"""What a territory is set beside."""

from __future__ import annotations

from enum import StrEnum


class Reference(StrEnum):
    """What a territory is set beside; the value is the word used in addresses."""

    REGION = "region"
    STRATUM = "strate"
    DEPARTEMENT = "departement"
    NEIGHBOURS = "voisins"

    @property
    def label(self) -> str:
        """The French name of the reference."""
        return _LABELS[self]


_LABELS = {
    Reference.REGION: "Moyenne régionale",
    Reference.STRATUM: "Médiane de la strate",
    Reference.DEPARTEMENT: "Moyenne du département",
    Reference.NEIGHBOURS: "Moyenne des voisins",
}
