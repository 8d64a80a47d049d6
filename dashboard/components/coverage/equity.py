"""Do villages have the same as towns? One readable panel."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from markupsafe import Markup

from dashboard.analysis.coverage.results import ClassShare, EquityReport
from dashboard.components.coverage.wording import ACCESS_NOTE
from dashboard.components.shared.downloads import files
from dashboard.components.shared.templates import render
from dashboard.domain.downloads import LORENZ_DOWNLOAD, SIZES_DOWNLOAD
from dashboard.domain.file_formats import LIST, PICTURE
from dashboard.domain.formats import french_number, french_percent
from dashboard.domain.selections.coverage import CoverageSelection

LORENZ_TITLE = "Courbe de Lorenz de l’accès aux services"


def equity_panel(
    report: EquityReport, selection: CoverageSelection, *, place: str, lorenz: Markup
) -> Markup:
    """Write the panel.

    Args:
        report: what is measured.
        selection: what the reader asked for.
        place: the name of the territory.
        lorenz: the curve (SVG), empty where there is none.
    """
    by_size, by_density = (f"{title}, {place}" for title in classes_titles(report))
    return render(
        "coverage/equity.html.j2",
        answer=equity_answer(report),
        tables=((by_size, _shares(report.by_size)), (by_density, _shares(report.by_density))),
        lorenz=lorenz,
        texts=equity_texts(report),
        sizes_tables=files(SIZES_DOWNLOAD, selection, *LIST),
        sizes_pictures=files(SIZES_DOWNLOAD, selection, *PICTURE),
        lorenz_tables=files(LORENZ_DOWNLOAD, selection, *LIST),
        lorenz_pictures=files(LORENZ_DOWNLOAD, selection, *PICTURE),
        ACCESS_NOTE=ACCESS_NOTE,
    )


def equity_answer(report: EquityReport) -> str:
    """Compare the share covered in the smallest communes and in the largest."""
    known = [size for size in report.by_size if size.population]
    if len(known) < 2:  # noqa: PLR2004 - nothing to compare
        return "Une seule taille de commune ici : rien à comparer."
    small, large = known[0], known[-1]
    return (
        f"Communes de {small.label} : {french_percent(small.share)} des habitants couverts ; "
        f"de {large.label} : {french_percent(large.share)}."
    )


def _shares(classes: Sequence[ClassShare]) -> list[tuple[str, ...]]:
    return [
        (
            line.label,
            french_number(line.communes),
            french_number(line.population),
            french_number(line.covered),
            "–" if isnan(line.share) else french_percent(line.share),
        )
        for line in classes
    ]


def classes_titles(report: EquityReport) -> tuple[str, str]:
    """Head the two tables of classes: by size, then by density."""
    grid = (
        "grille communale de densité (INSEE, ANCT)"
        if report.grid
        else "habitants par km², d’après les limites des communes"
    )
    return (
        "Habitants couverts selon la taille de la commune",
        f"Habitants couverts selon la densité ({grid})",
    )


def equity_texts(report: EquityReport) -> list[str]:
    """Describe how evenly access is spread."""
    if isnan(report.gini):
        return ["Aucun lieu à portée de qui que ce soit : la répartition ne se mesure pas."]
    return [
        f"Indice de Gini : {french_number(report.gini, 2)} (0 : chacun a le même accès ; 1 : un seul a "
        f"tout). {french_percent(report.without)} des habitants n’ont aucun lieu à leur portée.",
        "La courbe de Lorenz part des habitants qui ont le moins d’accès : plus elle est loin de la "
        "diagonale, plus l’accès est inégal.",
        f"Indice de Theil : {french_number(report.theil.total, 2)}{_split(report.theil.between_share)}.",
    ]


def _split(between: float) -> str:
    """Write how much of the inequality lies between EPCI; empty where there is none to split."""
    if isnan(between):
        return " : chacun a le même accès"
    return (
        f", dont {french_percent(between)} entre intercommunalités et {french_percent(1 - between)} "
        "entre communes d’une même intercommunalité"
    )
