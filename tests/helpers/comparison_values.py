"""What « Comparer » tells, made by hand, for what only shows it.

Two EPCI: « CA du Bassin », and « CC des Cimes », of few inhabitants.
"""

from __future__ import annotations

from dataclasses import replace

from dashboard.analysis.comparison.results import (
    Change,
    ClaimBeside,
    Compared,
    Comparison,
    FirstYears,
    KnownFigure,
    Line,
    Partner,
    Peer,
    Rank,
    Share,
    Stratum,
    YearChanges,
)
from dashboard.analysis.kernel.results import DateSpan
from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.domain.territory import Level

BASSIN, CIMES, VALLEE = "200071751", "200000172", "200040350"
ANY = dict.fromkeys(COMPARED, 2.0)
"""Numbers that no test looks at."""
REGION = {
    **ANY,
    Indicator.NUMBER: 12.5,
    Indicator.RATE: 1.5,
    Indicator.SHARE: 0.5,
    Indicator.ORGANISATIONS: 10.25,
    Indicator.SHARED: 4.0,
}
AGGLOMERATIONS = Stratum(
    "communautés d’agglomération de 100\u202f000 habitants et plus",
    7,
    {
        **ANY,
        Indicator.NUMBER: 18.0,
        Indicator.RATE: 1.12,
        Indicator.SHARE: 0.8,
        Indicator.ORGANISATIONS: 15.0,
        Indicator.SHARED: 4.0,
    },
    dict.fromkeys(Indicator, 7),
)
VILLAGES = Stratum(
    "communautés de communes de moins de 15\u202f000 habitants",
    31,
    {
        **ANY,
        Indicator.NUMBER: 3.0,
        Indicator.RATE: 2.0,
        Indicator.SHARE: 0.25,
        Indicator.ORGANISATIONS: 2.0,
        Indicator.SHARED: 0.0,
    },
    {**dict.fromkeys(COMPARED, 31), Indicator.RATE: 24},
)
VALUES = {
    BASSIN: {
        **ANY,
        Indicator.NUMBER: 24.0,
        Indicator.RATE: 1.75,
        Indicator.SHARE: 0.625,
        Indicator.ORGANISATIONS: 31.0,
        Indicator.SHARED: 4.0,
    },
    CIMES: {
        **ANY,
        Indicator.NUMBER: 1.0,
        Indicator.RATE: 25.0,
        Indicator.SHARE: 0.0,
        Indicator.ORGANISATIONS: 1.0,
        Indicator.SHARED: 0.0,
    },
}
FIGURE = KnownFigure(
    record_id="epicerie",
    record="Épicerie itinérante",
    label="Familles accompagnées",
    value=1_800.0,
    unit="familles",
    period="2023",
    source="La solidarité à Bourg",
    source_date="2025-10-25",
)


def standing(
    indicator: Indicator, code: str, stratum: Stratum, *, cautious: bool = False, **facts: object
) -> Rank:
    """Set a value beside the region, its stratum, its département (one less) and no neighbours."""
    value = VALUES[code][indicator]
    known = {
        "value": value,
        "references": {
            Reference.REGION: REGION[indicator],
            Reference.STRATUM: stratum.medians[indicator],
            Reference.DEPARTEMENT: value - 1,
        },
        "cautious": cautious,
        "rank": None if cautious else 3,
        "ranked": 119,
        "tied": False,
        "stratum_rank": None if cautious else 1,
        "stratum_ranked": stratum.size,
        "stratum_tied": False,
        "stratum_counted": stratum.counted[indicator],
    }
    return Rank(**(known | facts))  # type: ignore[arg-type]


def ranks(code: str, stratum: Stratum, *, cautious: bool = False) -> dict[Indicator, Rank]:
    """Tell every measure of a territory."""
    return {
        indicator: standing(indicator, code, stratum, cautious=cautious) for indicator in COMPARED
    }


def bassin(**facts: object) -> Compared:
    """Tell of « CA du Bassin », unless ``facts`` say otherwise."""
    known = {
        "code": BASSIN,
        "name": "CA du Bassin",
        "level": Level.EPCI,
        "kind": "communauté d’agglomération",
        "departement": "Ain",
        "population": 137_046,
        "density": 110.4,
        "stratum": 0,
        "ranks": ranks(BASSIN, AGGLOMERATIONS),
        "first_years": FirstYears(new=(0, 2, 0, 3), begun=(0, 2, 2, 5), unknown=1),
        "partners": (Partner(VALLEE, "CC de la Vallée", 3), Partner(CIMES, "CC des Cimes", 1)),
        "figures": (FIGURE,),
        "wide": 2,
        "border": False,
        "dates": DateSpan(2021, 2025, 1),
    }
    return Compared(**(known | facts))  # type: ignore[arg-type]


