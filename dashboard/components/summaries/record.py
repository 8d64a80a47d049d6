"""The detail of one initiative."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from markupsafe import Markup

from dashboard.analysis.summaries.results import (
    Figure,
    OtherHours,
    RecordDetail,
    RecordPlace,
    TownHall,
)
from dashboard.components.shared.links import (
    PLACE_KEYS,
    RECORD_KEYS,
    TERRITORY_KEYS,
    address,
    error_report_address,
)
from dashboard.components.shared.opening_hours import week_text
from dashboard.components.shared.templates import render
from dashboard.components.shared.wording import citation_text
from dashboard.domain.counting import ValueState
from dashboard.domain.formats import french_figure, french_iso_date, listed, of_commune
from dashboard.domain.selections.fields import PageSelection
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.sources import edition_text

_UNKNOWN = ValueState.MISSING.label


@dataclass(frozen=True)
class DetailPage:
    """What the detail of a record takes from the page it is on.

    Attributes:
        leave_text: the text of the link that leaves the detail.
        left: what is shown then.
        leave_keys: the keys of the address that this link changes.
        at_commune: gives what a link to a commune shows, by its code.
        commune_keys: the keys of the address that such a link changes.
        says_open: whether places are said to be open now; not where answers do not depend on the hour.
    """

    leave_text: str
    left: PageSelection
    leave_keys: str
    at_commune: Callable[[str], PageSelection]
    commune_keys: str
    says_open: bool


def on_the_map(selection: MapSelection) -> DetailPage:
    """Describe « Carte »: communes are shown there; its answers do not depend on the hour."""
    return DetailPage(
        leave_text="Fermer la fiche",
        left=replace(selection, record=None),
        leave_keys=TERRITORY_KEYS,
        at_commune=lambda code: replace(selection, territory=code, position=None, record=None),
        commune_keys=TERRITORY_KEYS,
        says_open=False,
    )


def on_nearby(selection: NearbySelection) -> DetailPage:
    """Describe « Près de chez vous »: communes are places to look from, and places open now or not."""
    return DetailPage(
        leave_text="Revenir à la liste",
        left=replace(selection, record=None),
        leave_keys=RECORD_KEYS,
        at_commune=selection.at,
        commune_keys=PLACE_KEYS,
        says_open=True,
    )


def record_detail_panel(record: RecordDetail, page: DetailPage) -> Markup:
    """Write one initiative: what, who, for whom, since when, where, its figures and sources.

    Args:
        record: everything known of it.
        page: what depends on the page it is on.
    """
    commune, hall = _first_contact(record)
    here = address(page.left.changed(record=record.id))
    return render(
        "summaries/record.html.j2",
        record=record,
        page=page,
        first_facts=_first_facts(record),
        more_facts=_more_facts(record),
        figures=[_figure(figure) for figure in record.figures],
        hall=hall,
        hall_title=f"Mairie {of_commune(commune)}",
        dates=_dates(record),
        error_target=error_report_address(record.id, leads_back_to=here),
        place_notes=_place_notes,
        postal_address=_postal_address,
        other_hours_text=_other_hours_text,
        citation_text=citation_text,
    )


def _first_facts(record: RecordDetail) -> list[tuple[str, str]]:
    facts = [
        ("Pour qui", ", ".join(record.publics) or _UNKNOWN),
        ("Portée par", ", ".join(record.operators) or _UNKNOWN),
        ("Dessert", ", ".join(record.served) or _UNKNOWN),
    ]
    if record.somewhere:
        facts.append(("Où", f"quelque part dans {listed(record.somewhere)}"))
    return facts


def _more_facts(record: RecordDetail) -> list[tuple[str, str]]:
    return [
        ("Thèmes", ", ".join(record.themes) or _UNKNOWN),
        ("Avec", ", ".join(record.partners) or _UNKNOWN),
        ("Depuis", _since(record)),
        ("Situation", record.status),
        ("Localisation", record.precision),
    ]


def _since(record: RecordDetail) -> str:
    start = str(record.start_year) if record.start_year else "année non renseignée"
    return f"{start}, jusqu’en {record.end_year}" if record.end_year else start


def _place_notes(place: RecordPlace) -> str:
    notes = [place.address]
    if place.head_office:
        notes.append("adresse du siège ?")
    if place.travelling:
        notes.append("étape d’une tournée")
    if place.commune and place.latitude is None:
        notes.append("environ, au centre de la commune")
    if place.somewhere:
        notes.append(f"quelque part dans {place.somewhere}, commune inconnue")
    elif not place.commune:
        notes.append("à distance, sans se déplacer")
    return " · ".join(note for note in notes if note)


def _postal_address(place: RecordPlace) -> str:
    return f"{place.address}, {place.commune}" if place.address and place.commune else ""


def _other_hours_text(other: OtherHours) -> str:
    hours = week_text(other.hours.week) or other.hours.prose
    return f"{hours} — {other.source}, {edition_text(other.date)}"


def _first_contact(record: RecordDetail) -> tuple[str, TownHall | None]:
    """Return a commune and its town hall where the sources give no way to reach anybody."""
    reachable = any(place.phone or place.email or place.website for place in record.places)
    return ("", None) if reachable or record.first_contact is None else record.first_contact


def _figure(figure: Figure) -> tuple[str, str, str, str]:
    document = f"« {figure.source} », {edition_text(figure.source_date)}"
    return (
        figure.label,
        f"{french_figure(figure.value)}\u00a0{figure.unit}".strip(),
        figure.period.replace("/", "–") or "non précisée",
        f"{figure.quoted_source}, cité par {document}" if figure.quoted_source else document,
    )


def _dates(record: RecordDetail) -> str:
    verified = (
        french_iso_date(record.verified_on)
        if record.verified_on
        else "non vérifiée en dehors de ses sources"
    )
    return f"Mise à jour : {edition_text(record.updated_on)}. Vérification : {verified}."
