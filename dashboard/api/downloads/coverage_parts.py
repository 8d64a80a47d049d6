"""The parts of « Zones blanches » as files: new places, classes of communes, the Lorenz curve."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.analysis.coverage.assessment import CoverageAssessment, assess_coverage
from dashboard.analysis.coverage.equity_report import equity_report
from dashboard.analysis.coverage.results import EquityReport
from dashboard.analysis.siting.new_places import greedy_places
from dashboard.api.downloads.request import DownloadRequest, NamedContents, focus_words
from dashboard.components.coverage.equity import LORENZ_TITLE
from dashboard.components.coverage.siting import proposition_text
from dashboard.domain.file_formats import PictureForm
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection, SiteKind
from dashboard.domain.selections.file_names import named_file, years_words
from dashboard.exports.contents.coverage_about import coverage_about, untold_picture
from dashboard.exports.contents.coverage_sites import (
    TITLE,
    at_communes,
    proposal_of,
    site_points,
    sites_picture,
    sites_table,
)
from dashboard.exports.contents.equity import (
    classes_picture,
    classes_table,
    lorenz_picture,
    lorenz_table,
)
from dashboard.exports.contents.picture_shapes import focus_of
from dashboard.exports.formats.registry import FileContents
from dashboard.exports.formats.table import FileTable


def site_files(request: DownloadRequest) -> NamedContents:
    """Gather the new places chosen at once, as points and as a picture."""
    assessment = at_communes(_assessment(request))
    selection, placement = assessment.selection, greedy_places(assessment)
    proposal = proposal_of(assessment, placement, exact=False)
    told, about = assessment.evidence.enough, _about(request, assessment, TITLE)
    if told:
        about |= {"proposition": proposition_text(proposal, selection)}
    table = sites_table(assessment, placement)
    files = FileContents(
        about=about,
        rows=lambda: table,
        territories=lambda: table,
        points=lambda: [(x, y) for x, y in site_points(assessment, placement).tolist()],
        picture=lambda form: (
            sites_picture(assessment, placement, request.shapes.pictures, about, form)
            if told
            else untold_picture(about, form)
        ),
    )
    kind = () if selection.kind is SiteKind.FIXED else (str(selection.kind),)
    hosts = selection.host_population
    among = (f"communes-de-{hosts}-habitants-ou-plus",) if hosts else ()
    name = _file_name(
        request, "nouveaux-lieux", selection, f"{selection.sites}-lieux", *kind, *among
    )
    return NamedContents(files, name)


def classes_files(request: DownloadRequest) -> NamedContents:
    """Gather who is covered in villages and in towns."""
    title = "Habitants couverts dans les villages et dans les villes"
    return _equity_files(request, "villages-et-villes", title, classes_table, classes_picture)


def lorenz_files(request: DownloadRequest) -> NamedContents:
    """Gather how evenly access is spread: the curve, and what it says."""
    return _equity_files(request, "lorenz", LORENZ_TITLE, lorenz_table, lorenz_picture)


def _equity_files(
    request: DownloadRequest,
    word: str,
    title: str,
    table: Callable[[EquityReport], FileTable],
    picture: Callable[[EquityReport, Mapping[str, str], PictureForm], str],
) -> NamedContents:
    """Gather one part of what is told of equity; ``word`` names its file."""
    assessment = _assessment(request)
    report = equity_report(assessment)
    told, about = assessment.evidence.enough, _about(request, assessment, title)
    files = FileContents(
        about=about,
        rows=lambda: table(report),
        picture=lambda form: picture(report, about, form) if told else untold_picture(about, form),
    )
    return NamedContents(files, _file_name(request, word, assessment.selection))


def _assessment(request: DownloadRequest) -> CoverageAssessment:
    selection = CoverageSelection.from_query(request.query)
    return assess_coverage(request.snapshot, selection, year=request.now.year)


def _about(request: DownloadRequest, assessment: CoverageAssessment, title: str) -> dict[str, str]:
    snapshot, selection = request.snapshot, assessment.selection
    code = focus_of(snapshot.region_index.territories, selection.territory)
    place = snapshot.region_index.name_of(code or snapshot.region_index.region.code)
    return coverage_about(
        assessment,
        contents=f"{title}, {place}",
        filters=COVERAGE.sentence(selection, snapshot.source_names),
        today=request.now.date(),
    )


def _file_name(
    request: DownloadRequest, part: str, selection: CoverageSelection, *more: str
) -> str:
    """Name the file by its contents and date: ``zones-blanches_lorenz_isere_D38_10km_20261126.csv``."""
    words = (
        "zones-blanches",
        part,
        *focus_words(request, selection.territory),
        f"{selection.radius}km",
        *more,
        *COVERAGE.file_words(selection),
        *years_words(selection.filters),
    )
    return named_file(words, request.extension, day=request.now.date())
