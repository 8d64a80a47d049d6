"""Refused requests of editors: a page for a form, a sentence in JSON for a script."""

from __future__ import annotations

import logging
from http import HTTPStatus

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException

from dashboard.api.http.errors import own_sentence
from dashboard.api.http.site_name import site_name
from dashboard.components.editors.pages import refusal_page
from dashboard.components.shared.links import EDITOR_STATE_PATH, PUBLISH_PATH
from dashboard.domain.errors import StoreError

LOGGER = logging.getLogger(__name__)
SIGNED_OUT = "Votre session est terminée : reconnectez-vous."
NO_STORE = (
    "Les données du site ne peuvent pas être lues ou écrites pour l’instant. La personne qui tient ce "
    "site en trouvera la raison dans son journal technique."
)
NO_PUBLISHER = "Ce serveur ne publie pas."
_PAGE_TOO_OLD = (
    "Cette page est restée ouverte trop longtemps, ou le navigateur refuse le témoin de connexion : "
    "ouvrez-la de nouveau. Hors de la machine qui sert la carte, on se connecte par https."
)
_SENTENCES = {
    HTTPStatus.METHOD_NOT_ALLOWED: "Cette adresse ne se consulte pas de cette façon.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Cette demande est trop volumineuse.",
}
_OTHERWISE = "Cette demande n’a pas pu être comprise."


def refusal(sentence: str, status: int) -> Response:
    """Refuse a request in a sentence, as JSON where a script asked."""
    if request.path.startswith((PUBLISH_PATH, EDITOR_STATE_PATH)):
        answer = jsonify(error=sentence)
        answer.status_code = status
        return answer
    page = refusal_page(sentence, site_name())
    return Response(page, status=status, mimetype="text/html")


def without_token(_: Exception) -> Response:
    """Refuse a form without the token of its session."""
    return refusal(_PAGE_TOO_OLD, HTTPStatus.BAD_REQUEST)


def refuse_http_error(error: HTTPException) -> Response | HTTPException:
    """Refuse what Flask or a route refused."""
    if error.response is not None or error.code is None:
        return error
    sentence = own_sentence(error) or _SENTENCES.get(HTTPStatus(error.code), _OTHERWISE)
    return refusal(sentence, error.code)


def without_store(error: StoreError) -> Response:
    """Answer that accounts or data are out of reach; the reason is logged for who runs the server."""
    LOGGER.error("An editor could not be served: %s", error)
    return refusal(NO_STORE, HTTPStatus.SERVICE_UNAVAILABLE)
