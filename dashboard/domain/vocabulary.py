"""The words records are filed under: themes, beneficiary types, statuses, precisions, kinds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data_inclusion.schema.v1 import Public

from dashboard.domain.formats import french_month

TOUS_PUBLICS = Public.TOUS_PUBLICS.value
"""The beneficiary type that matches every beneficiary filter."""


@dataclass(frozen=True)
class Theme:
    """A theme of ours, with the data·inclusion theme families it gathers.

    ``of_place`` is what follows « lieu » where places of this theme alone are spoken of.
    """

    code: str
    label: str
    description: str
    families: tuple[str, ...]
    of_place: str


@dataclass(frozen=True)
class Term:
    """A word of a closed list: its code in the files, its French label and description."""

    code: str
    label: str
    description: str


THEMES: tuple[Theme, ...] = (
    Theme(
        "alimentation",
        "Alimentation",
        "Épiceries solidaires, aide et banques alimentaires, cuisine et agriculture partagées.",
        ("equipement-et-alimentation",),
        "d’alimentation solidaire",
    ),
    Theme(
        "mobilite",
        "Mobilité",
        "Transport solidaire, covoiturage organisé, accompagnement pour se déplacer.",
        ("mobilite",),
        "d’aide à la mobilité",
    ),
    Theme(
        "logement",
        "Logement et hébergement",
        "Hébergement d’urgence, maisons relais, relogement, précarité énergétique.",
        ("logement-hebergement",),
        "d’aide au logement ou d’hébergement",
    ),
    Theme(
        "emploi-formation",
        "Emploi, formation et savoirs de base",
        "Insertion par l’activité, recherche d’emploi, formation, français et calcul.",
        (
            "choisir-un-metier",
            "creer-une-entreprise",
            "lecture-ecriture-calcul",
            "preparer-sa-candidature",
            "se-former",
            "souvrir-a-linternational",
            "trouver-un-emploi",
        ),
        "d’aide à l’emploi ou à la formation",
    ),
    Theme(
        "acces-aux-droits",
        "Accès aux droits et démarches",
        "Guichets de services publics, aide aux démarches, conseil juridique, budget.",
        ("difficultes-administratives-ou-juridiques", "difficultes-financieres"),
        "d’accès aux droits",
    ),
    Theme(
        "numerique",
        "Inclusion numérique",
        "Équipement, ateliers, dépannage et plateformes d’entraide en ligne.",
        ("numerique",),
        "d’inclusion numérique",
    ),
    Theme(
        "sante",
        "Santé et prévention",
        "Accès aux soins, santé mentale, prévention des addictions.",
        ("sante",),
        "de santé ou de prévention",
    ),
    Theme(
        "famille-protection",
        "Famille et protection des personnes",
        "Parentalité, aidants, enfance, accueil des victimes de violences.",
        ("famille",),
        "d’aide aux familles ou de protection des personnes",
    ),
    Theme(
        "lien-social",
        "Lien social et culture",
        "Fêtes, rencontres, culture partagée, lutte contre l’isolement.",
        ("remobilisation",),
        "de lien social ou de culture",
    ),
    Theme(
        "participation-citoyenne",
        "Participation citoyenne",
        "Conseils citoyens, budgets participatifs, appels à projets d’habitants, bénévolat.",
        ("remobilisation",),
        "de participation citoyenne",
    ),
    Theme(
        "vie-associative",
        "Soutien aux associations",
        "Locaux et matériel partagés, conseil, financement et mise en réseau d’associations.",
        ("remobilisation",),
        "de soutien aux associations",
    ),
    Theme(
        "reemploi-environnement",
        "Réemploi, jardins et environnement",
        "Ateliers de réparation, réemploi, jardins partagés, compost.",
        ("equipement-et-alimentation",),
        "de réemploi ou de jardins partagés",
    ),
)

ASSOCIATIONS = Term(
    "associations",
    "Associations et collectifs",
    "Associations, collectifs d’habitants et porteurs de projets : les organisations elles-mêmes.",
)
"""Our one addition to data·inclusion's beneficiary types."""

PUBLICS: tuple[Term, ...] = (
    *(Term(public.value, public.label, public.description or public.label) for public in Public),
    ASSOCIATIONS,
)


