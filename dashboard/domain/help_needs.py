"""What people need help with, in their own words, and whom to call when it cannot wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EMERGENCY_NUMBERS = {
    "112": "toutes les urgences",
    "15": "urgence médicale",
    "17": "police secours",
    "18": "pompiers",
    "115": "sans abri",
    "119": "enfant en danger",
    "3919": "violences faites aux femmes",
    "114": "par SMS ou visio, pour les personnes sourdes",
    "3114": "pensées suicidaires",
    "116006": "victimes",
}
"""What each number is for."""
ALWAYS_SHOWN = ("112", "15", "115", "119", "3919", "114")
"""The numbers that every page gives."""


@dataclass(frozen=True)
class HelpNeed:
    """A need people have, and what in our records answers it.

    Attributes:
        code: its word in addresses.
        label: French, as a heading.
        themes: those whose every service is a broad answer.
        publics: beneficiary types whose own services are a broad answer.
        words: of names and summaries that make a service a precise answer; spelled as
            ``names.spelled`` spells.
        unless: words that say what else a service is, where one of ``words`` names an organisation that does
            many things: they make it no precise answer.
        travelling: whether help of this kind commonly comes to people.
        emergency: the numbers of ``EMERGENCY_NUMBERS`` that apply.
    """

    code: str
    label: str
    themes: tuple[str, ...]
    publics: tuple[str, ...]
    words: tuple[str, ...]
    unless: tuple[str, ...]
    travelling: bool
    emergency: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class HelpNeeds:
    """The needs by code, and every everyday word with the code it leads to, in the order of the table."""

    needs: Mapping[str, HelpNeed]
    words: tuple[tuple[str, str], ...]


NO_HELP_NEEDS = HelpNeeds({}, ())
"""A table without any need."""


def emergency_text(number: str) -> str:
    """Write what an emergency number is for: ``115 (sans abri)``."""
    return f"{number} ({EMERGENCY_NUMBERS[number]})"
