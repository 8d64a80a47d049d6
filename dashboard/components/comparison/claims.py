"""What documents write of territories, beside the reference data: also on « Sources et méthode »."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard.analysis.comparison.results import ClaimBeside
from dashboard.components.comparison.wording import difference_text, figure_text
from dashboard.components.shared.tables import plain_table
from dashboard.domain.formats import french_iso_date


def claims_table(claims: Sequence[ClaimBeside]) -> html.P | html.Div:
    """Set what documents write beside what the reference data give, without judging."""
    if not claims:
        text = "Nos documents n’affirment rien de ces territoires que mesurent les données de référence."
        return html.P(text)
    return plain_table(
        "Ce qu’écrivent des documents, et ce que disent les données de référence : deux dates et "
        "deux façons de compter peuvent différer. Écart : référence moins écrit",
        ("De quoi il s’agit", "Écrit", "Référence", "Écart", "Sources", "Remarque"),
        [_row(claim) for claim in claims],
        label="Écrit et référence",
    )


def _row(claim: ClaimBeside) -> tuple[str, ...]:
    return (
        f"{claim.territory} : {claim.label}",
        f"{figure_text(claim.written, claim.unit)} ({french_iso_date(claim.written_on)})",
        _official(claim),
        "–" if claim.difference is None else difference_text(claim.difference, claim.unit),
        _sources(claim),
        claim.note or "–",
    )


def _official(claim: ClaimBeside) -> str:
    if claim.official is None:
        return "non mesuré par les données de référence"
    return f"{figure_text(claim.official, claim.unit)} ({french_iso_date(claim.official_on)})"


def _sources(claim: ClaimBeside) -> str:
    document = f"« {claim.source} »"
    written = f"{claim.quoted_source}, cité par {document}" if claim.quoted_source else document
    return f"{written} ; {claim.official_source}" if claim.official_source else written
