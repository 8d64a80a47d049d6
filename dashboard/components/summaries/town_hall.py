"""How to reach a town hall, the first contact in every commune."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.summaries.results import TownHall
from dashboard.components.shared.contacts import email_link, phone_link, phone_map_link, site_link
from dashboard.components.summaries.opening_status import opening_card


def town_hall_card(hall: TownHall, *, title: str, beside: Sequence[Component] = ()) -> html.Section:
    """Show how to reach a town hall; what is not known is left out or said.

    Args:
        hall: the town hall.
        title: its heading.
        beside: what stands under the heading, such as whether it is open now.
    """
    lines: list[Component] = [*beside]
    if hall.address:
        lines.append(html.P(hall.address))
    if hall.phone:
        lines.append(html.P(phone_link(hall.phone, of=title)))
    if hall.email:
        lines.append(html.P(email_link(hall.email)))
    if hall.website:
        lines.append(html.P(site_link(hall.website, text="Site de la commune")))
    way = phone_map_link(label=title, address=hall.address, longitude=None, latitude=None)
    if way is not None:
        lines.append(html.P(way))
    lines += opening_card(hall.hours)
    if hall.approximate:
        lines.append(html.P("Position sur la carte approximative.", className="note"))
    return html.Section([html.H3(title), *lines], className="town-hall")
