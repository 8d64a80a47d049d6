"""The region a map is about: what it is called, and the words that name it in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.domain.formats import capitalised, listed, of_commune

_ARTICLE = re.compile(r"^(?:la |le |les |l’)")


@dataclass(frozen=True)
class Region:
    """The region of one map; another map of the same process may be about another.

    Attributes:
        name: its name alone: « Rhône-Alpes ».
        code: what names it in addresses and records: ``R82``.
        departements: the INSEE codes of its départements, ``01``, sorted.
        inside: its name after « where »: « en Rhône-Alpes ».
        of: its name after a noun: « de Rhône-Alpes ».
        whole: its name with what it is and its article: « la région Rhône-Alpes ».
        description: what it is made of, for the glossary; one or more sentences.
        search_example: what a reader may type in a search, one of its communes and a postal code.
    """

    name: str
    code: str
    departements: tuple[str, ...]
    inside: str
    of: str
    whole: str
    description: str
    search_example: str

    @property
    def label(self) -> str:
        """Its name as a title: « Région Rhône-Alpes »."""
        bare = _ARTICLE.sub("", self.whole)
        return capitalised(bare)

    @property
    def site_name(self) -> str:
        """What the site is called: « Carte de la solidarité en Rhône-Alpes »."""
        return f"Carte de la solidarité {self.inside}"


def worded_region(
    name: str,
    code: str,
    departements: Iterable[tuple[str, str]],
    *,
    search_example: str,
) -> Region:
    """Describe a region in the words most French regions take: « en Bretagne », « d’Occitanie ».

    Args:
        name: its name alone.
        code: what names it in addresses.
        departements: the code and the name of each.
        search_example: one of its communes and a postal code.
    """
    names = dict(sorted(departements))
    return Region(
        name=name,
        code=code,
        departements=tuple(names),
        inside=f"en {name}",
        of=of_commune(name),
        whole=f"la région {name}",
        description=f"Périmètre de la carte : {listed(tuple(names.values()))}.",
        search_example=search_example,
    )
