"""What the head of a page says of its view to who shares it."""

from __future__ import annotations

from markupsafe import Markup

from dashboard.analysis.snapshot import Snapshot
from dashboard.components.layout.sharing import ShareCard, share_tags
from dashboard.components.shared.links import address, download_address
from dashboard.components.shared.wording import dates_text, sentence
from dashboard.domain.file_formats import PictureForm
from dashboard.domain.pages import MAP_PAGE, PAGES, SelectionPage
from dashboard.domain.region import Region
from dashboard.domain.selections.query import Query
from dashboard.exports.contents.shared_view import SharedView, dates_of, shared_view
from dashboard.exports.formats.registry import picture_size

_BY_PATH = {page.path: page for page in PAGES}


def share_head(path: str, query: Query, snapshot: Snapshot, *, site: str) -> Markup:
    """Write the tags of the page of an address; none for an address that is no page.

    Args:
        path: that of the address.
        query: that of the address.
        snapshot: what answers are made from.
        site: where the pages stand (``https://carte.exemple.fr``), empty where that is not known.
    """
    page = _BY_PATH.get(path)
    if page is None:
        return Markup()
    if isinstance(page, SelectionPage):
        view = shared_view(snapshot, page, query)
        where, title = address(view.selection), view.title
        described = _description(snapshot, view)
    else:
        # A page that only tells something is shown by the map of everything.
        view = shared_view(snapshot, MAP_PAGE, {})
        where, title = page.path, page.title
        described = site_description(snapshot.region_index.region)
    card = ShareCard(
        site=snapshot.region_index.region.site_name,
        title=title,
        description=described,
        address=f"{site}{where}" if site else "",
        picture=f"{site}{_picture(view)}" if site else "",
        picture_words=view.picture.words,
        size=picture_size(PictureForm.CARD),
    )
    return share_tags(card)


def site_description(region: Region) -> str:
    """Describe what the site is about."""
    return f"Initiatives de solidarité {region.inside} : carte, fiches et sources."


def _description(snapshot: Snapshot, view: SharedView) -> str:
    """Describe a record by what is said of it, any other view by its filters and how old its data are."""
    dates = sentence(dates_text(dates_of(snapshot, view)))
    return view.about or " ".join(filter(None, (view.filters and f"{view.filters}.", dates)))


def _picture(view: SharedView) -> str:
    shown = view.picture
    return download_address(
        shown.download, shown.selection, extension="png", part=shown.part, form=PictureForm.CARD
    )
