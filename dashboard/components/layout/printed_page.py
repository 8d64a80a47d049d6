"""The frame of a page to print: no script, one style sheet; the site's header stays on the screen."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.components.layout.shell import SITE_NAME, site_header
from dashboard.components.shared import ids
from dashboard.components.shared.markup import markup
from dashboard.components.shared.templates import render


def printed_page(title: str, content: Markup) -> Markup:
    """Frame what a page tells."""
    return render(
        "layout/printed_page.html.j2",
        title=title,
        site=SITE_NAME,
        header=markup(site_header()),
        main=ids.CONTENT,
        content=content,
    )
