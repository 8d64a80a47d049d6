"""What makes an initiative count for a territory, and the states a value can be in."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Counting(StrEnum):
    """What makes an initiative count for a territory; the value is the word in addresses."""

    PRESENT = "presentes"
    LOCATED = "implantees"


class ValueState(IntEnum):
    """The state of a territory's value; never mixed up on the map nor in the table."""

    MISSING = 0
    ZERO = 1
    LOW_POPULATION = 2
    VALUE = 3

    @property
    def label(self) -> str:
        """The French wording of the state."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    ValueState.MISSING: "non renseigné",
    ValueState.ZERO: "0 recensé",
    ValueState.LOW_POPULATION: "effectif faible",
    ValueState.VALUE: "valeur",
}

OUTSIDE_LABEL = "hors périmètre"
LOW_POPULATION = 500
"""Inhabitants below which a rate is marked *effectif faible*."""
PER_INHABITANTS = 10_000
