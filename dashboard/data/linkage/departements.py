"""The départements of France by code and by name: they distinguish a place outside the map from an error."""

from __future__ import annotations

import re

from dashboard.domain.names import normalise_name

NAMES = {
    "01": "Ain",
    "02": "Aisne",
    "03": "Allier",
    "04": "Alpes-de-Haute-Provence",
    "05": "Hautes-Alpes",
    "06": "Alpes-Maritimes",
    "07": "Ardèche",
    "08": "Ardennes",
    "09": "Ariège",
    "10": "Aube",
    "11": "Aude",
    "12": "Aveyron",
    "13": "Bouches-du-Rhône",
    "14": "Calvados",
    "15": "Cantal",
    "16": "Charente",
    "17": "Charente-Maritime",
    "18": "Cher",
    "19": "Corrèze",
    "21": "Côte-d’Or",
    "22": "Côtes-d’Armor",
    "23": "Creuse",
    "24": "Dordogne",
    "25": "Doubs",
    "26": "Drôme",
    "27": "Eure",
    "28": "Eure-et-Loir",
    "29": "Finistère",
    "2A": "Corse-du-Sud",
    "2B": "Haute-Corse",
    "30": "Gard",
    "31": "Haute-Garonne",
    "32": "Gers",
    "33": "Gironde",
    "34": "Hérault",
    "35": "Ille-et-Vilaine",
    "36": "Indre",
    "37": "Indre-et-Loire",
    "38": "Isère",
    "39": "Jura",
    "40": "Landes",
    "41": "Loir-et-Cher",
    "42": "Loire",
    "43": "Haute-Loire",
    "44": "Loire-Atlantique",
    "45": "Loiret",
    "46": "Lot",
    "47": "Lot-et-Garonne",
    "48": "Lozère",
    "49": "Maine-et-Loire",
    "50": "Manche",
    "51": "Marne",
    "52": "Haute-Marne",
    "53": "Mayenne",
    "54": "Meurthe-et-Moselle",
    "55": "Meuse",
    "56": "Morbihan",
    "57": "Moselle",
    "58": "Nièvre",
    "59": "Nord",
    "60": "Oise",
    "61": "Orne",
    "62": "Pas-de-Calais",
    "63": "Puy-de-Dôme",
    "64": "Pyrénées-Atlantiques",
    "65": "Hautes-Pyrénées",
    "66": "Pyrénées-Orientales",
    "67": "Bas-Rhin",
    "68": "Haut-Rhin",
    "69": "Rhône",
    "70": "Haute-Saône",
    "71": "Saône-et-Loire",
    "72": "Sarthe",
    "73": "Savoie",
    "74": "Haute-Savoie",
    "75": "Paris",
    "76": "Seine-Maritime",
    "77": "Seine-et-Marne",
    "78": "Yvelines",
    "79": "Deux-Sèvres",
    "80": "Somme",
    "81": "Tarn",
    "82": "Tarn-et-Garonne",
    "83": "Var",
    "84": "Vaucluse",
    "85": "Vendée",
    "86": "Vienne",
    "87": "Haute-Vienne",
    "88": "Vosges",
    "89": "Yonne",
    "90": "Territoire de Belfort",
    "91": "Essonne",
    "92": "Hauts-de-Seine",
    "93": "Seine-Saint-Denis",
    "94": "Val-de-Marne",
    "95": "Val-d’Oise",
    "971": "Guadeloupe",
    "972": "Martinique",
    "973": "Guyane",
    "974": "La Réunion",
    "975": "Saint-Pierre-et-Miquelon",
    "976": "Mayotte",
    "977": "Saint-Barthélemy",
    "978": "Saint-Martin",
    "986": "Wallis-et-Futuna",
    "987": "Polynésie française",
    "988": "Nouvelle-Calédonie",
}
"""Départements and overseas collectivities, as the official list writes them."""

CODES = tuple(NAMES)
NUMBERS = {code: number for number, code in enumerate(CODES)}
"""Rank of each département in ``CODES``: what arrays hold."""

_OTHER_NAMES = {
    "reunion": "974",
    "corse du sud": "2A",
    "metropole de lyon": "69",
    "grand lyon": "69",
    "departement du rhone": "69",
}
_BY_NAME = {normalise_name(name): code for code, name in NAMES.items()} | _OTHER_NAMES
_CODE = re.compile(r"D?0*([0-9]{1,3}|2[AB])([A-Z]?)")
_LABELLED = re.compile(r"(.*?)\s*\(([0-9]{1,3}|2[AB])\)|([0-9]{1,3}|2[AB])\s*[-–:]?\s+(\D.*)")
_CORSICA_NORTH = ("202", "204", "206")
_POSTAL_CODES = {"97133": "977", "97150": "978"}
"""Of collectivities that kept the digits of Guadeloupe when they left it."""


def departement_number(text: str) -> int:
    """Read a département as people write it: ``1``, ``001``, ``69D``, ``Ain``, ``01 - Ain``.

    A letter after the digits marks parts of a département (``69D``, ``69M``, ``59L``) and is left.

    Returns:
        Its rank in ``CODES``, -1 when the text names none.
    """
    code = _code(text.upper())
    if code in NUMBERS:
        return NUMBERS[code]
    if code := _BY_NAME.get(normalise_name(text), ""):
        return NUMBERS[code]
    if labelled := _LABELLED.fullmatch(text.strip()):
        return NUMBERS.get(_code(labelled[2] or labelled[3]), -1)
    return -1


def insee_departement(code: str) -> int:
    """Return the rank in ``CODES`` of a commune code's département, -1 when there is none such."""
    return NUMBERS.get(code[:3] if code.startswith(("97", "98")) else code[:2], -1)


def postal_departement(code: str) -> int:
    """Guess the rank in ``CODES`` of a postal code's département by its first digits, else -1.

    Only for codes no table knows: some postal codes serve communes of the next département.
    """
    if code in _POSTAL_CODES:
        return NUMBERS[_POSTAL_CODES[code]]
    if code.startswith("20"):
        return NUMBERS["2B" if code.startswith(_CORSICA_NORTH) else "2A"]
    return insee_departement(code)


def _code(text: str) -> str:
    plain = "".join(text.split())
    if plain in {"2A", "2B", "02A", "02B", "D2A", "D2B"}:
        return plain[-2:]
    match = _CODE.fullmatch(plain)
    return match[1].zfill(2) if match else ""
