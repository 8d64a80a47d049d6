"""The frame of a page to print: no script, one style sheet; the site's header stays on the screen."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.components.layout.shell import site_header
from dashboard.components.shared import ids
from dashboard.components.shared.markup import markup
from dashboard.components.shared.templates import render


def printed_page(title: str, content: Markup, *, site: str) -> Markup:
    """Frame the contents of a page; ``site`` is the name of the site."""
    return render(
        "layout/printed_page.html.j2",
        title=title,
        site=site,
        header=markup(site_header(site)),
        main=ids.CONTENT,
        content=content,
    )
