"""What other sites and messages show of a page: its title, its description, its picture."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from dashboard.components.shared.templates import render
from dashboard.domain.formats import shortened

_LONGEST_DESCRIPTION = 200
"""Letters of a description; what shows it cuts longer ones anyway."""


@dataclass(frozen=True)
class ShareCard:
    """What stands for a page.

    Attributes:
        site: what the site is called.
        title: what the page shows.
        description: which records count, and what it rests on.
        address: its own, whole; empty where nobody knows where the site stands.
        picture: that of its picture, whole; empty as well.
        picture_words: what the picture shows.
        size: width and height of the picture, pixels.
    """

    site: str
    title: str
    description: str
    address: str
    picture: str
    picture_words: str
    size: tuple[int, int]


def share_tags(card: ShareCard) -> Markup:
    """Write what the head of a page says of it to who shares it; everything is escaped."""
    described = shortened(card.description, _LONGEST_DESCRIPTION)
    return render("layout/share_tags.html.j2", card=card, described=described)