def cimes(**facts: object) -> Compared:
    """Tell of « CC des Cimes », of 400 inhabitants, unless ``facts`` say otherwise."""
    known = {
        "code": CIMES,
        "name": "CC des Cimes",
        "level": Level.EPCI,
        "kind": "communauté de communes",
        "departement": "Haute-Savoie",
        "population": 400,
        "density": None,
        "stratum": 1,
        "ranks": ranks(CIMES, VILLAGES, cautious=True),
        "first_years": FirstYears(new=(0, 1, 0, 0), begun=(0, 1, 1, 1), unknown=0),
        "partners": (),
        "figures": (),
        "wide": 0,
        "border": True,
        "dates": DateSpan(2023, 2023, 0),
    }
    return Compared(**(known | facts))  # type: ignore[arg-type]


THEME_LINES = (
    Line(
        "alimentation",
        "Alimentation",
        (Share(8, 0.58), Share(1, 25.0)),
        Share(3.5, 0.4),
        (0.5, None),
    ),
    Line("sante", "Santé et prévention", (Share(0, 0.0), Share(0, 0.0)), Share(1.0, 0.1), (0.0, 0)),
    Line("mobilite", "Mobilité", (Share(0, 0.0), Share(0, 0.0)), Share(0.0, 0.0), (0.0, 0.0)),
)
PUBLIC_LINES = (
    Line("seniors", "Séniors", (Share(5, 0.36), Share(0, 0.0)), Share(2.0, 0.2), (0.25, 0.0)),
)


def comparison(**facts: object) -> Comparison:
    """Set the two side by side, unless ``facts`` say otherwise."""
    known = {
        "level": Level.EPCI,
        "territories": (bassin(), cimes()),
        "refused": (),
        "region": REGION,
        "strata": (AGGLOMERATIONS, VILLAGES),
        "themes": THEME_LINES,
        "publics": PUBLIC_LINES,
        "years": (2020, 2021, 2022, 2023),
    }
    return Comparison(**(known | facts))  # type: ignore[arg-type]


NO_COMPARISON = comparison(territories=(), strata=())


def alone() -> Comparison:
    """Set « CA du Bassin » beside its references only."""
    lines = [
        tuple(replace(line, shares=line.shares[:1], medians=line.medians[:1]) for line in lines)
        for lines in (THEME_LINES, PUBLIC_LINES)
    ]
    return comparison(
        territories=(bassin(),), strata=(AGGLOMERATIONS,), themes=lines[0], publics=lines[1]
    )


def peer(**facts: object) -> Peer:
    """Tell of an agglomération like « CA du Bassin », unless ``facts`` say otherwise."""
    known = {
        "code": VALLEE,
        "name": "CA de la Vallée",
        "kind": "communauté d’agglomération",
        "same_kind": True,
        "population": 132_000,
        "density": 119.6,
    }
    return Peer(**(known | facts))  # type: ignore[arg-type]


def changed(new: int = 1, ended: int = 1, unknown: int = 3) -> YearChanges:
    """Tell of as many new and ended initiatives between 2020 and 2023, present in both EPCI."""
    return YearChanges(
        first=2020,
        last=2023,
        new=tuple(
            Change(f"bus-{one}", f"Bus {one}", 2021, ("CA du Bassin", "CC des Cimes"))
            for one in range(min(new, 100))
        ),
        ended=tuple(
            Change(f"atelier-{one}", f"Atelier {one}", 2022, ("CA du Bassin",))
            for one in range(min(ended, 100))
        ),
        new_total=new,
        ended_total=ended,
        unknown=unknown,
    )


def claim(**facts: object) -> ClaimBeside:
    """Set 56 communes written beside 54 in the reference data, unless ``facts`` say otherwise."""
    known = {
        "territory": "Haut-Bugey",
        "label": "Communes",
        "written": 56.0,
        "unit": "communes",
        "written_on": "2025-10-25",
        "source": "La solidarité à Bourg",
        "quoted_source": "Insee",
        "official": 54.0,
        "official_on": "COG 2026",
        "official_source": "INSEE",
        "note": "Communes de la région seulement.",
    }
    return ClaimBeside(**(known | facts))  # type: ignore[arg-type]
