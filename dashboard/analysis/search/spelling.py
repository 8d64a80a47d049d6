"""Two names compared as people spell them: with or without an article, with a slip of the finger."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from dashboard.domain.names import ARTICLES

SHORTEST_WITH_SLIP = 5
"""Letters of a word from which one slip does not make it another word."""


def without_article(name: str) -> str:
    """Drop the article a normalised name begins with: ``la rochelle`` gives ``rochelle``."""
    article, _, rest = name.partition(" ")
    return rest if article in ARTICLES and rest else name


def with_articles(name: str) -> tuple[str, ...]:
    """List the spellings of a normalised name with each article and with none."""
    bare = without_article(name)
    return bare, *(f"{article} {bare}" for article in ARTICLES)


def spelled_alike(typed: str, name: str) -> bool:
    """Return whether ``typed`` is the whole name, each of its long words with at most one slip.

    A first letter replaced makes another word: « douche » is not « souche ».
    """
    words, others = typed.split(), name.split()
    return len(words) == len(others) and all(map(same_word, words, others))


def slips_between(typed: str, name: str) -> int:
    """Return how many slips separate two spellings."""
    return OSA.distance(typed, name)


def same_word(typed: str, word: str) -> bool:
    """Return whether two words are one, but for a slip in a long one that keeps its first letter."""
    if typed == word:
        return True
    lengths = sorted((len(typed), len(word)))
    long = lengths[0] >= SHORTEST_WITH_SLIP - 1 and lengths[1] >= SHORTEST_WITH_SLIP
    return long and typed[0] == word[0] and OSA.distance(typed, word, score_cutoff=1) <= 1
