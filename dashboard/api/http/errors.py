"""Refused requests, answered with a French sentence on a small page."""

from __future__ import annotations

from html import escape

from dash.exceptions import DependencyException
from flask import Flask, Response, abort, redirect, request
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response as AnyResponse

from dashboard.components.shared.links import COVERAGE_REPORT_PATH, REPORT_PATH
from dashboard.domain.downloads import DOWNLOAD_PATH
from dashboard.domain.selections.query import written_code
from dashboard.domain.territory import FormerCommune

FORMER_KEY = "ancien-code"
"""The key of an address that names the former commune its reader asked for."""
CALLBACK_PATH = "/_dash-update-component"
_SENTENCES = {
    404: "Cette adresse ne mène à rien ici.",
    405: "Cette adresse ne se consulte pas de cette façon.",
    413: "Cette demande est trop volumineuse.",
    500: "Le serveur n’a pas pu répondre. Réessayez dans un instant.",
}
_REPORTS = (REPORT_PATH, COVERAGE_REPORT_PATH)
_OTHERWISE = "Cette demande n’a pas pu être comprise."
_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><title>{sentence}</title></head>
<body><main><h1>{sentence}</h1><p><a href="/">Revenir à la carte</a></p></main></body>
</html>
"""


def register(server: Flask) -> None:
    """Answer every refused request with its status and a sentence."""
    refuse_beside_routes(server)

    @server.errorhandler(HTTPException)
    def refuse_http_error(error: HTTPException) -> Response | HTTPException:
        if error.response is not None or error.code is None:
            return error
        return page(error.code, own_sentence(error) or _SENTENCES.get(error.code, _OTHERWISE))

    @server.errorhandler(RecursionError)
    def nested_too_deep(_: RecursionError) -> Response:
        return page(400, _OTHERWISE)

    @server.errorhandler(DependencyException)
    def unknown_script(_: DependencyException) -> Response:
        return page(404, _SENTENCES[404])


def refuse_beside_routes(server: Flask) -> None:
    """Refuse what no route of reports and files takes, before Dash answers it with a page.

    Every other address belongs to Dash, whose answer is the same page whether it knows it or not.
    """
    for path in (*_REPORTS, DOWNLOAD_PATH):
        for rule in (path, f"{path}/", f"{path}/<path:rest>"):
            server.add_url_rule(rule, f"beside{rule}", _refuse_beside, methods=["GET"])

    @server.before_request
    def refuse_empty_parts() -> None:
        # « // » fits no rule, not even those above.
        if "//" in request.path and request.path.startswith((*_REPORTS, DOWNLOAD_PATH)):
            abort(404)


def lead_to_written(path: str, code: str) -> None:
    """Lead ``/fiche/d01`` to ``/fiche/D01``, whatever follows: the reports of ``path`` have one address."""
    written = written_code(code)
    if written != code:
        abort(redirect(with_query(_with_code(path, code, written)), 308))


def lead_to_today(path: str, former: FormerCommune) -> None:
    """Lead from a former commune to that of today, whatever follows, and add what was asked for."""
    moved = _with_code(path, former.code, former.today)
    words = filter(None, (f"{FORMER_KEY}={former.code}", _query()))
    abort(redirect(f"{moved}?{'&'.join(words)}", 301))


def _with_code(path: str, code: str, other: str) -> str:
    """Write the path asked for with another code."""
    return f"{path}/{other}{request.path.removeprefix(f'{path}/{code}')}"


def _refuse_beside(rest: str = "") -> AnyResponse:
    """Lead to the report of an address that ends with ``/``; refuse any other."""
    if not rest.endswith("/") or request.path.startswith(f"{DOWNLOAD_PATH}/"):
        abort(404)
    return redirect(with_query(request.path.rstrip("/")), 308)


def with_query(path: str) -> str:
    """Write the address asked for with another path: what follows ``?`` is kept."""
    words = _query()
    return f"{path}?{words}" if words else path


def _query() -> str:
    return request.query_string.decode("latin-1")


def own_sentence(error: HTTPException) -> str:
    """Return the sentence a route of ours gave to ``abort``; none for Werkzeug's English ones."""
    sentence = error.description or ""
    return sentence if isinstance(error, NotFound) and sentence != NotFound.description else ""


def page(status: int, sentence: str) -> Response:
    """Write the page of a refusal."""
    return Response(_PAGE.format(sentence=escape(sentence)), status=status, mimetype="text/html")
