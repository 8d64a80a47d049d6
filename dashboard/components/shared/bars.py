"""Bars beside their labels and values: a list, in which only the drawing is hidden from readers."""

from __future__ import annotations

from collections.abc import Iterable

from dash import html

from dashboard.components.shared.attributes import aria


def bar_list(bars: Iterable[tuple[str, float, str]]) -> html.Ul:
    """Draw labels, bars filled by a share (0 to 1), and the values as they are written."""
    return html.Ul([_bar(*bar) for bar in bars], className="bars")


def _bar(label: str, share: float, value: str) -> html.Li:
    return html.Li(
        [
            html.Span(label, className="bar-label"),
            html.Span(
                html.Span(className="bar", style={"width": f"{100 * share:.0f}%"}),
                className="bar-track",
                **aria(hidden="true"),
            ),
            html.Span(value, className="bar-value"),
        ]
    )
