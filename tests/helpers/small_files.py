"""Published files of a few rows, of invented organisations, with the defects the real ones have."""

from __future__ import annotations

import io
import json
from typing import Any

import xlsxwriter

FRANCE_SERVICES_2020 = (
    (
        """\
MATRICULE;DEPARTEMENT;FRANCE SERVICES;ADRESSE;CODE INSEE;CODE POSTAL;COMMUNE;LATITUDE;LONGITUDE;\
CONTACT MAIL;TELEPHONE;TYPE STRUCTURE PORTEUSE;ITINERANCE
1;1;Bourg;1 rue Neuve;1053;1000;BOURG EN BRESSE;46,205;5,225;jeanne.martin@exemple.fr;474000001;CC;Non
2;1;Ceyzériat;2 rue Neuve;1072;1250;CEYZERIAT;46,18;5,9;accueil@exemple.fr;04 74 00 00 02;CC;Non
3;7;Annonay;3 rue Neuve;;7104;ANNONAY CEDEX;;;contact@provider;;CC;Non
4;75;Paris;4 rue Neuve;75101;75001;PARIS;48,86;2,34;;4 7;CC;Non
5;13;Les Étangs;5 rue Neuve;1396;13460;LES ETANGS;43,45;4,43;;;CC;Non
2;1;Ceyzériat (annexe);2 rue Neuve;1072;1250;CEYZERIAT;;;;;CC;Non
;1;Sans matricule;2 rue Neuve;1072;1250;CEYZERIAT;;;;;CC;Non
"""
    )
    .replace("\n", "\r\n")
    .encode("latin-1")
)
"""Lost zeros, decimal commas, a point 43 km off, a CEDEX, a code of the Ain for a place elsewhere."""

FRANCE_SERVICES_2022 = (
    "id_fs,lib_fs,insee_com,code_postal,lib_com,adresse,telephone,format_fs,labellisation\n"
    "1,France services de Bourg,01053,01000,Bourg-en-Bresse,9 avenue Haute,04 74 00 00 01,"
    "Antenne,Espace labellisé 15/01/2020\n"
    "5,France services du Haut Valromey,01187,01260,Haut Valromey,1 place Basse,,Antenne,\n"
).encode("utf-8-sig")

STRUCTURES: list[dict[str, Any]] = [
    {
        "source": "dora",
        "id": "s1",
        "nom": "Maison des Tilleuls",
        "commune": "Grenoble",
        "code_insee": "38185",
        "code_postal": "38000",
        "adresse": "3 rue des Tilleuls",
        "longitude": 5.7243,
        "latitude": 45.182,
    },
    {"source": "autre", "id": "s1", "nom": "Régie du Port", "code_insee": "69388"},
    {"source": "autre", "id": "s2", "nom": "Régie du Bois", "code_insee": "26371"},
    {"source": "dora", "id": "s1", "nom": "Maison des Tilleuls", "code_insee": "38185"},
    {"source": "dora", "id": "s3", "nom": "Loin", "code_insee": "59350", "thematiques": "?"},
]
"""Ids repeated across sources, a Lyon arrondissement, a merged commune, rows without a point."""

SERVICES = (
    ",id,source,nom,structure_id,types,thematiques,profils,presentation_resume\n"
    "0,v1,dora,Atelier clavier,s1,\"['atelier']\",\"['numerique', 'mobilite']\","
    "\"['seniors-65']\",Des mots\n"
    "1,v2,autre,Atelier vélo,s1,\"['atelier']\",\"['mobilitée']\",[],\n"
    "2,v3,dora,Atelier perdu,s9,\"['atelier']\",\"['numerique']\",[],\n"
).encode()
"""Lists as Python texts, an index column without a name, no place of their own."""

POSTS_2020 = [
    {
        "id_poste": "00119R000101",
        "raison_sociale": "Régie du Pré",
        "annee": 2020,
        "montant": 20000,
        "insee_dep": "01",
        "insee_reg": "84",
    },
    {
        "id_poste": "03819R000201",
        "raison_sociale": "Foyer du Lac",
        "annee": 2020,
        "montant": 20000,
        "insee_dep": "38",
        "insee_reg": "84",
    },
    {
        "id_poste": "01319R000301",
        "raison_sociale": "Foyer du Sud",
        "annee": 2020,
        "montant": 20000,
        "insee_dep": "13",
        "insee_reg": "93",
    },
]
"""The département and nothing finer."""

OUR_TEMPLATE = (
    "identifiant;nom;themes;publics;code_insee;code_postal;commune;territoires_desservis;debut\n"
    "a;Cantine du Pré;alimentation;familles;01053;;;;2021\n"
    "b;Garage du Port;mobilite;;69388;13001;Marseille;;\n"
    "c;Épicerie du Pré;alimentaton;;38185;;;;\n"
    "d;Bus du Lac;mobilite;;;;;D01;\n"
    "e;Atelier;numerique;;59999;;;;\n"
    "f;Point du Pré;numerique;;;01000;;;\n"
).encode()

ENTERPRISES = (
    "Mesure;SIRET;Dénomination_Sociale;Nature_juridique;Code_departement;Libelle_dpt;Nom_rue;"
    "Code_post_com;Lib_com\n"
    "ACI;11111111100011;CHANTIER DU PRE;Association;001;Ain;RUE NEUVE;1000;BOURG EN BRESSE\n"
    "AI;11111111100011;CHANTIER DU PRE;Association;001;Ain;RUE NEUVE;1000;BOURG EN BRESSE\n"
    "ACI;11111111100011;CHANTIER DU PRE (BIS);Association;001;Ain;;1000;BOURG EN BRESSE\n"
    "EI;22222222200022;ATELIER DU NORD;Association;059;Nord;RUE NEUVE;59000;LILLE\n"
).encode()


def as_json(rows: list[dict[str, object]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False).encode()


def structures() -> bytes:
    """Structures with every column of the schema's version 0, most of them empty."""
    columns = (
        "siret",
        "rna",
        "typologie",
        "labels_nationaux",
        "thematiques",
        "presentation_resume",
    )
    return as_json([dict.fromkeys(columns, "") | row for row in STRUCTURES])


def model_workbook() -> bytes:
    """The workbook of data·inclusion's version 1: help rows, services first, deliberate errors."""
    sheets = {
        "services": """\
id;source;nom;structure_id;type;thematiques;publics;lien_source;zone_eligibilite
Identifiant unique du service;;;;;;;;
w1;maison;Aide clavier;m1;atelier;numerique--acceder-a-des-services-en-ligne;seniors;;01053
w2;maison;Aide vélo;m1;atelier;mobilite--acceder-a-un-velo-bleu;;pas une adresse;""",
        "structures": """\
id;source;nom;siret;reseaux_porteurs;code_insee;code_postal;commune;longitude;latitude;date_maj
m1;maison;Maison du Lac;;;74010;74000;Annecy;6.1294;45.8992;2025-03-04
m2;maison;Maison du Quai;;;59999;74000;Annecy;6.1294;45.8992;2025-03-04""",
    }
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    for title, text in sheets.items():
        sheet = book.add_worksheet(title)
        for row, line in enumerate(text.split("\n")):
            sheet.write_row(row, 0, line.split(";"))
    book.close()
    return content.getvalue()
