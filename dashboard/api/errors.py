"""Refused requests, answered with a French sentence on a small page."""

from __future__ import annotations

from html import escape

from dash.exceptions import DependencyException
from flask import Flask, Response
from werkzeug.exceptions import HTTPException, NotFound

_SENTENCES = {
    404: "Cette adresse ne mène à rien ici.",
    405: "Cette adresse ne se consulte pas de cette façon.",
    500: "Le serveur n’a pas pu répondre. Réessayez dans un instant.",
}
_OTHERWISE = "Cette demande n’a pas pu être comprise."
_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><title>{sentence}</title></head>
<body><main><h1>{sentence}</h1><p><a href="/">Revenir à la carte</a></p></main></body>
</html>
"""


def register(server: Flask) -> None:
    """Answer every refused request with its status and a sentence."""

    @server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response | HTTPException:
        if error.response is not None or error.code is None:
            return error
        return page(error.code, own_sentence(error) or _SENTENCES.get(error.code, _OTHERWISE))

    @server.errorhandler(DependencyException)
    def unknown_script(_: DependencyException) -> Response:
        return page(404, _SENTENCES[404])


def own_sentence(error: HTTPException) -> str:
    """Return the sentence a route of ours gave to ``abort``; none for Werkzeug's English ones."""
    told = error.description or ""
    return told if isinstance(error, NotFound) and told != NotFound.description else ""


def page(status: int, sentence: str) -> Response:
    """Write the page of a refusal."""
    return Response(_PAGE.format(sentence=escape(sentence)), status=status, mimetype="text/html")
