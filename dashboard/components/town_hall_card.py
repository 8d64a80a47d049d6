"""How to reach a town hall, the first contact in every commune."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.analysis.sheets import TownHall


def town_hall_card(hall: TownHall, *, title: str) -> html.Section:
    """Show how to reach a town hall; what is not known is left out or said."""
    lines: list[Component] = []
    if hall.address:
        lines.append(html.P(hall.address))
    if hall.phone:
        lines.append(html.P(html.A(hall.phone, href=f"tel:{hall.phone.replace(' ', '')}")))
    if hall.email:
        lines.append(html.P(html.A(hall.email, href=f"mailto:{hall.email}")))
    if hall.website:
        lines.append(html.P(html.A("Site de la commune", href=hall.website, rel="noopener")))
    if hall.hours:
        lines.append(html.Ul([html.Li(line) for line in hall.hours], className="hours"))
    else:
        lines.append(html.P("Horaires non renseignés.", className="note"))
    if hall.approximate:
        lines.append(html.P("Position sur la carte approximative.", className="note"))
    return html.Section([html.H3(title), *lines], className="town-hall")
