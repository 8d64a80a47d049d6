"""Addresses of the dashboard's own pages and downloads, from a selection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote, urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.components.shared.attributes import data
from dashboard.domain.downloads import DOWNLOAD_PATH, Download
from dashboard.domain.file_formats import FORM_KEY, PictureForm
from dashboard.domain.indicators import Indicator
from dashboard.domain.pages import COVERAGE_PAGE, DATA_PAGE, MAP_PAGE, NEARBY_PAGE, page_showing
from dashboard.domain.references import Reference
from dashboard.domain.selections.comparison import COMPARISON
from dashboard.domain.selections.coverage import COVERAGE, CoverageSelection
from dashboard.domain.selections.fields import PageSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MAP, MapSelection
from dashboard.domain.selections.nearby import NEARBY, NearbySelection
from dashboard.domain.selections.shown import View

Children = str | Component | Sequence[str | Component]
"""What an element contains."""

COVERAGE_REPORT_PATH = f"{COVERAGE_PAGE.path}/fiche"
OPTIMUM_PATH = f"{COVERAGE_PAGE.path}/optimum"
REPORT_PATH = "/fiche"
PRINTED_LIST_PATH = f"{NEARBY_PAGE.path}/imprimer"
PRINTED_CHOSEN_PATH = f"{PRINTED_LIST_PATH}/selection"
SUGGESTIONS_PATH = "/suggestions"
CITATION_PATH = "/citation"
TERRITORY_SEARCH_PATH = "/territoires"
ERROR_REPORT_PATH = "/signaler"
SOURCE_MAPS_PATH = f"{DATA_PAGE.path}/couverture"
TRIAL_PATH = f"{DATA_PAGE.path}/essai"
SIGN_IN_PATH = "/connexion"
EDITORS_PATH = "/editeurs"
SIGN_OUT_PATH = f"{EDITORS_PATH}/deconnexion"
EDITOR_STATE_PATH = f"{EDITORS_PATH}/etat"
JOURNAL_PATH = f"{EDITORS_PATH}/journal"
ERROR_REPORTS_PATH = f"{EDITORS_PATH}/signalements"
UNDO_PATH = f"{EDITORS_PATH}/annuler"
PUBLISH_PATH = f"{EDITORS_PATH}/publier"
PUBLISH_PLAN_PATH = f"{PUBLISH_PATH}/apercu"
TEMPLATE_ADDRESS = f"{DOWNLOAD_PATH}/modele-import.csv"


_SELECTIONS = 256
"""Selections whose filters are remembered as they are written."""


def address(selection: PageSelection, *, anchor: str = "") -> str:
    """Write the address that restores ``selection`` on its page."""
    path = page_showing(selection).path
    return _with_query(path, selection) + (f"#{anchor}" if anchor else "")


def address_by_territory(selection: MapSelection) -> Callable[[str], str]:
    """Return what writes the address of a selection with another territory, for long lists.

    Only the territory differs: the words around it are written once.
    """
    mark = "{territory}"
    before, _, after = _words(replace(selection, territory=mark)).partition(mark)
    return lambda code: _with_words(MAP_PAGE.path, f"{before}{quote(code)}{after}")


def address_by_record(selection: MapSelection | NearbySelection) -> Callable[[str], str]:
    """Return what writes the address of a selection with another record, for long lists.

    Only the record differs: the words before and after it are written once.
    """
    words = list(replace(selection, record="any").to_query().items())
    place = [key for key, _ in words].index(RECORD_KEYS)
    before, after = _encoded(words[:place]), _encoded(words[place + 1 :])
    path = page_showing(selection).path

    def address_of(identifier: str) -> str:
        parts = (before, _encoded([(RECORD_KEYS, [identifier])]), after)
        return _with_words(path, "&".join(filter(None, parts)))

    return address_of


def record_address(identifier: str) -> str:
    """Write the address of the detail of a record on « Carte », as ``address`` does, for long lists."""
    return _with_words(MAP_PAGE.path, urlencode({"fiche": identifier}))


def error_report_address(identifier: str, *, leads_back_to: str) -> str:
    """Write the address where an error on a record is reported, which leads back to another."""
    words = urlencode({"fiche": identifier, "retour": leads_back_to})
    return _with_words(ERROR_REPORT_PATH, words)


def coverage_address(source: str) -> str:
    """Write the address of the map of what a source covers."""
    return f"{SOURCE_MAPS_PATH}/{source}.svg"


def download_address(
    download: Download,
    selection: PageSelection,
    *,
    extension: str,
    part: str = "",
    form: PictureForm = PictureForm.PAGE,
) -> str:
    """Write the address of what ``selection`` shows as a file, or of one of its parts (``themes`` …).

    A picture may have another ``form`` than the usual one.
    """
    words = _words(download.relevant_part(selection))
    formed = "" if form is PictureForm.PAGE else f"{FORM_KEY}={form}"
    return _with_words(download.path(extension, part=part), "&".join(filter(None, (words, formed))))


def printed_list_address(selection: NearbySelection) -> str:
    """Write the address of the list to print, which needs no script either."""
    return _with_query(PRINTED_LIST_PATH, replace(selection, record=None, view=View.LIST, page=1))


def printed_chosen_address(selection: NearbySelection) -> str:
    """Write the address of the records a reader keeps, to print; the rest of it leads back to the page."""
    return _with_query(PRINTED_CHOSEN_PATH, replace(selection, record=None, view=View.LIST, page=1))


def coverage_report_address(selection: CoverageSelection, territory: str) -> str:
    """Write the address of the report of an EPCI or a département, to print."""
    report_selection = replace(selection, order=None, territory=None, page=1, view=View.LIST)
    return _with_query(f"{COVERAGE_REPORT_PATH}/{territory}", report_selection)


def report_address(code: str, selection: MapSelection, *, extension: str = "") -> str:
    """Write the address of the report of a territory, as a page or, with ``.pdf``, to keep.

    The address holds the filters of ``selection`` and nothing else of it.
    """
    return _with_words(f"{REPORT_PATH}/{code}{extension}", _filter_words(selection.filters))


def lineage_address(  # noqa: PLR0913 - what identifies a number
    code: str,
    indicator: Indicator,
    selection: MapSelection,
    *,
    reference: Reference | None = None,
    theme: str = "",
    public: str = "",
) -> str:
    """Write the address of the lineage of a number: what it is made of, and where it comes from.

    Args:
        code: the territory.
        indicator: which number.
        selection: the filters.
        reference: the number is what the territory is set beside, not its own.
        theme: the number counts initiatives of this theme only, among those kept.
        public: the same for a beneficiary type.
    """
    more = {"repere": reference or "", "parmi-theme": theme, "parmi-public": public}
    words = (
        _filter_words(selection.filters),
        *(f"{key}={word}" for key, word in more.items() if word),
    )
    return _with_words(f"{REPORT_PATH}/{code}/chiffre/{indicator}", "&".join(filter(None, words)))


def coverage_lineage_address(code: str, indicator: Indicator, selection: CoverageSelection) -> str:
    """Write the address of the lineage of a number of « Zones blanches », at the radius it is asked for."""
    return _with_query(f"{REPORT_PATH}/{code}/chiffre/{indicator}", selection.covering)


def as_file(page: str, extension: str) -> str:
    """Write the address of what a page shows as a file: ``/fiche/D01?theme=sante`` as ``.pdf``."""
    path, mark, words = page.partition("?")
    return f"{path}{extension}{mark}{words}"


@lru_cache(maxsize=_SELECTIONS)
def _filter_words(filters: Filters) -> str:
    """Write what decides which initiatives count; a page links hundreds of times with the same filters."""
    return _words(MapSelection(filters=filters))


TERRITORY_KEYS = MAP.keys("territory", "position", "record", "tab")
RECORD_KEYS = MAP.keys("record")
SORT_KEYS = MAP.keys("order", "page")
PAGE_KEYS = MAP.keys("page")
VIEW_KEYS = MAP.keys("view")
PLACE_KEYS = NEARBY.keys("territory", "position", "typed", "record", "page")
RADIUS_KEYS = NEARBY.keys("radius", "page")
COVERED_TERRITORY_KEYS = COVERAGE.keys("territory", "page", "exact", "tab")
SITE_KEYS = COVERAGE.keys("excluded", "exact")
COMPARED_KEYS = COMPARISON.keys("territories")


def in_page_link(
    children: Children,
    selection: PageSelection,
    *,
    keys: str,
    anchor: str = "",
    class_name: str = "",
) -> html.A:
    """Make a link to another selection, followed without loading the page again.

    Args:
        children: the content of the link.
        selection: where it leads.
        keys: the keys of the address it changes, separated by spaces: what the reader has
            changed elsewhere since the link was drawn is kept.
        anchor: the part of the page to go to.
        class_name: how it looks.
    """
    return html.A(
        children,
        href=address(selection, anchor=anchor),
        className=class_name,
        **data(in_page=keys),
    )


def _with_query(path: str, selection: PageSelection) -> str:
    return _with_words(path, _words(selection))


def _with_words(path: str, words: str) -> str:
    return f"{path}?{words}" if words else path


def _words(selection: PageSelection) -> str:
    return _encoded(list(selection.to_query().items()))


def _encoded(words: list[tuple[str, list[str]]]) -> str:
    return urlencode(words, doseq=True, safe=",{}")
