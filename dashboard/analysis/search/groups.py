"""The answers of a search, by group."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.analysis.kernel.results import SearchAnswer


def by_group(
    answers: Iterable[SearchAnswer], *, last: str = ""
) -> list[tuple[str, list[SearchAnswer]]]:
    """Arrange answers by group, groups in the order of their best answer, but for that named ``last``."""
    groups: dict[str, list[SearchAnswer]] = {}
    for answer in answers:
        groups.setdefault(answer.group, []).append(answer)
    return sorted(groups.items(), key=lambda group: group[0] == last)
