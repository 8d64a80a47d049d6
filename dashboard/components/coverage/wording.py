"""The French sentences of « Zones blanches »."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dashboard.analysis.coverage.results import CoverageTotals, GapCause, GapReason, Robustness
from dashboard.components.coverage.answer_wording import NO_ANSWER, no_answer_text
from dashboard.domain.coverage import CoverageState
from dashboard.domain.formats import (
    at_commune,
    counted,
    distance_text,
    french_number,
    french_percent,
    listed,
)
from dashboard.domain.needs import NEED_INDICATORS, Sense
from dashboard.domain.partial import NOT_KNOWN, people_text
from dashboard.domain.selections.coverage import (
    RADIUS_LABELS,
    CoverageIndicator,
    CoverageSelection,
    SiteKind,
)
from dashboard.domain.territory import Level
from dashboard.domain.vocabulary import Status

STATE_LABELS = {
    CoverageState.SERVED: "desservie",
    CoverageState.NEAR: "proche d’un lieu",
    CoverageState.FAR: "loin de tout lieu",
    CoverageState.NONE: "rien de recensé",
}
BORDER_LABEL = "à la limite de la région"
BORDER_NOTE = (
    "Son intercommunalité s’étend hors de la région, que nos sources ne couvrent pas : ce qui la "
    "dessert peut s’y trouver. Elle n’est pas comptée comme zone blanche."
)
ABSENCE_NOTE = (
    "Une absence dans nos données n’est pas une absence de service : chaque commune dit ce que nos "
    "sources savent, et ce qu’elles ne savent pas."
)
ACCESS_NOTE = (
    "Accès : services à la portée de la commune pour 10 000 habitants, partagés avec tous ceux qui y "
    "ont accès, et comptés moins quand ils sont plus loin (E2SFCA, Luo et Qi 2009 : poids 1 ; 0,68 ; "
    "0,22 par tiers du rayon). Une initiative sans lieu connu n’y compte pas."
)
_MOST_NEIGHBOURS = 3


def radius_text(selection: CoverageSelection) -> str:
    """Write the radius: ``10 km``."""
    return RADIUS_LABELS[selection.radius]


def definition_text(selection: CoverageSelection) -> str:
    """Define a gap, with its threshold."""
    wide = "comptés" if selection.filters.wide else "non comptés"
    return (
        "Ici, une zone blanche est une commune qui n’est dans la zone desservie d’aucune initiative "
        f"retenue, et dont la mairie est à plus de {radius_text(selection)} à vol d’oiseau de tout lieu "
        f"retenu. Dispositifs départementaux et régionaux {wide}. Rien à voir avec le téléphone mobile."
    )


def map_title(selection: CoverageSelection) -> str:
    """Describe what the map shows and per which territory."""
    titles = {
        CoverageIndicator.COVERAGE: "État de couverture"
        if selection.level is Level.COMMUNE
        else f"Part des habitants couverts à {radius_text(selection)}",
        CoverageIndicator.ACCESS: f"Accès : services pour 10 000 habitants, à {radius_text(selection)}",
        CoverageIndicator.NEED: f"{need_label(selection.need)} et couverture à {radius_text(selection)}",
    }
    return f"{titles[selection.shown]}, par {selection.level.singular}"


def need_label(code: str) -> str:
    """Name a need in such a way that a higher value always means more need."""
    indicator = NEED_INDICATORS[code]
    turned = {
        "part-menages-voiture": "Ménages sans voiture",
        "part-menages-imposes": "Ménages non imposés",
        "densite-population": "Faible densité de population",
        "population-municipale": "Petite population",
    }
    if indicator.sense is Sense.LOW:
        return turned.get(code, f"{indicator.label} (faible)")
    return indicator.label


def coverage_sentence(tally: CoverageTotals, selection: CoverageSelection) -> str:
    """Describe how many people are reached, and how many are not; or why that is not known."""
    if not tally.evidence.enough:
        return no_answer_text(tally, selection)
    if tally.border and tally.border == tally.population:
        return (
            f"{tally.name} : toutes ses communes sont à la limite de la région, et sont mises à part faute "
            "de sources au-delà."
        )
    covered = sum(tally.inhabitants[: CoverageState.FAR])
    uncovered = (
        f"{counted(tally.uncovered, 'habitant')} ({_percent(tally.uncovered_share)}) "
        f"{'vivent' if tally.uncovered > 1 else 'vit'} en zone blanche, dans "
        f"{counted(tally.gaps, 'commune')} sur {french_number(tally.communes)}"
        if tally.gaps
        else "aucune zone blanche"
    )
    parts = [
        f"{tally.name} : {uncovered} ; {_live(covered, 'habitant')} dans une commune desservie ou à "
        f"{radius_text(selection)} au plus d’un lieu.",
        f"{_live(tally.border, 'autre')} dans une intercommunalité coupée par la limite de la région : "
        "à part."
        if tally.border
        else "",
    ]
    return " ".join(part for part in parts if part)


def concerned_text(tally: CoverageTotals, selection: CoverageSelection) -> str:
    """Estimate who has the chosen need and lives in a gap, and for how many inhabitants it is known.

    Empty where nobody lives in a gap, sources hold too little to tell, or the need is no share of people.
    """
    concerned = tally.concerned
    if concerned is None or not concerned.population or not tally.evidence.enough:
        return ""
    need = need_label(selection.need)
    if not concerned.known:
        return (
            f"{need}, en zone blanche : {NOT_KNOWN}, la part de ces "
            f"{counted(concerned.population, 'habitant')} étant sous secret statistique ou non publiée."
        )
    return (
        f"{need}, en zone blanche : {people_text(concerned)}. Estimation : habitants × part publiée, "
        "celle de l’intercommunalité où celle de la commune ne l’est pas ; ce qui n’est pas connu n’est "
        "pas compté."
    )


def count_text(tally: CoverageTotals) -> str:
    """Count the communes concerned of a territory, and their inhabitants; or say that this is not known."""
    if not tally.evidence.enough:
        return f"{tally.name}\u00a0: {NO_ANSWER[:1].lower()}{NO_ANSWER[1:]}."
    gaps = counted(tally.gaps, "commune en zone blanche", "communes en zone blanche")
    return (
        f"{tally.name} : {gaps} sur {french_number(tally.communes)}, "
        f"{counted(tally.uncovered, 'habitant')}."
    )


def _live(number: int, noun: str) -> str:
    """Write how many live somewhere: ``1 habitant vit``, ``3 habitants vivent``."""
    return f"{counted(number, noun)} {'vivent' if number > 1 else 'vit'}"


def fragile_text(robustness: Robustness) -> str:
    """Write how many communes change side when the radius moves by a fifth."""
    shorter, longer = (
        french_number(metres / 1000, 0 if metres % 1000 == 0 else 1)
        for metres in (robustness.shorter_m, robustness.longer_m)
    )
    return (
        "Fragiles : "
        f"{counted(robustness.closed, 'zone blanche disparaît', 'zones blanches disparaissent')} si "
        f"le rayon passe à {longer}\u202fkm ({french_number(robustness.closed_population)} habitants) ; "
        f"{counted(robustness.opened, 'commune le devient', 'communes le deviennent')} s’il passe à "
        f"{shorter}\u202fkm ({french_number(robustness.opened_population)} habitants)."
    )


def reason_texts(reasons: Sequence[GapReason]) -> list[tuple[str, GapReason]]:
    """Write the sentence of each reason, in order, beside its reason; neighbours share one sentence."""
    around = [reason for reason in reasons if reason.why is GapCause.NEIGHBOUR]
    others = [reason for reason in reasons if reason.why is not GapCause.NEIGHBOUR]
    texts = [(_REASONS[reason.why](reason), reason) for reason in others]
    if around:
        more = len(around) - _MOST_NEIGHBOURS
        names = [reason.territory for reason in around[:_MOST_NEIGHBOURS]]
        names += [f"{more} de plus"] if more > 0 else []
        noun = (
            "une intercommunalité voisine en a"
            if len(around) == 1
            else "des intercommunalités voisines en ont"
        )
        sentence = f"Rien de présent dans son intercommunalité ; {noun} : {listed(names)}."
        texts.append((sentence, around[0]))
    return texts


def state_text(state: CoverageState, *, border: bool) -> str:
    """Name the state of a commune as the table does."""
    return f"{STATE_LABELS[state]} ({BORDER_LABEL})" if border else STATE_LABELS[state]


def unsure_text(number: int) -> str:
    """Write how many communes depend on a travelling service whose rounds are not known."""
    if not number:
        return ""
    nearest = counted(
        number,
        "commune a pour lieu le plus proche un service itinérant",
        "communes ont pour lieu le plus proche un service itinérant",
    )
    return f"{nearest} dont la tournée n’est pas connue : il s’arrête peut-être plus près."


def site_words(kind: SiteKind) -> tuple[str, str]:
    """Name what is added, one and several."""
    return (
        ("arrêt d’une tournée", "arrêts d’une tournée")
        if kind is SiteKind.TRAVELLING
        else ("nouveau lieu", "nouveaux lieux")
    )


def host_text(selection: CoverageSelection) -> str:
    """Write which communes may get a new place: ``d’au moins 2 000 habitants``, empty for all."""
    if not selection.host_population:
        return ""
    return f"d’au moins {counted(selection.host_population, 'habitant')}"


def _place(reason: GapReason) -> str:
    where = f" {at_commune(reason.territory)}" if reason.territory else ""
    far = f", {distance_text(reason.distance_m)}" if reason.distance_m is not None else ""
    return f"« {reason.record} »{where}{far}"


def _ended(reason: GapReason) -> str:
    if reason.status not in {"", Status.ENDED.label} and not reason.year:
        return f"A figuré dans une liste, {reason.status} : {_place(reason)}."
    when = f"terminé en {reason.year}" if reason.year else "terminé, année inconnue"
    return f"A existé, {when} : {_place(reason)}."


_REASONS: Mapping[GapCause, Callable[[GapReason], str]] = {
    GapCause.BORDER: lambda _: BORDER_NOTE,
    GapCause.NOTHING: lambda _: "Aucune fiche de ce thème dans toute la région.",
    GapCause.NO_PLACE: lambda _: "Aucun lieu recensé pour ces choix, dans toute la région.",
    GapCause.NEAREST: lambda reason: f"Le lieu le plus proche : {_place(reason)}.",
    GapCause.OTHER_PUBLIC: lambda reason: f"Existe, mais pas pour ce public : {_place(reason)}.",
    GapCause.ENDED: _ended,
    GapCause.WIDE: lambda _: (
        "Couverte seulement par un dispositif départemental ou régional, non compté ici."
    ),
    GapCause.NO_SOURCE: lambda _: (
        "Aucune source importée ne situe de fiche sur ces thèmes dans cette intercommunalité : ce qui "
        "s’y trouve n’est pas connu."
    ),
    GapCause.ROUNDS: lambda _: (
        "Ce lieu est celui d’un service itinérant dont la tournée n’est pas connue."
    ),
}


def _percent(share: float | None) -> str:
    return "sans habitant" if share is None else french_percent(share)


def table_title(selection: CoverageSelection, place: str) -> str:
    """Describe what the table lists, and where."""
    if selection.level is Level.COMMUNE:
        return f"Communes, celles en zone blanche d’abord, {place}"
    return f"Habitants par état de leur commune, par {selection.level.singular}"
