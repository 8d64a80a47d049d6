"""What a vocabulary accepts in each scheme, gathered from enumerations, labels and the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data_inclusion.schema.v1 import Public, Thematique

from dashboard.data.vocabularies.schemes import OFFICIAL, SCHEMES
from dashboard.data.vocabularies.terms import Accepted, Scheme, term_key
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS, THEMES

Term = tuple[str, str, tuple[str, ...]]
"""A term of an enumeration: its code, its French label and our codes."""


@dataclass(frozen=True)
class VocabularyKind:
    """What is known of a vocabulary before its file is read.

    Attributes:
        column: the column of the file, also its stem, that holds our codes.
        word: see ``Vocabulary.word``.
        labels: our codes and French labels, in our order.
        official: data·inclusion v1 terms: code, French label and our codes.
    """

    column: str
    word: str
    labels: Mapping[str, str]
    official: tuple[Term, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Our codes, in our order."""
        return tuple(self.labels)


def in_our_order(codes: Iterable[str], kind: VocabularyKind) -> tuple[str, ...]:
    """Sort codes as our list does, each once."""
    wanted = set(codes)
    return tuple(code for code in kind.codes if code in wanted)


def accepted_by_scheme(
    kind: VocabularyKind, reviewed: Mapping[str, Scheme]
) -> dict[str, dict[str, Accepted]]:
    """Gather what each scheme accepts.

    The reviewed terms of a scheme come before those of the schemes it falls back on, before our own
    codes and labels. In the official scheme they correct the enumeration, its labels included.
    """
    own = spelled((code, label, (code,)) for code, label in kind.labels.items())
    corrections = reviewed.get(OFFICIAL, {})
    official = spelled(
        (code, label, corrections[key].codes if (key := term_key(code)) in corrections else codes)
        for code, label, codes in kind.official
    )
    full = {**reviewed, OFFICIAL: {**official, **corrections}}
    gathered = {}
    for scheme, bases in SCHEMES.items():
        layers = (own, *(full.get(base, {}) for base in reversed(bases)), full.get(scheme, {}))
        gathered[scheme] = {key: term for layer in layers for key, term in layer.items()}
    return gathered


def spelled(terms: Iterable[Term]) -> dict[str, Accepted]:
    """Index terms by both spellings; where they clash, the code wins."""
    listed = list(terms)
    by_label = {term_key(label): Accepted(label, codes) for _, label, codes in listed}
    return by_label | {term_key(code): Accepted(code, codes) for code, _, codes in listed}


def _themes_of_family(theme: Thematique) -> tuple[str, ...]:
    """Our themes that gather a v1 theme's family; a family split by the file has several."""
    family = theme.value.partition("--")[0]
    return tuple(ours.code for ours in THEMES if family in ours.families)


THEME_KIND = VocabularyKind(
    "themes",
    "Thème",
    THEME_LABELS,
    tuple((theme.value, theme.label, _themes_of_family(theme)) for theme in Thematique),
)
PUBLIC_KIND = VocabularyKind(
    "publics",
    "Public",
    PUBLIC_LABELS,
    tuple((public.value, public.label, (public.value,)) for public in Public),
)
