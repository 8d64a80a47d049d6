"""The frame of a page to print: no script, one style sheet."""

from __future__ import annotations

from html import escape

_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} · Carte de la solidarité en Rhône-Alpes</title>
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
<link rel="stylesheet" href="/assets/style.css">
</head>
<body class="printed"><main>{content}</main></body>
</html>
"""


def printed_page(title: str, content: str) -> str:
    """Frame markup already written."""
    return _PAGE.format(title=escape(title), content=content)
