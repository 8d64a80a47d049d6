"""Publishing a file: what it would change, then the change; answers are JSON for ``publish.js``."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from threading import BoundedSemaphore

from flask import Blueprint, Response, jsonify, request
from flask_wtf.csrf import CSRFProtect

from dashboard.api.editors import sessions
from dashboard.api.editors.journal import write_entry
from dashboard.api.editors.refusals import NO_PUBLISHER, SIGNED_OUT, refusal
from dashboard.components.shared.links import PUBLISH_PATH, PUBLISH_PLAN_PATH
from dashboard.data.accounts.store import AccountStore
from dashboard.data.importers.recognise import UnknownFormatError
from dashboard.data.tabular.limits import UPLOAD_LIMITS
from dashboard.domain.clock import Clock
from dashboard.domain.editors import Account, Action
from dashboard.domain.errors import ImportFileError
from dashboard.domain.pages import MAP_PAGE
from dashboard.domain.publishing import Publisher, PublishRequest
from dashboard.domain.sources import read_edition

LOGGER = logging.getLogger(__name__)
LARGEST_BYTES = UPLOAD_LIMITS.bytes or 0
_BESIDE_THE_FILE = 512 * 1024
"""Bytes of the other fields, of which the mapping takes most."""
LONGEST_NAME, LONGEST_TEXT = 120, 200
_SEPARATORS = re.compile(r"[/\\]")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]")
_TOO_LARGE = "Ce fichier dépasse 20 Mo : importez-le en ligne de commande."
_NO_FILE = "Aucun fichier n’a été reçu : choisissez un fichier."
_BUSY = "Un autre fichier est en cours de lecture : réessayez dans un instant."
_NO_MAPPING = "La correspondance des colonnes n’est pas lisible."
_NO_DATE = "La date de la liste doit être une date passée."


class NotARequestError(Exception):
    """A form that holds nothing to publish; the wording is French."""

    def __init__(self, sentence: str, status: HTTPStatus) -> None:
        """Keep the sentence and the status of the answer."""
        self.status = status
        super().__init__(sentence)


@dataclass(frozen=True)
class Sent:
    """A file and what its editor decides about it."""

    name: str
    content: bytes
    request: PublishRequest


def admit(csrf: CSRFProtect) -> Response | None:
    """Let through who may: large bodies of signed-in editors alone, posts with their token alone."""
    if request.path.startswith(PUBLISH_PATH):
        # Asked before the body is read.
        if not sessions.account_now():
            return refusal(SIGNED_OUT, HTTPStatus.UNAUTHORIZED)
        request.max_content_length = LARGEST_BYTES + _BESIDE_THE_FILE
        if (request.content_length or 0) > request.max_content_length:
            return refusal(_TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    csrf.protect()
    return None


def add_routes(
    routes: Blueprint, accounts: AccountStore, publisher: Publisher | None, clock: Clock
) -> None:
    """Serve the plan of a publication and the publication itself."""
    turn = BoundedSemaphore(1)

    def answer_with(work: Callable[[Publisher, Sent], Response]) -> Response:
        if publisher is None:
            return refusal(NO_PUBLISHER, HTTPStatus.NOT_FOUND)
        if not turn.acquire(blocking=False):
            return refusal(_BUSY, HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            return work(publisher, read_form(clock().date()))
        except NotARequestError as error:
            return refusal(str(error), error.status)
        except UnknownFormatError as error:
            return refusal(error.problem, HTTPStatus.UNPROCESSABLE_ENTITY)
        except ImportFileError as error:
            return refusal(str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
        finally:
            turn.release()

    @routes.post(PUBLISH_PLAN_PATH)
    def plan() -> Response:
        return answer_with(answer_plan)

    @routes.post(PUBLISH_PATH)
    def publish() -> Response:
        account = sessions.account_now()
        if account is None:
            return refusal(SIGNED_OUT, HTTPStatus.UNAUTHORIZED)
        return answer_with(lambda by, file: answer_publication(by, file, accounts, account, clock))


def answer_plan(publisher: Publisher, file: Sent) -> Response:
    """Answer what publishing would do."""
    plan = publisher.preview(file.name, file.content, file.request)
    return jsonify(sentences=plan.sentences, needs_replace=plan.needs_replace, refused=plan.refused)


def answer_publication(
    publisher: Publisher, file: Sent, accounts: AccountStore, account: Account, clock: Clock
) -> Response:
    """Publish, write it into the journal, and answer what was done."""
    done = publisher.publish(file.name, file.content, file.request)
    action = Action.REPLACED if done.replaced else Action.PUBLISHED
    warnings = write_entry(accounts, account, action, done, clock)
    return jsonify(
        sentences=(*done.sentences, *warnings),
        datasets=done.datasets,
        replaced=done.replaced,
        map=MAP_PAGE.path,
    )


def read_form(today: dt.date) -> Sent:
    """Read the form.

    Raises:
        NotARequestError: there is no file, or a field holds what it cannot.
    """
    file = request.files.get("fichier")
    content = file.read() if file else b""
    if file is None or not content:
        raise NotARequestError(_NO_FILE, HTTPStatus.BAD_REQUEST)
    if len(content) > LARGEST_BYTES:
        raise NotARequestError(_TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return Sent(_file_name(file.filename or ""), content, _request(today))


def _request(today: dt.date) -> PublishRequest:
    return PublishRequest(
        source=_text("source"),
        title=_text("titre"),
        publisher=_text("editeur"),
        licence=_text("licence"),
        edition=_edition(_text("edition"), today),
        mapping=_mapping(request.form.get("correspondance", "")),
        exhaustive=request.form.get("complete") == "oui",
        replace=request.form.get("remplacer") == "oui",
    )


def _file_name(written: str) -> str:
    """Keep the name of a file without its folders."""
    name = _UNSEEN.sub("", _SEPARATORS.split(written)[-1]).strip()
    return name[-LONGEST_NAME:] or "fichier"


def _text(name: str) -> str:
    written = _UNSEEN.sub(" ", request.form.get(name, "")).strip()
    if len(written) > LONGEST_TEXT:
        sentence = f"Un champ compte plus de {LONGEST_TEXT} caractères : « {written[:40]}… »"
        raise NotARequestError(sentence, HTTPStatus.UNPROCESSABLE_ENTITY)
    return written


def _edition(written: str, today: dt.date) -> str:
    try:
        return read_edition(written, today=today)
    except ValueError as error:
        raise NotARequestError(_NO_DATE, HTTPStatus.UNPROCESSABLE_ENTITY) from error


def _mapping(written: str) -> str:
    if not written:
        return ""
    try:
        is_object = isinstance(json.loads(written), dict)
    except (ValueError, RecursionError) as error:
        raise NotARequestError(_NO_MAPPING, HTTPStatus.UNPROCESSABLE_ENTITY) from error
    if not is_object:
        raise NotARequestError(_NO_MAPPING, HTTPStatus.UNPROCESSABLE_ENTITY)
    return written