class Status(StrEnum):
    """Whether an initiative runs, according to its source."""

    ACTIVE = "active"
    PLANNED = "planned"
    PILOT = "pilot"
    ENDED = "ended"
    UNKNOWN = "unknown"
    UNLISTED = "unlisted"
    """No latest edition of its sources lists it, and none of them lists everything."""
    WITHDRAWN = "withdrawn"
    """A list that is exhaustive dropped it, and no other has it."""

    @property
    def label(self) -> str:
        """The French wording."""
        return _STATUS_LABELS[self]


STATUS_WORDS = {
    Status.ACTIVE: "en-activite",
    Status.PLANNED: "annoncee",
    Status.PILOT: "experimentation",
    Status.ENDED: "terminee",
    Status.UNKNOWN: "inconnue",
    Status.UNLISTED: "plus-listee",
    Status.WITHDRAWN: "retiree",
}
"""The words of addresses and commands."""
STATED = (Status.ACTIVE, Status.PLANNED, Status.PILOT, Status.ENDED, Status.UNKNOWN)
"""What a source may say; the others follow from its editions."""
OVER = frozenset({Status.ENDED, Status.UNLISTED, Status.WITHDRAWN})
"""Statuses of what is not to be counted on today."""


_STATUS_LABELS = {
    Status.ACTIVE: "en activité à la date de la source",
    Status.PLANNED: "annoncée",
    Status.PILOT: "expérimentation",
    Status.ENDED: "terminée",
    Status.UNKNOWN: "situation inconnue",
    Status.UNLISTED: "plus listée",
    Status.WITHDRAWN: "retirée de la liste officielle",
}


def status_text(status: str, delisted_on: str) -> str:
    """Write a status, with the month since which no list has the service any more.

    Args:
        status: a ``Status``.
        delisted_on: ISO date of the first edition without it; empty where it is listed.
    """
    label = Status(status).label
    gone = status in {Status.UNLISTED, Status.WITHDRAWN} and delisted_on
    return f"{label} depuis {french_month(delisted_on)}" if gone else label


class Precision(StrEnum):
    """How finely the source says where an initiative is."""

    EXACT = "exact"
    COMMUNE = "commune"
    EPCI = "epci"
    APPROXIMATE = "approximate"
    DEPARTEMENT = "departement"

    @property
    def label(self) -> str:
        """The French wording, as shown beside a place."""
        return _PRECISION_LABELS[self]


_PRECISION_LABELS = {
    Precision.EXACT: "à l’adresse ou au lieu exact",
    Precision.COMMUNE: "connue à la commune près",
    Precision.EPCI: "connue à l’intercommunalité près",
    Precision.APPROXIMATE: "secteur approximatif d’après le texte",
    Precision.DEPARTEMENT: "connue au département près",
}

ORGANISATION_KINDS: tuple[Term, ...] = (
    Term("association", "Association", "Association ou fédération d’associations."),
    Term("collective", "Collectif", "Collectif d’habitants ou réseau sans statut connu."),
    Term("commune", "Commune", "Commune et ses services."),
    Term("ccas", "CCAS ou CIAS", "Centre communal ou intercommunal d’action sociale."),
    Term("epci", "Intercommunalité", "Établissement public de coopération intercommunale."),
    Term("departement", "Département", "Conseil départemental."),
    Term("state", "État", "État, ses agences et opérateurs."),
    Term("social_landlord", "Bailleur social", "Organisme de logement social."),
    Term("company", "Entreprise", "Entreprise ou groupement d’entreprises."),
    Term("solidarity_enterprise", "Structure de l’ESS", "Structure d’insertion, coopérative."),
    Term("place", "Lieu partagé", "Tiers-lieu ou équipement partagé, désigné comme acteur."),
    Term("network", "Réseau", "Réseau d’acteurs ou tête de réseau."),
)

THEME_LABELS = {theme.code: theme.label for theme in THEMES}
THEME_PLACES = {theme.code: theme.of_place for theme in THEMES}
PUBLIC_LABELS = {public.code: public.label for public in PUBLICS}
ORGANISATION_KIND_LABELS = {kind.code: kind.label for kind in ORGANISATION_KINDS}
