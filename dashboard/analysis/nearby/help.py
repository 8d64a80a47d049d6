"""What the reader needs help with: which records answer it precisely, and which broadly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from dashboard.analysis.catalogue_index import CatalogueIndex
from dashboard.analysis.kernel.memo import Memo
from dashboard.analysis.kernel.records import Records, word_mask
from dashboard.analysis.kernel.results import BoolArray
from dashboard.analysis.search.help_needs import (
    HelpNeedIndex,
    build_help_need_index,
    meant_need,
)
from dashboard.analysis.search.texts import (
    TextIndex,
    build_text_index,
    records_with,
    records_with_all,
)
from dashboard.domain.help_needs import HelpNeed, HelpNeeds
from dashboard.domain.names import LITTLE_WORDS, spelled
from dashboard.domain.sources import EMPLOYER_SOURCES
from dashboard.domain.vocabulary import PUBLIC_LABELS, THEME_LABELS

WORK_THEME = "emploi-formation"
_TYPED_REMEMBERED = 256
SMALL_WORDS = LITTLE_WORDS | {"un"}
"""Words that mean nothing by themselves."""


@dataclass(frozen=True, eq=False)
class HelpAnswer:
    """The records that answer a need, shape ``(n,)`` each.

    Attributes:
        precise: those that say they do.
        broad: the others, whose theme or public is that of the need.
    """

    precise: BoolArray
    broad: BoolArray


@dataclass(frozen=True, eq=False)
class AskedHelp:
    """What was asked, understood: a need of the table, or the words of a service; and who answers."""

    text: str
    need: HelpNeed | None
    answer: HelpAnswer

    @property
    def is_about_work(self) -> bool:
        """Whether employers are an answer: to a need of work, or to words that name them."""
        return self.need is None or WORK_THEME in self.need.themes


@dataclass(frozen=True, eq=False)
class HelpIndex:
    """Needs and the texts of all records, computed once.

    Attributes:
        answers: by code of a need.
        employers: the records that only lists of employers have, shape ``(n,)``.
    """

    needs: HelpNeedIndex
    texts: TextIndex
    answers: Mapping[str, HelpAnswer]
    employers: BoolArray
    typed: Memo[AskedHelp]


def build_help_index(
    help_needs: HelpNeeds, records: Records, catalogue: CatalogueIndex
) -> HelpIndex:
    """Find once which records answer each need of the table.

    Args:
        help_needs: the reviewed table.
        records: themes and publics of the records.
        catalogue: their names, summaries and organisations.
    """
    texts = build_text_index(_texts(catalogue))
    return HelpIndex(
        needs=build_help_need_index(help_needs),
        texts=texts,
        answers=MappingProxyType(
            {code: _answer(need, texts, records) for code, need in help_needs.needs.items()}
        ),
        employers=np.array(
            [
                bool(sources) and set(sources) <= EMPLOYER_SOURCES
                for sources in catalogue.columns["source_ids"]
            ],
            dtype=np.bool_,
        ),
        typed=Memo(size=_TYPED_REMEMBERED),
    )


def asked_help(index: HelpIndex, text: str) -> AskedHelp | None:
    """Understand what was typed or chosen; ``None`` where nothing was.

    A word of the table means its need; any other text means the records that have all its words. A text
    that neither knows is answered by no record.
    """
    if not text.strip():
        return None
    return index.typed.recall(text, lambda: _understood(index, text))


def _understood(index: HelpIndex, text: str) -> AskedHelp:
    need = meant_need(index.needs, text)
    if need is not None:
        return AskedHelp(text, need, index.answers[need.code])
    words = [word for word in spelled(text).split() if word not in SMALL_WORDS]
    size = len(index.texts.starts)
    found = records_with_all(index.texts, words) if words else np.zeros(size, dtype=np.bool_)
    return AskedHelp(text, None, HelpAnswer(found, np.zeros(size, dtype=np.bool_)))


def _answer(need: HelpNeed, texts: TextIndex, records: Records) -> HelpAnswer:
    precise = records_with(texts, need.words) & ~records_with(texts, need.unless)
    themes = records.themes & word_mask(need.themes, THEME_LABELS) != 0
    # Lists name many publics for each place: one is an answer where it is for no other.
    others = records.publics & ~word_mask(need.publics, PUBLIC_LABELS)
    publics = (records.publics != 0) & (others == 0)
    return HelpAnswer(precise, (themes | publics) & ~precise)


def _texts(catalogue: CatalogueIndex) -> list[str]:
    columns = (catalogue.columns[name] for name in ("name", "summary", "operators"))
    return [
        " · ".join([name, summary, *(catalogue.organisations.get(code, "") for code in run_by)])
        for name, summary, run_by in zip(*columns, strict=True)
    ]
