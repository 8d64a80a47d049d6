"""Two small lists as their publishers write them, typed by hand: France services and places of digital help.

The offices are real ones, those « des Exemples » are invented. The defects are those of the real files: hours
written in several ways, a dash for none, towns in capitals or with « CEDEX », phones in three spellings, a
comment of two lines, an arrondissement as the town, cells left empty.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.helpers import ROOT

OPEN_LATE = "Espace numérique des Exemples"
"""In Vénissieux, on Saturdays from 14 to 20."""
CLOSED_BY_THEN = "Médiathèque des Exemples"
"""In Vénissieux, on Saturdays from 10 to 19."""
CLOSED_ON_SATURDAYS = "France services Vénissieux Minguettes (La Poste)"
NEAREST_HOUSE = "Bus France services UDAF de la Loire"
FRENCH_LESSONS = "Ateliers de français des Exemples"

_HOUSE_COLUMNS = (
    *("id_fs", "insee_dep", "lib_fs", "adresse", "complement_adresse"),
    *("insee_com", "code_postal", "lib_com", "latitude", "longitude", "mail", "telephone"),
    *("h_lundi", "h_mardi", "h_mercredi", "h_jeudi", "h_vendredi", "h_samedi"),
    *("commentaire", "itinerance", "format_fs", "groupe", "labellisation"),
)
_DAY = "09:00 - 12:00 / 13:30 - 17:00"
_AFTERNOON_FIRST = ("13:30 - 17:00", _DAY, _DAY, _DAY, _DAY, "")
_SHORT, _LONG = "09:00 - 12:30", "09:00 - 12:30 / 13:30 - 17:00"


def _house(  # noqa: PLR0913 - a row has as many cells
    number: str,
    name: str,
    where: tuple[str, str, str],
    address: str,
    point: tuple[str, str],
    *,
    phone: str,
    hours: Sequence[str],
    more: str = "",
    mail: str = "",
    comment: str = "",
    travelling: str = "Non",
    since: str = "01/01/2020",
) -> tuple[str, ...]:
    code, postal_code, town = where
    about = (comment, travelling, "Site principal", "", f"Espace labellisé {since}")
    place = (address, more, code, postal_code, town, *point, mail, phone)
    return (number, code[:2], name, *place, *hours, *about)


_SAINT_ETIENNE = ("42218", "42000", "Saint-Étienne")
_PIMMS = "France services Pimms Médiation Métropole Stéphanoise"
_HOUSES = (
    _house(
        "28",
        "France services Vernoux en Vivarais",
        ("07338", "07240", "Vernoux-en-Vivarais"),
        "25 Avenue Vincent d'Indy",
        ("44.89692", "4.646223"),
        phone="09 67 80 73 29",
        hours=(
            _LONG,
            "08:30 - 12:30 / 13:30 - 16:30",
            _SHORT,
            "08:30 - 12:00",
            "13:30 - 17:00",
            "",
        ),
    ),
    _house(
        "29",
        "France services Saint-Agrève",
        ("07204", "07320", "Saint-Agrève"),
        "225 Rue jacques dondoux",
        ("45.01001", "4.394552"),
        phone="04 75 30 20 68",
        hours=(
            "08:30 - 12:00",
            "08:30 - 12:30 / 13:30 - 18:00",
            "08:30 - 12:00",
            "",
            "08:30 - 12:00",
            "",
        ),
        more="Centre socio culturel",
        mail="saint-agreve@france-services.gouv.fr",
    ),
    _house(
        "1523",
        "France services Le Cheylard (La Poste)",
        ("07064", "07160", "Le Cheylard"),
        "Rue du Temple",
        ("44.906776", "4.425102"),
        phone="0475201089",
        hours=("09:00 - 12:00 / 14:00 - 17:00",) * 4 + ("10:15 - 12:00 / 14:00 - 17:00", ""),
        since="20/04/2022",
    ),
    _house(
        "234",
        "France services Pimms Médiation Isère - Grenoble",
        ("38185", "38100", "Grenoble"),
        "97 Galerie de l'Arlequin",
        ("45.16408", "5.732875"),
        phone="04 76 33 06 56",
        hours=("09:00 - 12:00 / 13:00 - 17:00",) * 5 + ("10:00 - 12:30",),
        comment="Sans rendez-vous le matin.\nSur rendez-vous l'après-midi.",
    ),
    _house(
        "657",
        "France services Pimms Médiation Lyon Métropole - Etats-Unis",
        ("69388", "69008", "Lyon 8e"),
        "14 Rue des Serpollières",
        ("45.73236", "4.863936"),
        phone="+33618533163",
        hours=(_LONG, _LONG, _SHORT, _LONG, _SHORT, ""),
    ),
    _house(
        "873",
        _PIMMS,
        ("42218", "42100", "Saint-Étienne"),
        "27 Place Bobby Sands",
        ("45.421032", "4.385005"),
        phone="04 77 59 44 54",
        hours=_AFTERNOON_FIRST,
    ),
    _house(
        "874",
        f"{_PIMMS} - Montreynaud",
        _SAINT_ETIENNE,
        "7 Place Joseph Kosma",
        ("45.472734", "4.394878"),
        phone="04 77 92 14 49",
        hours=_AFTERNOON_FIRST,
    ),
    _house(
        "temp_95",
        NEAREST_HOUSE,
        ("42218", "42002", "Saint-Étienne"),
        "7 rue Etienne Dolet",
        ("45.440914", "4.38034"),
        phone="04 77 43 24 69",
        hours=("08:00-12:00/13:00-17:00",) * 5 + ("-",),
        more="BP 70062",
        travelling="Oui",
    ),
    _house(
        "2571",
        "France services de Bourg en Bresse",
        ("01053", "01000", "Bourg-en-Bresse"),
        "57 avenue Amédée Mercier",
        ("46.203454", "5.243618"),
        phone="04 26 89 81 81",
        hours=("13:30 - 17:00", *("08:30 - 12:00 / 13:30 - 17:00",) * 4, ""),
        more="Centre Social Amédée Mercier",
        mail="maisonfranceservices@bourgenbresse.fr",
    ),
    _house(
        "2651",
        CLOSED_ON_SATURDAYS,
        ("69259", "69200", "Vénissieux"),
        "19 avenue Jean Cagne",
        ("45.696745", "4.871155"),
        phone="04 72 21 36 00",
        hours=("09:00 - 12:30 / 14:00 - 17:00",) * 5 + ("",),
    ),
    _house(
        "temp_42",
        "France services de Valence Romans Agglomération",
        ("26362", "26000", "Valence"),
        "26 place Latour Maubourg",
        ("", ""),
        phone="04 75 79 23 70",
        hours=("", "", "", "", "", "-"),
        travelling="Oui",
    ),
    _house(
        "temp_135",
        "France services de Chambéry",
        ("73065", "73000", "Chambéry"),
        "1 place du forum",
        ("45.592537", "5.918711"),
        phone="04 79 60 20 20",
        hours=("08:30-17:00", *("08:30-12:30/13:30-17:00",) * 2, "13:30-18:00", "08:30-12:30", "-"),
        mail="france-services@mairie-chambery.fr",
    ),
)

_PLACE_COLUMNS = (
    *("id", "nom", "services", "pivot", "commune", "code_postal", "code_insee", "adresse"),
    *("latitude", "longitude", "telephone", "presentation_resume", "publics_accueillis"),
    *("conditions_acces", "modalites_accompagnement", "horaires", "source", "date_maj"),
)
_EDITION = "2026-09-01"
_ONLINE = "Accéder à une connexion internet;Utiliser le numérique au quotidien"
_FORMS = "Réaliser des démarches administratives avec un accompagnement"
_FREE = "Gratuit : Je peux accéder gratuitement au lieu et à ses services"


def _place(  # noqa: PLR0913 - a row has as many cells
    number: str,
    name: str,
    where: tuple[str, str, str],
    address: str,
    point: tuple[str, str],
    *,
    phone: str,
    hours: str,
    services: str = _ONLINE,
    about: str = "",
    source: str = "exemples",
    on: str = "2026-06-01",
) -> tuple[str, ...]:
    code, postal_code, town = where
    first = (number, name, services, "", town, postal_code, code, address, *point, phone)
    return (*first, about, "Adultes;Seniors (+ 65 ans)", _FREE, "", hours, source, on)


_DIGITAL_ADVISER = "conseiller-numerique"
_PLACES = (
    _place(
        "ex-1",
        OPEN_LATE,
        ("69259", "69200", "VENISSIEUX"),
        "6 rue des Exemples",
        ("45.6975", "4.8870"),
        phone="0472000001",
        hours="Mo-Fr 14:00-19:00; Sa 14:00-20:00",
        services=_FORMS,
        about="Aide aux démarches en ligne jusqu’au soir.",
    ),
    _place(
        "ex-2",
        CLOSED_BY_THEN,
        ("69259", "69200", "Vénissieux"),
        "2 avenue des Exemples",
        ("45.6970", "4.8840"),
        phone="+33472000002",
        hours="Tu-Sa 10:00-19:00",
    ),
    _place(
        "ex-3",
        FRENCH_LESSONS,
        ("74010", "74000", "Annecy"),
        "4 quai des Exemples",
        ("45.9006", "6.1290"),
        phone="04 50 00 00 03",
        hours="Tu,Th 14:00-17:00",
        about="Cours de français pour adultes, alphabétisation.",
    ),
    _place(
        "ex-4",
        "Mobilité des Exemples",
        ("07129", "07270", "Lamastre"),
        "1 place des Exemples",
        ("44.9872", "4.5803"),
        phone="04 75 00 00 04",
        hours="Mo-Fr 09:00-12:00",
        about="Transport solidaire : des chauffeurs bénévoles vous conduisent chez le médecin.",
    ),
    _place(
        "ex-5",
        "Point d’accueil des Exemples",
        ("", "69008", "LYON CEDEX 08"),
        "3 rue des Exemples",
        ("45.7330", "4.8700"),
        phone="04 72 00 00 05",
        hours="",
        services=_FORMS,
    ),
    _place(
        "627e2113ad1bdb06edc4ab4d",
        "PIMMS DE GRENOBLE",
        ("38185", "38100", "GRENOBLE"),
        "97 GALERIE DE L'ARLEQUIN",
        ("45.1825", "5.7301"),
        phone="+33476330656",
        hours="Mo-We 09:00-12:00,13:00-17:00; Th 08:00-12:00,14:00-17:00; Fr 08:00-12:00",
        services=_FORMS,
        source=_DIGITAL_ADVISER,
        on="2022-05-13",
    ),
    _place(
        "62ab323c8255a806e299cb29",
        "Grand Chambéry",
        ("73065", "73000", "CHAMBERY"),
        "106 ALL DES BLACHERES",
        ("45.598986", "5.89644"),
        phone="+33479968600",
        hours="",
        source=_DIGITAL_ADVISER,
        on="2022-07-04",
    ),
    _place(
        "63402492383f8e06f02e2302",
        "CENTRE D'INFORMATION SUR LES DROITS DES FEMMES ET DES FAMILLES",
        ("01053", "01000", "BOURG-EN-BRESSE"),
        "100 PL LOUIS BLERIOT",
        ("46.211028", "5.233908"),
        phone="+33474223964",
        hours="Mo-Th 09:00-12:00,13:30-17:00; Fr 09:00-12:00",
        source=_DIGITAL_ADVISER,
        on="2022-10-07",
    ),
    _place(
        "63808d7f4acda506f71c2b71",
        "FÉDÉRATION FAMILLES RURALES DE L'AIN",
        ("01053", "01000", "BOURG-EN-BRESSE"),
        "20 RUE DE LA BASILIQUE",
        ("46.199329", "5.221995"),
        phone="+33652949547",
        hours="Mo-We 09:00-12:30,13:30-17:00; Th,Fr 09:30-12:30,13:30-17:00",
        source=_DIGITAL_ADVISER,
        on="2022-11-25",
    ),
    _place(
        "280f3c03-404e-42f2-a2ec-60593b027b95",
        "MAISON DES SOLIDARITES NELSON MANDELA",
        ("26362", "26000", "VALENCE"),
        "25 Rue Charles Gounod",
        ("44.928496", "4.925662"),
        phone="0475553796",
        hours="",
        services=_FORMS,
        source="dora",
        on="2022-12-12",
    ),
    _place(
        "e2c4fc8b-6059-4043-9395-ed7bf3b6ca93",
        "METROPOLE GRENOBLE-ALPES-METROPOLE (METRO) METRO",
        ("38185", "38031", "GRENOBLE CEDEX 1 CS 50053"),
        "3 RUE MALAKOFF",
        ("45.188801", "5.73914"),
        phone="",
        hours="",
        services=_FORMS,
        source="dora",
        on="2022-09-18",
    ),
)


def import_lists(folder: Path) -> Path:
    """Fill a store under ``folder`` through the import command, beside what is shipped, and name it."""
    houses, places = folder / "liste-france-services.csv", folder / "lieux-mediation-numerique.csv"
    for file, columns, rows in (
        (houses, _HOUSE_COLUMNS, _HOUSES),
        (places, _PLACE_COLUMNS, _PLACES),
    ):
        with file.open("w", encoding="utf-8", newline="") as target:
            csv.writer(target, quoting=csv.QUOTE_ALL).writerows((columns, *rows))
    store = folder / "store"
    subprocess.run(
        [sys.executable, "-m", "dashboard", "import", "--edition", _EDITION, houses, places],
        cwd=ROOT,
        env={**os.environ, "DASHBOARD_DATA_DIR": str(store), "DASHBOARD_SERVICES": ""},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return store
