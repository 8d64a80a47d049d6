"""What a file that someone tries would become: report, first rows, map of its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from dashboard.components.markup import Tree, Written, markup
from dashboard.components.tables import plain_table
from dashboard.domain.formats import counted


@dataclass(frozen=True)
class TriedTable:
    """One table of a tried file, in words: its format, report, remarks, first rows and map (SVG)."""

    format_label: str
    sentences: tuple[str, ...]
    remarks: tuple[str, ...]
    remarks_in_all: int
    rows: tuple[tuple[str, ...], ...]
    points: int
    map_svg: str


ROW_TITLES = ("Ligne", "Nom", "Commune", "Thèmes", "Publics", "Rattachée par", "Position")


def tried_file(name: str, tables: Sequence[TriedTable]) -> str:
    """Write the result of a trial as markup."""
    return markup(
        [html.H3(f"« {name} » : rien n’a été conservé"), *(_table(table) for table in tables)]
    )


def refused_file(sentence: str) -> str:
    """Write why a file cannot be read."""
    return markup(html.P(sentence, className="empty-answer", role="alert"))


def _table(table: TriedTable) -> Tree:
    parts: list[Tree] = [
        html.H4(f"Format reconnu : {table.format_label}"),
        html.Ul([html.Li(sentence) for sentence in table.sentences]),
    ]
    if table.rows:
        parts.append(
            plain_table(
                "Premières lignes conservées", ROW_TITLES, table.rows, label="Premières lignes"
            )
        )
    if table.points:
        told = counted(table.points, "fiche placée", "fiches placées")
        # The drawing is ours, made of numbers and of a title that is escaped.
        parts.append(Written(f'<figure class="small-map">{table.map_svg}'))
        parts.append(Written(f"<figcaption>{told} sur la carte.</figcaption></figure>"))
    if table.remarks:
        more = table.remarks_in_all - len(table.remarks)
        left = [html.Li(f"… et {counted(more, 'autre remarque')}.")] if more else []
        parts += [
            html.H4(f"Remarques ({table.remarks_in_all})"),
            html.Ul([*(html.Li(remark) for remark in table.remarks), *left]),
        ]
    return parts
