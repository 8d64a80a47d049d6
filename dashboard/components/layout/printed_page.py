"""The frame of pages without script: one style sheet, the site's header; to print, or to fill in."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.components.layout.shell import site_footer, site_header
from dashboard.components.shared import ids
from dashboard.components.shared.markup import markup
from dashboard.components.shared.templates import render


def printed_page(title: str, content: Markup, *, site: str) -> Markup:
    """Frame the contents of a page to print; ``site`` is the name of the site."""
    return _page(title, content, site=site, kind="printed", footer="")


def still_page(title: str, content: Markup, *, site: str) -> Markup:
    """Frame the contents of a page that asks something; ``site`` is the name of the site."""
    return _page(title, content, site=site, kind="still", footer=markup(site_footer()))


def _page(title: str, content: Markup, *, site: str, kind: str, footer: str) -> Markup:
    return render(
        "layout/printed_page.html.j2",
        title=title,
        site=site,
        header=markup(site_header(site)),
        main=ids.CONTENT,
        content=content,
        kind=kind,
        footer=footer,
    )
