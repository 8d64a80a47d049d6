"""The new places that « Zones blanches » proposes: as they are told, as a table and as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from dashboard.analysis.coverage.assessment import CoverageAssessment
from dashboard.analysis.kernel.results import FloatArray
from dashboard.analysis.siting.new_places import new_places_problem
from dashboard.analysis.siting.results import Placement
from dashboard.components.coverage.siting import (
    EVERYBODY,
    Proposal,
    Site,
    proposition_text,
)
from dashboard.components.coverage.wording import definition_text
from dashboard.domain.codes import insee_code
from dashboard.domain.file_formats import PictureForm
from dashboard.domain.formats import counted
from dashboard.exports.contents.coverage_picture import coverage_map, painted
from dashboard.exports.contents.picture_shapes import PictureShapes, map_in_form, shown_in_picture
from dashboard.exports.contents.provenance import source_notes
from dashboard.exports.formats.table import FileTable
from dashboard.figures import palette
from dashboard.figures.legend_entries import LegendEntry
from dashboard.figures.static.page import PictureWords

TITLE = "Nouveaux lieux proposés"
_COLUMNS = (
    "ordre", "code_commune", "commune", "code_epci", "epci", "code_departement", "departement",
    "longitude_de_la_mairie", "latitude_de_la_mairie", "habitants", "personnes_en_plus",
    "personnes_en_tout",
)  # fmt: skip


def proposal_of(assessment: CoverageAssessment, placement: Placement, *, exact: bool) -> Proposal:
    """Describe a choice of new places; ``exact`` is whether the best one was computed."""
    communes, problem = assessment.snapshot.communes, new_places_problem(assessment)
    return Proposal(
        sites=tuple(
            Site(communes.codes[row], communes.labels[row], gain)
            for row, gain in zip(placement.rows, placement.gains, strict=True)
        ),
        gap=placement.gap,
        proven=placement.proven,
        wanting=int(problem.wanting),
        hosts=len(problem.rows),
        exact=exact,
    )


def sites_table(assessment: CoverageAssessment, placement: Placement) -> FileTable:
    """Write a row per new place, in the order to open them, at the town hall of its commune."""
    communes = assessment.snapshot.communes
    totals = np.cumsum(placement.gains).tolist()
    rows = (
        (
            place,
            communes.codes[row],
            communes.names[row],
            *_parents(assessment, row),
            *point,
            int(communes.populations[row]),
            gain,
            int(total),
        )
        for place, (row, gain, total, point) in enumerate(
            zip(
                placement.rows,
                placement.gains,
                totals,
                site_points(assessment, placement).tolist(),
                strict=True,
            ),
            start=1,
        )
    )
    return FileTable(TITLE, _COLUMNS, tuple(rows))


def _parents(assessment: CoverageAssessment, row: int) -> tuple[str, ...]:
    """Name the EPCI and the département of a commune, by code and name; empty for none."""
    levels = assessment.snapshot.region_index.territories
    names: list[str] = []
    for level, parents in assessment.snapshot.communes.parents.items():
        parent = int(parents[row])
        known = parent >= 0
        names += [
            insee_code(levels[level].codes[parent]) if known else "",
            levels[level].names[parent] if known else "",
        ]
    return tuple(names)


def site_points(assessment: CoverageAssessment, placement: Placement) -> FloatArray:
    """Return where new places stand, degrees, shape ``(places, 2)``: town halls, else inside the commune."""
    snapshot, rows = assessment.snapshot, list(placement.rows)
    halls = snapshot.catalogue_index.town_halls[["longitude", "latitude"]]
    codes = [snapshot.communes.codes[row] for row in rows]
    known = halls.reindex(codes).to_numpy(np.float64)
    return np.where(np.isnan(known), snapshot.communes.centres[rows], known)


def sites_picture(
    assessment: CoverageAssessment,
    placement: Placement,
    shapes: PictureShapes,
    about: Mapping[str, str],
    form: PictureForm,
) -> str:
    """Draw the new places on the gaps they would reach, numbered in their order, as SVG.

    Args:
        assessment: what the reader asked for, surveyed; its level is that of communes.
        placement: the new places.
        shapes: gives the shapes of a level.
        about: contents, filters, dates, sources, licence.
        form: that of the picture.
    """
    selection = assessment.selection
    painting = painted(assessment)
    shown = shown_in_picture(assessment.snapshot.region_index, shapes, selection.territory)
    proposal = proposal_of(assessment, placement, exact=False)
    drawn = coverage_map(assessment, shown, painting, site_points(assessment, placement))
    words = PictureWords(
        title=about["contenu"],
        subtitle=about["filtres"],
        legend=(*_listed(proposal), *painting.marks),
        legend_notes=(painting.note, *shown.notes),
        notes=(
            f"{proposition_text(proposal, selection)} {EVERYBODY}",
            definition_text(selection),
            *source_notes(about),
        ),
    )
    return map_in_form(drawn, words, form)


def _listed(proposal: Proposal) -> list[LegendEntry]:
    return [
        LegendEntry(
            palette.SITE,
            f"{place}. {site.name} : {counted(site.gain, 'personne')}",
            "dot",
        )
        for place, site in enumerate(proposal.sites, start=1)
    ]


def at_communes(assessment: CoverageAssessment) -> CoverageAssessment:
    """Return the same answer, shown by commune as what is covered."""
    usual = type(assessment.selection)()
    selection = replace(assessment.selection, level=usual.level, shown=usual.shown)
    return replace(assessment, selection=selection)
