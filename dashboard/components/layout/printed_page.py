"""The frame of a page to print: no script, one style sheet; the site's header stays on the screen."""

from __future__ import annotations

from html import escape

from dashboard.components.layout.shell import site_header
from dashboard.components.shared import ids
from dashboard.components.shared.markup import markup

_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} · {site}</title>
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
<link rel="stylesheet" href="/assets/style.css">
</head>
<body class="printed">{header}<main id="{main}" tabindex="-1">{content}</main></body>
</html>
"""


def printed_page(title: str, content: str, *, site: str) -> str:
    """Frame markup already written; ``site`` is what the site is called."""
    return _PAGE.format(
        title=escape(title),
        site=escape(site),
        header=markup(site_header(site)),
        main=ids.CONTENT,
        content=content,
    )
