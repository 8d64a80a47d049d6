"""What a file that someone tries would become: its columns, report, first rows, map of its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared import ids
from dashboard.components.shared.attributes import aria, data
from dashboard.components.shared.markup import Tree, Written, markup
from dashboard.components.shared.tables import plain_table
from dashboard.domain.formats import counted, french_number


@dataclass(frozen=True)
class TriedTable:
    """One table of a tried file, in words: its format, report, remarks, first rows and map (SVG).

    ``points`` are on the map, ``approximate`` of them at the centre of their commune.
    """

    format_label: str
    sentences: tuple[str, ...]
    remarks: tuple[str, ...]
    remarks_in_all: int
    rows: tuple[tuple[str, ...], ...]
    points: int
    map_svg: str
    approximate: int = 0


@dataclass(frozen=True)
class TriedColumn:
    """A column of a tried file: what it is taken for, and what lets one judge that.

    Attributes:
        header: as the file spells it.
        samples: three of its values, at most.
        wanted: value of the option it is taken for, empty for none.
        told: how it was recognised, in words.
        note: a sentence on what does not fit, else empty.
        doubtful: whether somebody should look at it.
    """

    header: str
    samples: tuple[str, ...]
    wanted: str
    told: str
    note: str = ""
    doubtful: bool = False


@dataclass(frozen=True)
class TriedColumns:
    """The columns of a tried file, that its reader can correct.

    Attributes:
        columns: in the order of the file.
        options: value and French label of everything a column can be.
        format_code: of the list they are of, empty where it is not known yet.
        file_name: a name for the file that keeps these choices.
        kept: these choices, as text of that file; empty where nothing is chosen.
        left: columns beyond those shown, none of which is read.
    """

    columns: tuple[TriedColumn, ...]
    options: tuple[tuple[str, str], ...]
    format_code: str
    file_name: str
    kept: str
    left: int = 0


ROW_TITLES = ("Ligne", "Nom", "Commune", "Thèmes", "Publics", "Rattachée par", "Position")
NOT_READ = "— ne pas reprendre —"
_OPEN = 5
"""Lines of a list that are shown; the others are folded."""


def tried_file(
    name: str,
    tables: Sequence[TriedTable],
    *,
    columns: TriedColumns | None = None,
    unread: Sequence[str] = (),
) -> str:
    """Write the result of a trial as markup.

    Args:
        name: the file's.
        tables: what each of its tables would become.
        columns: its columns, where they were matched one by one.
        unread: headers of the columns of a published format that are not read.
    """
    return markup(
        [
            html.H3(f"« {name} » : voici ce qui en serait lu"),
            html.P("C’est un essai : rien n’a été conservé."),
            _columns(columns) if columns else _unread(unread),
            *(_table(table) for table in tables),
            html.Div(id=ids.PUBLISHING, className="publish-slot", **data(file=name)),
        ]
    )


def refused_file(sentence: str, *, columns: TriedColumns | None = None) -> str:
    """Write why a file cannot be read; lines that start with a dash are a list."""
    parts: list[Component] = []
    for listed, lines in groupby(_unbroken(sentence).splitlines(), key=_is_item):
        texts = [line.strip().removeprefix("- ") for line in lines]
        parts += (
            _folded_list(texts, more="Les autres formats essayés") if listed else map(html.P, texts)
        )
    title = "Ce fichier n’est pas encore compris" if columns else "Fichier refusé"
    refusal = html.Div([html.H3(title), *parts], className="empty-answer")
    return markup([refusal, _columns(columns) if columns else None])


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
        told = f"{counted(table.points, 'fiche placée', 'fiches placées')} sur la carte"
        if table.approximate:
            told += (
                f", dont {french_number(table.approximate)} au centre de la commune, faute de point"
            )
        # The drawing is ours, made of numbers and of a title that is escaped.
        parts.append(Written(f'<figure class="small-map">{table.map_svg}'))
        parts.append(Written(f"<figcaption>{told}.</figcaption></figure>"))
    if table.remarks:
        parts += _remarks(table)
    return parts


def _unread(headers: Sequence[str]) -> Tree:
    if not headers:
        return None
    told = ", ".join(f"«\u00a0{header}\u00a0»" for header in headers)
    return html.P(f"Colonnes non reprises, que ce format ne prévoit pas\u00a0: {told}.")


def _columns(columns: TriedColumns) -> Component:
    """Lay out a form of one list to choose from per column; its script posts the file again."""
    parts: list[Component] = [
        html.P(
            "Chaque colonne de votre fichier, trois de ses valeurs, et ce pour quoi elle est prise. "
            "Corrigez ce qui ne va pas, puis relisez le fichier."
        ),
        html.Ul(
            [_column(at, one, columns.options) for at, one in enumerate(columns.columns)],
            className="column-choices",
        ),
    ]
    if columns.left:
        left = counted(columns.left, "autre colonne", "autres colonnes")
        parts.append(html.P(f"{left} du fichier, non montrées ici, ne sont pas reprises."))
    actions: list[Component] = [html.Button("Relire avec ces colonnes", type="submit")]
    if columns.kept:
        actions.append(_kept(columns))
    form = html.Form(
        [*parts, html.Div(actions, className="column-actions")],
        className="columns-form",
        **data(format=columns.format_code),
    )
    read = sum(bool(one.wanted) for one in columns.columns)
    of = french_number(len(columns.columns) + columns.left)
    summary = html.Summary(f"Colonnes du fichier : {counted(read, 'reprise')} sur {of}")
    return html.Details([summary, form], open=True, className="columns")


def _column(at: int, column: TriedColumn, options: Sequence[tuple[str, str]]) -> Component:
    select, about = f"colonne-{at}", f"colonne-{at}-apercu"
    values = " · ".join(column.samples) or "aucune valeur"
    chosen = [
        html.Option(label, value=value, selected="selected" if value == column.wanted else None)
        for value, label in (("", NOT_READ), *options)
    ]
    notes: list[Component] = [html.Span(values, className="samples")]
    notes.append(html.Span(column.told, className="note"))
    if column.note:
        notes.append(html.Strong(column.note, className="doubt"))
    return html.Li(
        [
            html.Label(column.header, htmlFor=select),
            html.Div(notes, id=about, className="about"),
            html.Select(
                chosen, id=select, **data(colonne=column.header), **aria(describedby=about)
            ),
        ],
        className="doubtful" if column.doubtful else None,
    )


def _kept(columns: TriedColumns) -> Component:
    """Link to a file that keeps the choices of what is shown, to give back with next year's list."""
    return html.A(
        "Enregistrer ces choix (JSON)",
        href=f"data:application/json;charset=utf-8,{quote(columns.kept)}",
        download=columns.file_name,
    )


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
