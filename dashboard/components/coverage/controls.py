"""What the controls of « Zones blanches » offer that only the data know."""

from __future__ import annotations

from dashboard.components.coverage.wording import need_label
from dashboard.components.shared.controls import ByKey
from dashboard.components.shared.page_data import PageData
from dashboard.components.sources.datasets import by_source
from dashboard.domain.selections.coverage import COVERAGE, SHOWN_LABELS, TODAY, CoverageIndicator

SITE_ATTRIBUTES = ("sites", "kind", "host_population")
"""What is asked for of new places, beside them on the page."""


def known_choices(page_data: PageData) -> ByKey:
    """Return, by key of the address, what can be chosen of the sources, needs and years known."""
    years = range(page_data.last_year, page_data.first_year - 1, -1)
    indicators = {
        indicator: label
        for indicator, label in SHOWN_LABELS.items()
        if indicator is not CoverageIndicator.NEED or page_data.need_codes
    }
    return {
        COVERAGE.keys("shown"): indicators,
        COVERAGE.keys("need"): {code: need_label(code) for code in page_data.need_codes},
        COVERAGE.keys("filters.years"): {TODAY: "Aujourd’hui"}
        | {str(year): str(year) for year in years},
        # One choice per source, whatever its editions: the kit takes equal values for none.
        COVERAGE.keys("filters.sources"): {
            latest.code: latest.title for latest, *_ in by_source(page_data.datasets)
        },
    }
