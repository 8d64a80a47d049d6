"""What the words of a name are worth when two services of one commune are compared."""

from __future__ import annotations

import re

KINDS: tuple[tuple[str, str], ...] = (
    (
        "franceservices",
        r"(?:maisons? |espaces? |antennes? |points? |relais |poles? )?(?:de )?frances? services?"
        r"(?: multi ?sites?)?"
        r"|(?:maisons?|espaces?|poles?|relais|points?) (?:des? |de )?services?(?: (?:au|aux|des?))?"
        r"(?: publics?)?|msap|mfs|efs",
    ),
    ("itinerant", r"bus|itinerante?s?|mobile|camion|van|caravane"),
    ("ccas", r"ccas|(?:centre|ctre) com(?:munal)? d? ?action sociale?"),
    ("cias", r"cias|(?:centre|ctre) intercom(?:munal)? d? ?action sociale?"),
    (
        "mairie",
        r"mairies?(?: annexe| de quartier)?|hotel de ville|commune(?= de? )|ville(?= de )"
        r"|com(?= de? (?!com|agglo))",
    ),
    (
        "communaute",
        r"(?:communaute|com) (?:de |d )?(?:communes?|com|agglomeration)|cc|ca(?= )|agglo(?:meration)?"
        r"|metropole",
    ),
    (
        "departement",
        r"(?:conseil departemental|departement)(?: de l| de la| du| de| d)?|maison du departement",
    ),
    ("mediatheque", r"mediatheques?|bibliotheques?"),
    (
        "centresocial",
        r"(?:centres?|cent|ctre|espaces?) (?:soc|social|sociale|sociaux|socio ?culturels?)"
        r"(?: et (?:culturel|socio ?culturel))?|csc",
    ),
    ("viesociale", r"evs|espaces? de vie sociale"),
    ("habitants", r"mdh|maisons? des habitants?(?: es)?"),
    ("mjc", r"mjc|maisons? des jeunes et de la culture"),
    ("pourtous", r"mpt|maisons? pour tous"),
    ("regie", r"regies? (?:de |des )?(?:inter )?quartiers?"),
    ("missionlocale", r"mission locale(?: jeunes)?"),
    ("poste", r"(?:la |bureaux? de |agence )?poste(?: communale)?"),
    (
        "jeunesse",
        r"(?:p|b)ij|(?:point|bureau) infor?(?:mation)? (?:jeunesse|jeunes)|structure d information jeunesse",
    ),
    ("medicosocial", r"(?:c|p)ms|(?:centre|pole) medico social"),
    ("epn", r"epn|espaces? publics? n?numeriques?|cyber ?(?:espace|centre|base)|espace cyber"),
)
"""Kinds of service, first the surest, with the ways publishers write them, plain words."""

HOSTED = "franceservices"
"""A service with its own label and staff inside another: it is identified by its own name only."""
OPERATORS = frozenset(("ccas", "cias", "mairie", "communaute", "departement"))
"""What runs services of many kinds: the operator is not each of them."""
TRAVELLING = "itinerant"
"""A bus is not the house it starts from."""
FULL_NAMES = (
    (r"union departementale (?:des )?associations familiales", "udaf"),
    (r"(?:centre d )?information (?:sur les )?droits des femmes(?: et des familles)?", "cidff"),
    (r"atd quart monde", "atdquartmonde"),
    (r"points? d? ?information (?:et )?(?:de )?mediation multi ?services?", "pimms"),
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL = _words(
    "a au aux d de des du en et l la le les sur sous pour par un une dans son sa ses avec chez s"
)
LEGAL = _words(
    "association associations assoc asso ass sarl sas sasu sa scop scic eurl gie loi 1901"
)
GENERAL = _words(
    "accueil action agence antenne annexe animation atelier ateliers batiment cantonale "
    "centre communal communale conseiller conseillers culture culturel culturelle delegue deleguee "
    "departementale emploi emplois espace fed federation formation gestion insertion "
    "intercommunal intercommunale intermediaire jeunes jeunesse lieu local locale maison "
    "mediation municipal municipale numerique numeriques pays permanence point pole "
    "pratiques public publics quartier quartiers regie relai relais service services "
    "site social sociale solidarite structure tiers vallee vie"
)
"""Words so many names share that they distinguish nothing alone."""

MARKERS = frozenset(kind for kind, _ in KINDS)
ANY_KIND = re.compile(r"\b(?:" + "|".join(f"({pattern})" for _, pattern in KINDS) + r")\b")
ANY_FULL_NAME = re.compile("|".join(f"({pattern})" for pattern, _ in FULL_NAMES))
