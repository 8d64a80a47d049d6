"""The addresses that are recorded: each key of each page at least once, and wrong words."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain.pages import PAGES as SITE_PAGES

PAGES = (
    *(page.path for page in SITE_PAGES),
    "/?niveau=communes",
    "/?niveau=departements&indicateur=part",
    "/?niveau=communes&indicateur=part&elargi=oui",
    "/?indicateur=nombre",
    "/?indicateur=nombre&niveau=communes&points=aucun",
    "/?theme=mobilite",
    "/?theme=mobilite&theme=sante&public=seniors",
    "/?annee=2015",
    "/?annee=2010-2018&compte=implantees",
    "/?compte=implantees&theme=alimentation&points=initiatives&points=mairies",
    "/?points=mairies",
    "/?territoire=200040715",
    "/?territoire=07129&niveau=communes",
    "/?territoire=D07&theme=numerique",
    "/?territoire=R82",
    "/?territoire=75056",
    "/?tri=nom",
    "/?tri=-habitants&page=2",
    "/?tri=-part&niveau=communes&page=3",
    "/?vue=carte",
    "/?vue=integree&theme=mobilite&territoire=D01",
    "/?theme=reemploi-environnement&public=femmes&annee=1980",
    "/?theme=inconnu&niveau=canton&annee=20x4&page=-3&fiche=Nope&indicateur=zzz",
    "/pres-de-chez-vous?territoire=07129",
    "/pres-de-chez-vous?territoire=38185&rayon=50&page=2",
    "/pres-de-chez-vous?territoire=38185&theme=numerique&public=seniors",
    "/pres-de-chez-vous?territoire=200040715&rayon=intercommunalite",
    "/pres-de-chez-vous?position=45.1885,5.7245&rayon=5",
    "/pres-de-chez-vous?position=48.85,2.35",
    "/pres-de-chez-vous?territoire=74256&ouvert=maintenant",
    "/pres-de-chez-vous?territoire=74256&ouvert=samedi&itinerant=oui",
    "/pres-de-chez-vous?lieu=Lamastre",
    "/pres-de-chez-vous?lieu=saint+priest",
    "/pres-de-chez-vous?lieu=xyzzy",
    "/pres-de-chez-vous?territoire=26198&annee=2019&vue=carte",
    "/pres-de-chez-vous?territoire=07129&vue=integree",
    "/pres-de-chez-vous?territoire=zzz&rayon=7&annee=x&ouvert=jamais&position=a,b",
    "/zones-blanches?niveau=epci",
    "/zones-blanches?niveau=departements&indicateur=acces",
    "/zones-blanches?indicateur=acces",
    "/zones-blanches?indicateur=besoin&besoin=taux-pauvrete",
    "/zones-blanches?indicateur=besoin&niveau=epci",
    "/zones-blanches?rayon=5&theme=mobilite&fragile=oui",
    "/zones-blanches?rayon=30&public=seniors&elargi=oui",
    "/zones-blanches?annee=2016&source=france-services",
    "/zones-blanches?territoire=200040715&theme=sante",
    "/zones-blanches?territoire=07129",
    "/zones-blanches?territoire=D07&tri=distance&page=2",
    "/zones-blanches?territoire=75056",
    "/zones-blanches?tri=-non-couverts&niveau=epci",
    "/zones-blanches?lieux=5&service=itinerant&exclure=07129&exclure=26198",
    "/zones-blanches?theme=reemploi-environnement&public=femmes&annee=1980",
    "/zones-blanches?vue=carte",
    "/zones-blanches?vue=integree&theme=numerique",
    "/zones-blanches?rayon=99&lieux=77&service=x&tri=zzz&exclure=zzz&besoin=zzz",
    "/comparer?territoire=200040715",
    "/comparer?territoire=200040715&territoire=200046977",
    "/comparer?territoire=07129&territoire=38185&territoire=74256&theme=mobilite",
    "/comparer?territoire=D01&territoire=D07&indicateur=part&elargi=oui",
    "/comparer?territoire=D01&territoire=D26&annee=2015&compte=implantees&public=jeunes",
    "/comparer?territoire=200040715&territoire=D07",
    "/comparer?territoire=200040715&cartes=annees&entre=2012-2020",
    "/comparer?territoire=D38&indicateur=nombre&cartes=annees",
    "/comparer?territoire=75056&territoire=R82&entre=x&cartes=y&vue=carte",
    "/nulle-part",
)
"""Pages, as a reader opens them."""

DIRECT = (
    "/sante",
    "/robots.txt",
    "/fiche",
    "/fiche/zzz",
    "/fiche/75056",
    "/fiche/07129?theme=mobilite&annee=2015",
    "/fiche/D01?public=seniors&compte=implantees",
    "/fiche/200040715?elargi=oui",
    "/fiche/R82",
    "/fiche/D01/chiffre/zzz",
    "/zones-blanches/fiche/200040715",
    "/zones-blanches/fiche/07129?rayon=5",
    "/zones-blanches/fiche/R82?theme=alimentation",
    "/zones-blanches/fiche/zzz",
    "/telecharger",
    "/telecharger/carte.zzz",
    "/telecharger/comparer-zzz.svg",
    "/telecharger/zones-blanches.csv?territoire=D07&source=france-services",
    "/telecharger/pres-de-chez-vous.csv",
    "/donnees/couverture/zzz.svg",
    "/connexion",
    "/editeurs/etat",
    "/editeurs/journal",
    "/pres-de-chez-vous/imprimer?territoire=07129",
    "/pres-de-chez-vous/imprimer",
    "/pres-de-chez-vous/imprimer/selection?territoire=07129&choix=transport-solidaire-lamastre",
    "/carte",
    "/zones-blanches/",
    *(
        f"/{path}&texte={text}"
        for path in (
            "suggestions?champ=territoire", "suggestions?champ=lieu", "suggestions?champ=besoin",
            "territoires?vers=/&theme=sante",
        )
        for text in ("lam", "saint pri", "01000", "0738", "grenoble", "st etienne", "zzzz", "10 rue", "")
    ),
)  # fmt: skip
"""Addresses that need no script."""

PARTS = (
    ["values"], ["level"], ["points"], ["halls"], ["focus"], ["table"], ["panel"], ["list"], ["map"],
    ["changes"], ["sides"], ["sites"], ["values", "level"], ["values", "points"], ["focus", "panel", "table"],
    ["answer"], ["places"], ["equity"], ["standing"], ["synthesis"], ["themes"], ["publics"], ["time"],
    ["written"], ["downloads"],
)  # fmt: skip
"""What the scripts ask to draw again, on one page or another."""


@dataclass(frozen=True)
class Visit:
    """What is asked of a site: its pages, and addresses that need no script."""

    pages: tuple[str, ...] = PAGES
    direct: tuple[str, ...] = DIRECT
