"""Whether villages have what towns have: classes of communes, Lorenz curve, as tables and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan

from dashboard.analysis.coverage.results import ClassShare, EquityReport
from dashboard.components.coverage.equity import (
    LORENZ_TITLE,
    classes_titles,
    equity_answer,
    equity_texts,
)
from dashboard.components.coverage.wording import ACCESS_NOTE
from dashboard.domain.file_formats import PictureForm
from dashboard.domain.formats import counted, french_percent
from dashboard.exports.contents.panels_in_form import panels_in_form
from dashboard.exports.contents.provenance import source_notes
from dashboard.exports.formats.table import FileTable
from dashboard.figures.static.lorenz import lorenz_panel
from dashboard.figures.static.row_panels import BarRow, RowGroup, RowPanel, row_panels
from dashboard.figures.static.small_multiples import text_panel

_DECIMALS = 6
_KINDS = ("taille", "densité")


def classes_table(report: EquityReport) -> FileTable:
    """Write a row per class of communes, by size then by density."""
    rows = (
        (f"{kind} : {line.label}", kind, line.label, line.communes, line.population, line.covered,
         None if isnan(line.share) else round(line.share, _DECIMALS))
        for kind, classes in zip(_KINDS, (report.by_size, report.by_density), strict=True)
        for line in classes
    )  # fmt: skip
    columns = (
        "ligne", "classes_selon", "classe", "communes", "habitants", "habitants_couverts",
        "part_des_habitants_couverts",
    )  # fmt: skip
    return FileTable("Villages et villes", columns, tuple(rows))


def classes_picture(report: EquityReport, about: Mapping[str, str], form: PictureForm) -> str:
    """Draw the share of inhabitants covered in each class, as SVG."""
    _, by_density = classes_titles(report)
    panels = row_panels(
        [
            RowPanel("Selon la taille de la commune", (RowGroup("", _rows(report.by_size)),)),
            RowPanel("Selon la densité", (RowGroup("", _rows(report.by_density)),)),
        ],
        title=about["contenu"],
        signed=False,
    )
    notes = (equity_answer(report), f"{by_density}.", about["filtres"], *source_notes(about))
    return panels_in_form(panels, title=about["contenu"], notes=notes, form=form)


def _rows(classes: Sequence[ClassShare]) -> tuple[BarRow, ...]:
    return tuple(
        BarRow(
            f"{line.label} ({counted(line.communes, 'commune')})",
            "–" if isnan(line.share) else french_percent(line.share),
            None if isnan(line.share) else line.share,
        )
        for line in classes
    )


def lorenz_table(report: EquityReport) -> FileTable:
    """Write a row per point of the curve, from the inhabitants who have the least access."""
    rows = (
        (place, round(people, _DECIMALS), round(access, _DECIMALS))
        for place, (people, access) in enumerate(report.lorenz.tolist())
    )
    columns = ("point", "part_cumulee_des_habitants", "part_cumulee_de_l_acces")
    return FileTable("Courbe de Lorenz", columns, tuple(rows))


def lorenz_picture(report: EquityReport, about: Mapping[str, str], form: PictureForm) -> str:
    """Draw the curve beside what it says, as SVG."""
    texts = equity_texts(report)
    panels = (
        lorenz_panel(report.lorenz, title=LORENZ_TITLE),
        text_panel(" ".join(texts), (*texts, ACCESS_NOTE)),
    )
    notes = (about["filtres"], *source_notes(about))
    return panels_in_form(panels, title=about["contenu"], notes=notes, form=form)
