"""What a file that someone tries would become: report, first rows, map of its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dash import html
from dash.development.base_component import Component

from dashboard.components.markup import Tree, Written, markup
from dashboard.components.tables import plain_table
from dashboard.domain.formats import counted, french_number


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
_OPEN = 5
"""Lines of a list that are shown; the others are folded."""


def tried_file(name: str, tables: Sequence[TriedTable]) -> str:
    """Write the result of a trial as markup."""
    return markup(
        [
            html.H3(f"« {name} » : voici ce qui en serait lu"),
            html.P("C’est un essai : rien n’a été conservé."),
            *(_table(table) for table in tables),
        ]
    )


def refused_file(sentence: str) -> str:
    """Write why a file cannot be read; lines that start with a dash are a list."""
    parts: list[Component] = []
    for listed, lines in groupby(_unbroken(sentence).splitlines(), key=_is_item):
        texts = [line.strip().removeprefix("- ") for line in lines]
        parts += (
            _folded_list(texts, more="Les autres formats essayés") if listed else map(html.P, texts)
        )
    return markup(html.Div([html.H3("Fichier refusé"), *parts], className="empty-answer"))


def _unbroken(sentence: str) -> str:
    """Keep quotation marks on the line of what they quote, even on a narrow screen."""
    return sentence.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def _is_item(line: str) -> bool:
    return line.lstrip().startswith("- ")


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
        parts += _remarks(table)
    return parts


def _remarks(table: TriedTable) -> list[Component]:
    texts = [_unbroken(remark) for remark in table.remarks]
    beyond = table.remarks_in_all - len(texts)
    if beyond:
        texts.append(f"… et {french_number(beyond)} de plus, non montrées ici.")
    title = html.H4(f"Remarques ({french_number(table.remarks_in_all)})")
    return [title, *_folded_list(texts, more="Les autres remarques")]


def _folded_list(texts: Sequence[str], *, more: str) -> list[Component]:
    """List the first texts, and fold the others."""
    shown, folded = texts[:_OPEN], texts[_OPEN:]
    parts: list[Component] = [html.Ul([html.Li(text) for text in shown])]
    if folded:
        items = html.Ul([html.Li(text) for text in folded])
        parts.append(html.Details([html.Summary(more), items]))
    return parts
