"""Headers that keep the page to itself: no third party, no sniffing, no foreign frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from flask import Flask, Response


def register(server: Flask, *, script_hashes: Callable[[], Sequence[str]]) -> None:
    """Add the content security policy and its companions to every answer.

    Args:
        server: the application.
        script_hashes: gives the hashes of the inline scripts that Dash writes, as ``'sha256-…'``;
            asked at the first answer, since Dash completes its pages at the first request.
    """

    @cache
    def policy() -> str:
        return content_security_policy(script_hashes())

    @server.after_request
    def protect(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy())
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cache-Control", "no-cache")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "geolocation=(self)")
        return response


def content_security_policy(script_hashes: Sequence[str]) -> str:
    """Write the policy: everything from this site, MapLibre's workers from a blob."""
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {' '.join(script_hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "worker-src blob:",
            "connect-src 'self'",
            "frame-ancestors 'self'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )
