"""The frame of every page: the HTML around it, the text of a failed answer, which answers are kept."""

from __future__ import annotations

import datetime as dt
import logging
import re
import secrets
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from types import MappingProxyType

from dash import Dash, ctx, set_props
from flask import Response, redirect, request
from flask_compress import Compress
from werkzeug.wrappers import Response as AnyResponse

from dashboard.analysis.current import SnapshotHolder
from dashboard.api.http import page_cache, response_cache
from dashboard.api.http.errors import with_query
from dashboard.api.http.headers import asks_embedded_view
from dashboard.api.http.site_name import name_site
from dashboard.callbacks.answers import Told
from dashboard.components.layout.embedding import PART_KEY, part_of
from dashboard.components.layout.notices import failed_answer
from dashboard.components.shared import ids
from dashboard.components.shared.page_scripts import MAP_SCRIPT, PAGE_SCRIPTS, PageScript
from dashboard.domain.clock import Clock
from dashboard.domain.pages import NEARBY_PAGE
from dashboard.domain.region import Region
from dashboard.domain.selections.query import values_of
from dashboard.server.share_head import site_description
from dashboard.server.static_geography import GEOJSON
from dashboard.settings import Settings

LOGGER = logging.getLogger(__name__)
LARGEST_REQUEST_BYTES = 256 * 1024
_OF_THE_MINUTE = tuple(
    identifier.encode() for identifier in (ids.NEARBY_REQUEST, ids.NEARBY_MAP_REQUEST)
)
"""What a question holds whose answer depends on the minute: who is open."""

MAP_LIBRARY = "00-plotly-map.min.js"
"""The file in ``assets`` that draws maps; no page asks for it before a map is seen."""
WITHOUT_SCRIPTS = "without-scripts.css"
"""The styles of who runs no script."""
_SCRIPT = re.compile(r'<script src=("[^"]*")>')
_LEFT = re.compile(r"\{%(title|share|part|first)%\}")
"""The marks of the frame that each page fills with its own."""
_MODULE = '<script type="module">'
"""An inline script that waits for the page to be read."""

INDEX = """<!DOCTYPE html>
<html lang="fr">
  <head>
    {%metas%}
    <title>{%title%}</title>
    {%share%}
    <link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
    {%css%}
    <noscript><link rel="stylesheet" href="{%without%}"></noscript>
  </head>
  <body{%part%}>
    {%app_entry%}
    {%first%}
    <footer hidden>{%config%}{%pages%}{%scripts%}{%renderer%}</footer>
  </body>
</html>"""


def _metas(region: Region) -> list[dict[str, str]]:
    return [
        {"name": "viewport", "content": "width=device-width, initial-scale=1"},
        {"name": "color-scheme", "content": "light dark"},
        {"name": "description", "content": site_description(region)},
    ]


class FrenchDash(Dash):
    """Dash, whose pages show something of ours, in French, before their scripts run."""

    first_paint: Callable[[], str] = staticmethod(lambda: "")
    """Gives the markup shown until the scripts run, empty for a sentence that asks to wait."""
    share_tags: Callable[[], str] = staticmethod(lambda: "")
    """Gives what the head says of the page to who shares it."""
    titles: Mapping[str, str] = MappingProxyType({})
    """The titles of the pages by path; no other path is a page."""
    unknown_title: str = ""
    """The title of an address that is no page."""
    pages_script: str = ""
    """The address of what the scripts of the pages must know, read before them."""
    answer_page: Callable[[Callable[[], str]], Response]
    """Answers with what a function writes, or with what it wrote for the same address before."""
    _frame: tuple[tuple[bool, str], ...]
    """What all pages have in common, in pieces; between them the marks of what is each page's own."""

    def index(self, *_: object, **_named: object) -> AnyResponse:
        """Answer with a page; where none is, the frame says 404 and the browser shows why."""
        path = request.path
        if path in self.titles:
            return self.answer_page(self.written_page)
        if (page := path.rstrip("/")) in self.titles:
            return redirect(with_query(page), HTTPStatus.PERMANENT_REDIRECT)
        return Response(self.written_page(), HTTPStatus.NOT_FOUND, mimetype="text/html")

    def written_page(self) -> str:
        """Write the page of the present request."""
        own = {
            "title": self.titles.get(request.path, self.unknown_title),
            "share": self.share_tags(),
            "part": _part_attribute(),
            "first": self.first_paint(),
        }
        return "".join(own.get(piece, piece) if mark else piece for mark, piece in self._frame)

    def keep_frame(self) -> None:
        """Write once what all pages have in common; their scripts and files must be known.

        Dash writes it anew for each page: two milliseconds, a fifth of a page.
        """
        write: Callable[[], str] = super().index
        with self.server.test_request_context():
            pieces = _LEFT.split(write())
        self._frame = tuple((bool(place % 2), piece) for place, piece in enumerate(pieces))

    def interpolate_index(self, *parts: str, app_entry: str = "", **named: str) -> str:
        """Fill the frame with what all pages have in common."""
        entry = _waiting(app_entry.replace("Loading...", ""))
        fill: Callable[..., str] = super().interpolate_index
        filled = fill(*parts, app_entry=entry, **(named | {"title": "{%title%}"}))
        pages = f'<script src="{self.pages_script}"></script>'
        frame = _after_parsing(filled).replace("{%pages%}", pages)
        return frame.replace("{%without%}", self.kept_asset(WITHOUT_SCRIPTS))

    def kept_asset(self, name: str) -> str:
        """Return the address of a file of ``assets`` that Dash does not name, which changes with the file."""
        changed = (Path(self.config.assets_folder) / name).stat().st_mtime
        return f"{self.get_asset_url(name)}?m={changed}"

    def _config(self) -> dict[str, object]:
        """Tell the browser's part what it must know of this page; that ids are on a page, a test has checked.

        It would check them again from the layouts of all pages, which weigh four times the rest. What
        properties hold components stands in the file of the pages (``pages_file.py``). Dash's secret of
        a page load is left out too: it guards background callbacks of its own, which this application has
        none of, and no two readers would be sent the same page.
        """
        config: Callable[[], dict[str, object]] = super()._config
        told = config()
        for name in ("validation_layout", "children_props", "end_id"):
            told.pop(name, None)
        return told | {"suppress_callback_exceptions": True}

    def complete(self) -> None:
        """Do now what Dash leaves to the first request; all callbacks must be registered.

        Dash adds callbacks, scripts and the page container then, and marks it done before it is: of
        readers who come together, all but one would be answered from a part of them.
        """
        with self.server.test_request_context():
            self.server.preprocess_request()


