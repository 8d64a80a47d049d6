"""The French sentences of « Près de chez vous »."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.analysis.nearby.results import (
    EntryCause,
    HallFound,
    HelpFound,
    Nearby,
    NearbyEntry,
    NoOrigin,
    Origin,
    OriginKind,
    Unplaced,
)
from dashboard.components.shared.opening_hours import day_text
from dashboard.domain.formats import (
    NARROW_SPACE,
    SHORTEST_TOLD_M,
    at_commune,
    capitalised,
    counted,
    distance_text,
    french_number,
    listed,
    of_commune,
    shortened,
)
from dashboard.domain.selections.nearby import (
    NEARBY,
    RADIUS_LABELS,
    NearbySelection,
    Opening,
    Radius,
)
from dashboard.domain.sources import UNKNOWN_DATE, is_old

LONGEST_SUMMARY, LONGEST_HOURS = 140, 80
FEW_PLACES = 30
"""Places on the whole map under which our sources say too little of a need."""
DIFFERENT_HOURS = "horaires à vérifier : les sources diffèrent"
HEAD_OFFICE = "adresse du siège ?"

_REFUSED = {
    "territoire": "Le territoire demandé n’a pas la forme d’un code de commune ni d’intercommunalité.",
    "position": "La position demandée n’est pas lisible : une latitude et une longitude en degrés, "
    "comme 45.1885,5.7245, sont attendues.",
    "rayon": "Le rayon demandé n’est pas proposé : 5, 10, 20 ou 50 km, ou toute l’intercommunalité. "
    "Rayon retenu : 10 km.",
    "annee": "L’année demandée n’est pas lisible : une année comme 2024, ou 2020-2024, est attendue.",
    "ouvert": "L’ouverture demandée n’existe pas : « maintenant » ou « samedi » sont attendus.",
}


def refused_words(selection: NearbySelection) -> list[str]:
    """List what of the address could not be read, in a fixed order; nothing of it is repeated."""
    return [sentence for key, sentence in _REFUSED.items() if key in selection.refused]


def origin_text(origin: Origin) -> str:
    """Name what distances are counted from."""
    if origin.kind is OriginKind.ARRONDISSEMENT:
        return f"du centre de {origin.name}"
    if origin.kind is OriginKind.POSITION:
        return f"de la position indiquée ({origin.commune})"
    if origin.kind is OriginKind.EPCI:
        return f"de la mairie {of_commune(origin.commune)}, sa commune la plus peuplée"
    return f"de la mairie {of_commune(origin.commune)}"


def reach_text(origin: Origin, radius: Radius) -> str:
    """Describe the area searched: ``à moins de 10 km de la mairie de Lamastre``."""
    if origin.kind is OriginKind.EPCI:
        return f"dans l’intercommunalité {origin.name}"
    if radius is Radius.EPCI:
        return f"dans votre intercommunalité, {origin.epci}" if origin.epci else "ici"
    return f"à moins de {RADIUS_LABELS[radius]} {origin_text(origin)}"


def title_text(origin: Origin, found: HelpFound | None = None) -> str:
    """Name what is asked for and the place: ``Démarches CAF, près de Lamastre``, ``Près de Lamastre``."""
    where = _place_text(origin)
    if found is None:
        return capitalised(where)
    return f"{capitalised(found.label or found.text)}, {where}"


def _place_text(origin: Origin) -> str:
    if origin.kind is OriginKind.EPCI:
        return f"dans {origin.name}"
    if origin.kind is OriginKind.POSITION:
        return f"près de vous, {at_commune(origin.commune)}"
    return f"près {of_commune(origin.name)}"


def count_text(nearby: Nearby, radius: Radius) -> str:
    """Write how many were found, near and serving."""
    near = counted(nearby.located_total, "initiative recensée", "initiatives recensées")
    text = f"{near} {reach_text(nearby.origin, radius)}"
    if nearby.serving_total:
        others = counted(nearby.serving_total, "autre", "autres")
        verb = "desservent" if nearby.serving_total > 1 else "dessert"
        text += f" ; {others} {verb} {_where(nearby.origin)}"
    text += "."
    if nearby.hours_unknown:
        silent = counted(
            nearby.hours_unknown,
            "initiative est laissée de côté, dont les horaires ne sont pas connus",
            "initiatives sont laissées de côté, dont les horaires ne sont pas connus",
        )
        text += f" {silent}."
    return text


def _where(origin: Origin) -> str:
    return "cette intercommunalité" if origin.kind is OriginKind.EPCI else "votre commune"


def help_sentences(found: HelpFound, hall: HallFound | None) -> list[str]:
    """Write what our sources hold of a need, where that is little, and whom to call meanwhile.

    A need of which the whole map has fewer than ``FEW_PLACES`` places is poorly known: it is said so.
    """
    called = found.label or f"« {found.text} »"
    sentences = []
    if not found.records:
        sentences.append(
            f"{called} : nos sources n’en connaissent aucun lieu ni service."
            if found.label
            else f"Aucune fiche ne parle de {called} : essayez un mot plus courant."
        )
    elif found.label and found.places < FEW_PLACES:
        known = counted(found.places, "lieu", "lieux")
        sentences.append(f"{called} : {known} dans toute la région, c’est peu.")
    if sentences and hall and hall.hall.phone:
        sentences.append(
            f"Appelez la mairie {of_commune(hall.commune)} et son CCAS\u00a0: {hall.hall.phone}."
        )
    return sentences


def nothing_text(found: HelpFound | None) -> str:
    """Write that nothing near answers."""
    if found is None:
        return "Aucune initiative recensée ne correspond à cette recherche."
    return f"Rien de recensé ici pour « {found.label or found.text} »."


def what_text(entry: NearbyEntry) -> str:
    """Write what an initiative does: the beginning of what its source says, else its themes."""
    if entry.summary:
        return shortened(entry.summary, LONGEST_SUMMARY)
    return ", ".join(entry.themes)


def hours_lines(entry: NearbyEntry, opening: Opening | None) -> list[str]:
    """Write the hours of the day asked about: today's, or Saturday's where that is asked."""
    if entry.day is None:
        return (
            [f"Horaires : {shortened(entry.opening_hours, LONGEST_HOURS)}"]
            if entry.opening_hours
            else []
        )
    closed = not (entry.day.spans or entry.day.comment)
    if closed and entry.opening is not None and opening is not Opening.SATURDAY:
        return []  # its state says so, and when it opens
    name = "Samedi" if opening is Opening.SATURDAY else "Aujourd’hui"
    return [f"{name} : {day_text(entry.day)}"]


def chosen_text(entries: Sequence[NearbyEntry], now: dt.datetime) -> str:
    """Write the records a reader keeps as plain text, to send: name, phone, hours, address, year."""
    return "\n\n".join(
        "\n".join(
            filter(
                None,
                (
                    entry.name,
                    entry.phone,
                    entry.address or entry.commune,
                    f"Horaires : {entry.opening_hours}"
                    if entry.opening_hours and not entry.day
                    else "",
                    dated_text(entry.dated, now),
                ),
            )
        )
        for entry in entries
    )


def serving_title(origin: Origin) -> str:
    """Title the group of those that serve from elsewhere or at home."""
    return f"Dessert {_where(origin)}"


def somewhere_title(nearby: Nearby) -> str:
    """Title the closed group of those nobody knows the commune of."""
    where = listed(list(dict.fromkeys(entry.through for entry in nearby.somewhere)))
    return f"Quelque part dans {where} ({french_number(nearby.somewhere_total)})"


def dated_text(dated: str, now: dt.datetime) -> str:
    """Write the year of the sources, and to check what is older than three years: ``info de 2021``."""
    if not dated:
        return f"{UNKNOWN_DATE}, à confirmer"
    text = f"info de {dated[:4]}"
    return f"{text}, à confirmer" if is_old(dated, now.date()) else text


def says_why(entry: NearbyEntry) -> bool:
    """Return whether an entry tells more of why it is listed than its address does."""
    return (
        entry.why is not EntryCause.PLACE
        or not entry.address
        or entry.also_serves
        or entry.head_office
        or entry.remote
    )


def why_text(entry: NearbyEntry, origin: Origin) -> str:
    """Explain why an initiative is in the list: where it is, or through what it serves the commune."""
    parts = [_why(entry, origin)]
    if entry.also_serves:
        parts.append(f"dessert {_where(origin)}")
    if entry.head_office:
        parts.append(HEAD_OFFICE)
    if entry.remote:
        parts.append("aussi à distance" if entry.commune else "à distance, sans se déplacer")
    return " ; ".join(parts)


def _why(entry: NearbyEntry, origin: Origin) -> str:
    where = _where(origin)
    texts = {
        EntryCause.PLACE: f"situé {at_commune(entry.commune)}"
        if entry.commune
        else "situé près de là",
        EntryCause.STOP: f"étape d’une tournée {at_commune(entry.commune)}",
        EntryCause.IN_TERRITORY: f"{_located_beyond(entry)}, au-delà du rayon choisi",
        EntryCause.SERVES_COMMUNE: (
            f"dessert {entry.through}" if origin.kind is OriginKind.EPCI else f"dessert {where}"
        ),
        EntryCause.SERVES_EPCI: (
            f"dessert {where}"
            if origin.kind is OriginKind.EPCI
            else f"dessert {where} : toute l’intercommunalité ({entry.through})"
        ),
        EntryCause.SERVES_DEPARTEMENT: f"dessert {where} : dispositif départemental ({entry.through})",
        EntryCause.SERVES_REGION: f"dessert {where} : dispositif régional",
        EntryCause.SOMEWHERE: f"quelque part dans {entry.through}, commune inconnue",
    }
    return texts[entry.why]


def _located_beyond(entry: NearbyEntry) -> str:
    return f"situé {at_commune(entry.commune)}" if entry.commune else "dans votre commune"


def entry_distance(entry: NearbyEntry) -> tuple[str, str]:
    """Write the distance of an initiative, and why it is approximate; both empty where no place is known.

    From inside a commune, the distance to its own centre is not written: it would be meaningless.
    """
    if entry.distance_m is None:
        return "", ""
    if not entry.approximate:
        return distance_text(entry.distance_m), ""
    if entry.distance_m < SHORTEST_TOLD_M:
        return "environ, au centre de la commune", ""
    return distance_text(entry.distance_m), ", environ (au centre de la commune)"


def hall_title(hall: HallFound) -> str:
    """Name the town hall."""
    return f"Mairie {of_commune(hall.commune)}"


def no_origin_text(missing: NoOrigin) -> str:
    """Explain why nothing can be listed, and what is expected."""
    if missing.why is Unplaced.OUTSIDE:
        return _outside_text(missing)
    if missing.why is Unplaced.AMBIGUOUS:
        return _ambiguous_text(missing)
    texts = {
        Unplaced.NOTHING_ASKED: (
            "Indiquez une commune, une intercommunalité ou un code postal, ou choisissez "
            "«\u00a0Autour de moi\u00a0»."
        ),
        Unplaced.UNKNOWN: (
            f"« {missing.text} » ne correspond à aucune commune, aucune intercommunalité ni aucun "
            f"code postal {missing.region.of}."
        ),
        Unplaced.TOO_WIDE: (
            "Un département ou la région entière est trop vaste pour dire ce qui est près de chez "
            "vous : choisissez une commune ou une intercommunalité."
        ),
        Unplaced.NO_ARRONDISSEMENT: f"« {missing.text} » n’existe pas : {missing.subject}.",
        Unplaced.UNREADABLE: (
            f"La position « {missing.text} » n’est pas lisible : une latitude et une longitude en "
            "degrés sont attendues, comme 45,1885 5,7245."
        ),
    }
    return texts[missing.why]


def _ambiguous_text(missing: NoOrigin) -> str:
    if len(missing.candidates) == 1:
        return f"« {missing.text} » : voulez-vous dire {missing.candidates[0].label} ?"
    return (
        f"« {missing.text} » peut désigner plusieurs communes ou intercommunalités : "
        "laquelle est la vôtre ?"
    )


def _outside_text(missing: NoOrigin) -> str:
    """Name the place outside and what looks like it inside, or how far a position is."""
    if missing.subject:
        text = f"{missing.subject} est hors du périmètre de la carte ({missing.region.name})."
        return f"{text} Vouliez-vous dire :" if missing.candidates else text
    decimals = 0 if missing.away_km >= 10 else 1  # noqa: PLR2004
    return (
        f"Cette position est hors du périmètre de la carte ({missing.region.name}), "
        f"à {french_number(missing.away_km, decimals)}{NARROW_SPACE}km de sa commune la plus proche :"
    )


def map_title(nearby: Nearby, selection: NearbySelection) -> str:
    """Describe what the map shows."""
    reach = reach_text(nearby.origin, selection.radius)
    return f"Initiatives {reach}"


def map_sentence(nearby: Nearby, selection: NearbySelection) -> str:
    """Describe in plain French what a sighted reader sees."""
    drawn, total = len(nearby.located), nearby.located_total
    count = counted(total, "initiative", "initiatives")
    text = f"{count} {reach_text(nearby.origin, selection.radius)}"
    if drawn < total:
        text += f" ; les {french_number(drawn)} plus proches sont dessinées"
    nearest = (
        f" La plus proche : {nearby.located[0].name}, {''.join(entry_distance(nearby.located[0]))}."
        if drawn
        else ""
    )
    return f"{text}. {filters_text(selection)}.{nearest}"


def filters_text(selection: NearbySelection) -> str:
    """List the filters that are on: ``Thème : Mobilité · Ouvert maintenant``."""
    return " · ".join(label for label, _ in NEARBY.removals(selection)) or "Aucun filtre"
