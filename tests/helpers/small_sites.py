"""Siting problems one can solve in one's head, and the slow way to solve the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from dashboard.analysis.siting.problem import SitingProblem, siting_problem

REACH_M = 10.0


def on_line(
    *villages: tuple[float, int], excluded: Sequence[int] = (), reach_m: float = REACH_M
) -> SitingProblem:
    """State the problem of (metres along a line, people); places may stand in any but some."""
    metres, people = np.array(villages, dtype=np.float64).reshape(-1, 2).T
    candidates = ~np.isin(np.arange(len(metres)), list(excluded))
    points = np.column_stack([metres, np.zeros(len(metres))])
    return siting_problem(points, people.astype(np.int64), candidates, reach_m=reach_m)


def strewn(seed: int, *, size: int = 14) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points, people and candidates drawn so that several places overlap."""
    draw = np.random.default_rng(seed)
    people = draw.integers(0, 100, size) * (draw.random(size) < 0.8)
    return draw.uniform(0, 60, (size, 2)), people, draw.random(size) < 0.8


def covered_by(
    rows: Sequence[int], points: np.ndarray, people: np.ndarray, *, reach_m: float
) -> int:
    """Count the people within reach of one of some places, the slow way."""
    metres = np.hypot(*(points[:, None] - points[list(rows)]).transpose(2, 0, 1))
    return int(people[(metres <= reach_m).any(axis=1)].sum())


def best_of_all(
    points: np.ndarray, people: np.ndarray, candidates: np.ndarray, count: int, *, reach_m: float
) -> int:
    """Try every choice of up to ``count`` places, and return the most people one covers."""
    rows = np.flatnonzero(candidates).tolist()
    choices = combinations(rows, min(count, len(rows)))
    return max(covered_by(rows, points, people, reach_m=reach_m) for rows in choices)


TRAP = ((0, 40), (6, 0), (12, 50), (15, 0), (18, 50), (24, 0), (30, 40))
NO_TRAP_SITE = (0, 2, 4, 6)
"""Places may stand at 6, 15 and 24 m: the middle covers 100 people, each side 90, both sides all 180."""