def _part_attribute() -> str:
    """Name on the body the only part of an embedded view that is shown, before anything is drawn."""
    query = request.args.to_dict(flat=False)
    part = part_of(values_of(query, PART_KEY)) if asks_embedded_view(request) else ""
    return f' data-part="{part}"' if part else ""


def _waiting(entry: str) -> str:
    """Hide what scripts draw until it holds what is read first."""
    return entry.replace('id="react-entry-point"', 'id="react-entry-point" class="waiting"')


def _after_parsing(page: str) -> str:
    """Have scripts wait, in their order, until the page is read: nothing of it waits for them."""
    page = _SCRIPT.sub(r"<script src=\1 defer>", page).replace("<script>", _MODULE)
    return page.replace('type="application/javascript"', 'type="module"')


def make_dash_app(
    settings: Settings, region: Region, current: SnapshotHolder, clock: Clock
) -> FrenchDash:
    """Make an application about ``region``, without pages yet; ``clock`` gives the present time."""
    app = FrenchDash(
        __name__,
        assets_folder=str(settings.assets_folder),
        assets_ignore=f"{re.escape(MAP_LIBRARY)}|{re.escape(WITHOUT_SCRIPTS)}",
        use_pages=True,
        pages_folder="",
        include_pages_meta=False,
        index_string=INDEX,
        meta_tags=_metas(region),
        title=region.site_name,
        update_title="",
        on_error=_on_error,
        enable_mcp=False,
    )
    name_site(app.server, region.site_name, address=settings.public_url)
    app.server.secret_key = settings.secret_key or secrets.token_hex(32)
    app.server.config["COMPRESS_MIMETYPES"] = [
        "application/json", "text/html", "text/csv", "image/svg+xml", GEOJSON,
    ]  # fmt: skip
    app.server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST_BYTES
    app.server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    app.server.config["COMPRESS_BR_LEVEL"] = 6
    answers = response_cache.ResponseCache()
    response_cache.register(
        app.server,
        answers,
        edition=lambda question: (current.edition, _moment(_of_minute(question), clock())),
    )
    app.answer_page = page_cache.page_answers(
        answers,
        edition=lambda path: (current.edition, _moment(path == NEARBY_PAGE.path, clock())),
    )
    Compress(app.server)
    return app


def _of_minute(question: bytes) -> bool:
    return any(name in question for name in _OF_THE_MINUTE)


def _moment(of_minute: bool, now: dt.datetime) -> dt.date:  # noqa: FBT001 - what an answer is of
    """Return what of the present time an answer depends on: the day, or the minute."""
    return now if of_minute else now.date()


def _on_error(error: Exception) -> None:
    """Log a failed answer and show the reader a sentence; the page keeps what it shows."""
    LOGGER.error("A callback failed", exc_info=error)
    response_cache.forget_this_answer()
    page = page_of(ctx.outputs_list)
    told: Told = {"changes": None, "markup": {page.notice: failed_answer()}, "failed": True}
    set_props(page.answer_store, {"data": told})


def page_of(outputs: object) -> PageScript:
    """Return the page that the outputs of a callback are on."""
    written = str(outputs)
    pages = (page for page in PAGE_SCRIPTS if f"'{page.subject}-" in written)
    return next(pages, MAP_SCRIPT)
