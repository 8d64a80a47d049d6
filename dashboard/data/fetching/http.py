"""Asking a web server, on its guard: https, few redirects, time limits, size limits."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from requests import Request, RequestException, Response
from requests.models import REDIRECT_STATI
from urllib3.exceptions import HTTPError, IncompleteRead

from dashboard.data.remote.bounded_http import (
    FAILURES,
    CompressedBodyError,
    LargeBodyError,
    ask,
    media_type,
    pieces,
)
from dashboard.domain.errors import FetchError
from dashboard.domain.formats import french_figure, french_number

MOST_REDIRECTS = 5
SLOWEST_BYTES_PER_S = 100
"""Below, over a whole time limit, a server that drips bytes is taken for stalled."""

_REASONS: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "refuse l’accès",
    HTTPStatus.FORBIDDEN: "refuse l’accès",
    HTTPStatus.NOT_FOUND: "ne connaît plus cette adresse : le jeu de données a pu être retiré",
    HTTPStatus.GONE: "a retiré ce jeu de données",
    HTTPStatus.TOO_MANY_REQUESTS: "a reçu trop de demandes : réessayez plus tard",
}


@dataclass(frozen=True)
class Asking:
    """How servers are asked.

    Attributes:
        timeout_s: longest silence, of a connection as of a body.
        loopback: whether plain http to this very machine is allowed, as tests need.
    """

    timeout_s: float
    loopback: bool = False


@dataclass(frozen=True)
class HttpAnswer:
    """A successful answer whose body is still to be read: see ``pieces``."""

    response: Response
    host: str
    asking: Asking

    @property
    def media_type(self) -> str:
        """The type of the body, as ``text/csv``."""
        return media_type(self.response)

    def pieces(self, *, largest_bytes: int) -> Iterator[bytes]:
        """Read the body.

        Raises:
            FetchError: it is too large, stops before its end, stalls, or is compressed.
        """
        window, began = 0, time.monotonic()
        with _worded(self.host, self.asking.timeout_s):
            for piece in pieces(self.response, largest_bytes=largest_bytes):
                yield piece
                window += len(piece)
                elapsed = time.monotonic() - began
                if elapsed > self.asking.timeout_s:
                    if window < SLOWEST_BYTES_PER_S * elapsed:
                        raise TimeoutError
                    window, began = 0, time.monotonic()


@contextmanager
def opened(url: str, asking: Asking) -> Iterator[HttpAnswer]:
    """Ask for ``url`` and follow its redirects; the connection is closed at the end.

    Raises:
        FetchError: the address is not allowed, nobody answers in time, or the answer is an error.
    """
    for _ in range(MOST_REDIRECTS + 1):
        host = allowed_host(url, asking)
        with _worded(host, asking.timeout_s):
            response = ask(Request("GET", url), timeout_s=asking.timeout_s)
        with response:
            if response.status_code not in REDIRECT_STATI:
                require_success(response, host)
                yield HttpAnswer(response, host, asking)
                return
            location = response.headers.get("Location", "")
        if not location:
            message = f"{host} renvoie vers une autre adresse sans dire laquelle."
            raise FetchError(message)
        url = urljoin(url, location.strip())
    message = f"{host} renvoie sans fin d’une adresse à l’autre (plus de {MOST_REDIRECTS} fois)."
    raise FetchError(message)


def allowed_host(url: str, asking: Asking) -> str:
    """Return the host of an address that may be asked.

    Raises:
        FetchError: it is neither https, nor http to this machine where that is allowed.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        message = "une adresse donnée par le serveur est mal écrite."
        raise FetchError(message) from error
    if not host or parts.scheme not in {"http", "https"}:
        message = f"une adresse en « {parts.scheme or '?'} » est refusée : seul https est suivi."
        raise FetchError(message)
    if parts.scheme == "http" and not (asking.loopback and is_loopback(url)):
        message = f"{host} est désigné par une adresse http non chiffrée, qui est refusée."
        raise FetchError(message)
    return host


def is_loopback(url: str) -> bool:
    """Check whether an address is of this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def require_success(response: Response, host: str) -> None:
    """Refuse the answers that are errors.

    Raises:
        FetchError: the status is not 200.
    """
    status = response.status_code
    if status == HTTPStatus.OK:
        return
    broken = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    usual = "est en panne : réessayez plus tard" if broken else "donne une réponse inattendue"
    message = f"{host} {_REASONS.get(status, usual)} (code HTTP {status})."
    raise FetchError(message)


def too_large(largest_bytes: int) -> FetchError:
    """Refuse a body past its limit."""
    return FetchError(f"le fichier dépasse la limite de {french_number(largest_bytes)} octets.")


def truncated(received: int, expected: int) -> FetchError:
    """Refuse a body that is not as long as announced."""
    return FetchError(
        f"le fichier est incomplet : {french_number(received)} octets reçus, "
        f"{french_number(expected)} attendus ; réessayez."
    )


@contextmanager
def _worded(host: str, timeout_s: float) -> Iterator[None]:
    """Raise what the network refuses as a ``FetchError`` in French."""
    try:
        yield
    except FAILURES as error:
        raise FetchError(_wording(_first_cause(error), host, timeout_s)) from error


def _first_cause(error: BaseException) -> BaseException:
    """Return what happened, of which the libraries between it and us make errors of theirs."""
    cause = error.__cause__ or error.__context__
    if cause is None or not isinstance(error, RequestException | HTTPError):
        return error
    return _first_cause(cause)


def _wording(cause: BaseException, host: str, timeout_s: float) -> str:  # noqa: PLR0911 - one by cause
    match cause:
        case LargeBodyError():
            return str(too_large(cause.largest_bytes))
        case CompressedBodyError():
            return f"{host} envoie un fichier compressé qui n’a pas été demandé."
        case TimeoutError():
            waited = french_figure(timeout_s)
            return f"{host} n’a rien envoyé pendant {waited} s ; réessayez plus tard."
        case socket.gaierror():
            return f"{host} est introuvable : cet ordinateur est sans doute hors ligne."
        case ssl.SSLError():
            return f"la connexion à {host} n’est pas sûre (certificat refusé)."
        case IncompleteRead(partial=int(received), expected=int(left)):
            return str(truncated(received, received + left))
        case HTTPException():
            return f"{host} a interrompu sa réponse ; le fichier est incomplet, réessayez."
        case OSError():
            return f"{host} est injoignable ({cause.strerror or 'connexion interrompue'})."
    return f"l’adresse donnée pour {host} est mal écrite."
