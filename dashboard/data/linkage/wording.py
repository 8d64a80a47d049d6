"""The French sentences of the linkage."""

from __future__ import annotations

from dashboard.data.linkage.departements import CODES, NAMES
from dashboard.domain.importing import LinkedBy

OUTSIDE = "la ligne est hors périmètre"
UNATTACHED = "la ligne n’est rattachée à aucun territoire"

NO_CLUE = "Rien ne situe la ligne : ni code INSEE, ni coordonnées, ni code postal, ni département."
NAME_ALONE = (
    "Un nom de commune seul ne situe pas la ligne : "
    "un code INSEE, un code postal ou des coordonnées sont attendus."
)
POSTAL_SHARED = (
    "Ce code postal sert plusieurs départements et rien d’autre ne situe la ligne : "
    "un nom de commune, un code INSEE ou des coordonnées sont attendus."
)
POSTAL_UNKNOWN = "Ce code postal est inconnu et rien d’autre ne situe la ligne."
DEPARTEMENT_UNKNOWN = (
    "Ce département est inconnu et rien d’autre ne situe la ligne : "
    "un code (01) ou un nom (Ain) est attendu."
)

_BY = {
    LinkedBy.INSEE: "par le code INSEE",
    LinkedBy.POINT: "par ses coordonnées",
    LinkedBy.POSTAL_AND_NAME: "par le code postal et le nom",
    LinkedBy.POSTAL: "par le code postal",
}
_NAMED_BY = {
    LinkedBy.INSEE: "du code INSEE",
    LinkedBy.POSTAL_AND_NAME: "du code postal et du nom",
    LinkedBy.POSTAL: "du code postal",
}


def attached(commune: str, rule: LinkedBy) -> str:
    """Write which commune a row was attached to, and by what."""
    return f"la ligne est rattachée {_BY[rule]} : {commune}"


def alone(rank: int) -> str:
    """Write which département a row was attached to."""
    return f"la ligne est rattachée au seul {departement(rank)}"


def departement(rank: int) -> str:
    """Write a département with its code, without article: the names' genders differ."""
    return f"département {CODES[rank]} ({NAMES[CODES[rank]]})"


def elsewhere(rank: int) -> str:
    """Write all that is known of a code of another département."""
    return f"une commune du {departement(rank)}"


def code_unknown(ending: str) -> str:
    """A code of the map's départements that no commune has, nor had."""
    return f"Aucune commune n’a ce code INSEE ; {ending}."


def code_malformed(ending: str) -> str:
    """A text that is no code."""
    return f"Ce n’est pas un code INSEE de commune (cinq caractères, comme 01053) ; {ending}."


def code_contradicted(place: str, *, by_point: bool, ending: str) -> str:
    """A code that two other clues contradict."""
    other = "les coordonnées" if by_point else "le département"
    return (
        f"Le code INSEE désigne {place}, mais le code postal et {other} le contredisent : "
        f"il est écarté ; {ending}."
    )


def code_elsewhere(rank: int) -> str:
    """A code of a département outside the map that another clue alone contradicts."""
    return (
        f"Le code INSEE désigne {elsewhere(rank)}, "
        f"mais un autre renseignement est du périmètre ; {OUTSIDE}."
    )


def point_dropped(commune: str, rule: LinkedBy, apart_m: float) -> str:
    """A point too far from the commune of the row."""
    return (
        f"Le point est à {_km(apart_m)} de la commune {_NAMED_BY[rule]}, {commune} : il est écarté."
    )


def point_outside(ending: str) -> str:
    """A point outside the map, of a row whose département is of the map."""
    return f"Le point est hors périmètre, le département non : le point est écarté ; {ending}."


def name_elsewhere(commune: str, named: str, apart_m: float) -> str:
    """A point the name and the postal code contradict."""
    return (
        f"Le point tombe ailleurs, {commune}, à {_km(apart_m)} de la commune du code postal et du nom, "
        f"{named} ; le point est suivi."
    )


def postal_elsewhere(commune: str) -> str:
    """A point whose département the postal code does not serve."""
    return f"Le point tombe dans un autre département que ce code postal, {commune} ; il est suivi."


def name_of_several(ending: str) -> str:
    """A name that fits several communes."""
    return f"Ce nom convient à plusieurs communes du code postal ou du département ; {ending}."


def name_of_none(ending: str) -> str:
    """A name that no commune of the postal code or département bears."""
    return f"Aucune commune du code postal ni de son département ne porte ce nom ; {ending}."


def departement_contradicted(ending: str) -> str:
    """A département that the postal code contradicts."""
    return f"Ce département n’est pas celui du code postal, qui est suivi ; {ending}."


def _km(metres: float) -> str:
    """Write a distance: ``2,4 km`` under ten, else ``56 km``."""
    km = metres / 1000
    return (f"{km:.1f}" if round(km, 1) < 10 else f"{km:.0f}").replace(".", ",") + " km"  # noqa: PLR2004
