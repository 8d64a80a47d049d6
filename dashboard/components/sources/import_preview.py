"""What a file that someone tries would become: its columns, report, first rows, map of its points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from dashboard.components.shared import ids
from dashboard.components.shared.templates import render
from dashboard.domain.formats import counted, french_number


@dataclass(frozen=True)
class TriedTable:
    """One table of a tried file, in words.

    Attributes:
        format_label: its format.
        sentences: its report.
        remarks: the first remarks.
        remarks_in_all: how many remarks there are.
        rows: its first rows.
        points: how many points are on the map.
        map_svg: the map.
        approximate: points at the centre of their commune.
    """

    format_label: str
    sentences: tuple[str, ...]
    remarks: tuple[str, ...]
    remarks_in_all: int
    rows: tuple[tuple[str, ...], ...]
    points: int
    map_svg: Markup
    approximate: int = 0


@dataclass(frozen=True)
class TriedColumn:
    """A column of a tried file: what it is taken for, and what lets one judge that.

    Attributes:
        header: as the file spells it.
        samples: three of its values, at most.
        wanted: value of the option it is taken for, empty for none.
        recognition: how it was recognised, in words.
        note: a sentence on what does not fit, else empty.
        doubtful: whether its reader should check it.
    """

    header: str
    samples: tuple[str, ...]
    wanted: str
    recognition: str
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
        choices_json: these choices, as text of that file; empty where nothing is chosen.
        left: columns beyond those shown, none of which is read.
    """

    columns: tuple[TriedColumn, ...]
    options: tuple[tuple[str, str], ...]
    format_code: str
    file_name: str
    choices_json: str
    left: int = 0


ROW_TITLES = ("Ligne", "Nom", "Commune", "Thèmes", "Publics", "Rattachée par", "Position")
NOT_READ = "— ne pas reprendre —"
SHOWN_AT_ONCE = 5
"""Lines of a list that are shown; the others are folded."""


def tried_file(
    name: str,
    tables: Sequence[TriedTable],
    *,
    columns: TriedColumns | None = None,
    unread: Sequence[str] = (),
) -> Markup:
    """Write the result of a trial.

    Args:
        name: the file's.
        tables: what each of its tables would become.
        columns: its columns, where they were matched one by one.
        unread: headers of the columns of a published format that are not read.
    """
    return render(
        "sources/tried.html.j2",
        name=name,
        tables=tables,
        columns=columns,
        unread=", ".join(f"«\u00a0{header}\u00a0»" for header in unread),
        row_titles=ROW_TITLES,
        points_text=_points_text,
        remarks=_remarks,
        SHOWN_AT_ONCE=SHOWN_AT_ONCE,
        PUBLISHING=ids.PUBLISHING,
        NOT_READ=NOT_READ,
    )


def refused_file(sentence: str, *, columns: TriedColumns | None = None) -> Markup:
    """Write why a file cannot be read; lines that start with a dash are a list."""
    lines = _unbroken(sentence).splitlines()
    return render(
        "sources/refused.html.j2",
        title="Ce fichier n’est pas encore compris" if columns else "Fichier refusé",
        parts=[
            (is_list, [line.strip().removeprefix("- ") for line in part])
            for is_list, part in groupby(lines, key=_is_item)
        ],
        columns=columns,
        SHOWN_AT_ONCE=SHOWN_AT_ONCE,
        NOT_READ=NOT_READ,
    )


def _unbroken(sentence: str) -> str:
    """Keep quotation marks on the line of what they quote, even on a narrow screen."""
    return sentence.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def _is_item(line: str) -> bool:
    return line.lstrip().startswith("- ")


def _points_text(table: TriedTable) -> str:
    placed = f"{counted(table.points, 'fiche placée', 'fiches placées')} sur la carte"
    if not table.approximate:
        return f"{placed}."
    centred = french_number(table.approximate)
    return f"{placed}, dont {centred} au centre de la commune, faute de point."


def _remarks(table: TriedTable) -> list[str]:
    texts = [_unbroken(remark) for remark in table.remarks]
    beyond = table.remarks_in_all - len(texts)
    more = f"… et {french_number(beyond)} de plus, non montrées ici."
    return [*texts, more] if beyond else texts
