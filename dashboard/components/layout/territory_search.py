"""The search for a territory: a plain form that scripts complete, and the page that answers without them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.components.layout.plain_form import kept_words
from dashboard.components.shared.links import TERRITORY_SEARCH_PATH
from dashboard.components.shared.page_scripts import PageScript, search_field_id
from dashboard.components.shared.templates import render
from dashboard.domain.pages import COMPARISON_PAGE, SelectionPage, page_showing
from dashboard.domain.region import Region
from dashboard.domain.selections.comparison import MOST_COMPARED
from dashboard.domain.selections.fields import PageSelection, restarted
from dashboard.domain.selections.nearby import LONGEST_PLACE
from dashboard.domain.selections.shown import View

Groups = Sequence[tuple[str, Sequence[SearchAnswer]]]
TARGET, TEXT = "vers", "texte"
"""The keys of a search: the path of the page that shows what is found, and what was typed."""
_LABEL = "Chercher une commune ou un territoire"
_LABELS: Mapping[SelectionPage, str] = {
    COMPARISON_PAGE: "Ajouter une commune ou un territoire",
}
"""What the field is called where it is not only looked at."""


def territory_search(script: PageScript, selection: PageSelection, region: Region) -> Markup:
    """Write the search of a page; it leaves everything else that the reader asked for.

    Args:
        script: the page.
        selection: what the reader asked for.
        region: where it searches.
    """
    return _form(selection, region, moves=script.search_box)


def territory_choices(
    groups: Groups,
    outside: Sequence[SearchAnswer],
    selection: PageSelection,
    *,
    text: str,
    region: Region,
) -> Markup:
    """Write the page that asks which territory is meant, or says that none has that name.

    Args:
        groups: those that may be meant, by the name of their group.
        outside: what has that name outside the map.
        selection: what the reader asked for, without it.
        text: what was typed.
        region: where it was searched.
    """
    return render(
        "layout/territory_choices.html.j2",
        text=text,
        groups=[
            (group, [(one.line, with_territory(selection, one.code)) for one in members])
            for group, members in groups
        ],
        outside=outside,
        region=region,
        form=_form(selection, region, text=text),
        back=selection,
        page=page_showing(selection),
    )


def with_territory(selection: PageSelection, code: str) -> PageSelection:
    """Return what a page shows once a territory is found: it is opened, or set beside the others."""
    if page_showing(selection) is COMPARISON_PAGE:
        others = selection.territories  # type: ignore[attr-defined]
        return selection.changed(territories=tuple(dict.fromkeys((*others, code))))
    closed = {name: None for name in ("position", "record") if hasattr(selection, name)}
    return restarted(selection).changed(territory=code, **closed)


def _form(selection: PageSelection, region: Region, *, text: str = "", moves: str = "") -> Markup:
    page = page_showing(selection)
    return render(
        "layout/territory_search.html.j2",
        action=TERRITORY_SEARCH_PATH,
        field=search_field_id(page.fields),
        label=_LABELS.get(page, _LABEL),
        longest=LONGEST_PLACE,
        most=MOST_COMPARED if page is COMPARISON_PAGE else 0,
        kept=[(TARGET, page.path), *kept_words(selection, ())],
        name=TEXT,
        moves=moves,
        region=region,
        text=text,
        # What asks back cannot be shown in the page of another site.
        elsewhere=selection.view is View.EMBEDDED,
    )
