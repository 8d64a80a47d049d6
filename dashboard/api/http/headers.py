"""Headers that keep the page to itself: no third party, no sniffing, foreign frames only as allowed."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Request, Response, request

from dashboard.components.layout.embedding import EMBEDDABLE_PATHS
from dashboard.domain.selections.query import values_of
from dashboard.domain.selections.shown import View

SELF, NOBODY = "'self'", "'none'"
_OLDER_FRAME_OPTIONS = {SELF: "SAMEORIGIN", NOBODY: "DENY"}
"""The same for browsers older than the policy; it has no word for other sites."""


def register(server: Flask, *, script_hashes: Sequence[str], frame_ancestors: str) -> None:
    """Add the content security policy and its companions to every answer.

    Args:
        server: the application.
        script_hashes: the hashes of all inline scripts that Dash writes, as ``'sha256-…'``.
        frame_ancestors: the sites that may show an embedded view, as the policy writes them. What
            is not an embedded view is shown by this site only, or by none.
    """
    elsewhere = NOBODY if frame_ancestors == NOBODY else SELF
    policies = {
        framed_by: content_security_policy(script_hashes, framed_by=framed_by)
        for framed_by in (frame_ancestors, elsewhere)
    }

    @server.after_request
    def protect(response: Response) -> Response:
        framed_by = frame_ancestors if asks_embedded_view(request) else elsewhere
        response.headers.setdefault("Content-Security-Policy", policies[framed_by])
        if framed_by in _OLDER_FRAME_OPTIONS:
            response.headers.setdefault("X-Frame-Options", _OLDER_FRAME_OPTIONS[framed_by])
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cache-Control", "no-cache")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "geolocation=(self)")
        return response


def asks_embedded_view(page_request: Request) -> bool:
    """Check whether the answer is a page without what surrounds it, as the page itself reads it."""
    (view, *_) = (*values_of(page_request.args.to_dict(flat=False), "vue"), "")
    return page_request.path in EMBEDDABLE_PATHS and view == View.EMBEDDED


def content_security_policy(script_hashes: Sequence[str], *, framed_by: str) -> str:
    """Write the policy: everything from this site, MapLibre's workers from a blob.

    Args:
        script_hashes: the inline scripts allowed.
        framed_by: the sites that may show the page in a frame.
    """
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' {' '.join(script_hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "worker-src blob:",
            "connect-src 'self'",
            f"frame-ancestors {framed_by}",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )
