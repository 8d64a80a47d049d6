"""The mapping files as they are shipped: decisions one can check by eye, and whole lists covered."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
from data_inclusion.schema.v1 import Public, Thematique

from dashboard.data.vocabularies.terms import map_terms
from dashboard.domain.vocabulary import PUBLICS, THEMES
from dashboard.settings import VOCABULARIES_FOLDER

OFFICIAL = "correspondance_thematiques_v0_v1.csv"
OPEN_DATA = os.environ.get("DASHBOARD_OPEN_DATA", "")


def codes_of(vocabulary, scheme, term):
    mapped = map_terms(pd.Series([term], dtype="str"), scheme=scheme, vocabulary=vocabulary)
    assert mapped.unmapped[0] == "", term
    return mapped.codes[0]


def rows(name):
    with (VOCABULARIES_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("scheme", "term", "codes"),
    [
        ("data-inclusion-v0", "mobilite", "mobilite"),
        ("data-inclusion-v0", "handicap", "acces-aux-droits"),
        ("data-inclusion-v0", "gestion-financiere--obtenir-une-aide-alimentaire", "alimentation"),
        (
            "data-inclusion-v0",
            "numerique--favoriser-mon-insertion-professionnelle",
            "emploi-formation|numerique",
        ),
        ("data-inclusion-v0", "remobilisation", "lien-social"),
        (
            "data-inclusion-v0",
            "acces-aux-droits-et-citoyennete--faciliter-laction-citoyenne",
            "participation-citoyenne",
        ),
        ("data-inclusion-v1", "equipement-et-alimentation--alimentation", "alimentation"),
        ("data-inclusion-v1", "equipement-et-alimentation--aide-menagere", "famille-protection"),
        (
            "data-inclusion-v1",
            "remobilisation--benevolat-action-citoyenne",
            "participation-citoyenne",
        ),
        ("data-inclusion-v1", "mobilite--preparer-un-permis-de-conduire", "mobilite"),
        (
            "mediation-numerique",
            "Réaliser des démarches administratives avec un accompagnement",
            "acces-aux-droits|numerique",
        ),
        ("mediation-numerique", "numerique--prendre-en-main-un-ordinateur", "numerique"),
        (
            "hinaura",
            "Accompagnement demande de logement social",
            "logement|acces-aux-droits|numerique",
        ),
        ("hinaura", "Médiathèque", ""),
        ("siae", "ETTI", "emploi-formation"),
        ("geojson", "Épiceries solidaires", "alimentation"),
        ("modele", "repair-café", "reemploi-environnement"),
        ("geojson", "Français", "emploi-formation"),
        ("geojson", "Alimentation et vêtements", "alimentation|reemploi-environnement"),
        ("geojson", "Solidarité", ""),
        ("modele", "Action sociale", "acces-aux-droits"),
    ],
)
def test_themes_of_published_terms(shipped, scheme, term, codes):
    assert codes_of(shipped.themes, scheme, term) == codes


@pytest.mark.parametrize(
    ("scheme", "term", "codes"),
    [
        ("data-inclusion-v0", "alternants", "actifs|etudiants"),
        ("data-inclusion-v0", "surdite", "personnes-en-situation-de-handicap"),
        (
            "data-inclusion-v0",
            "sortants-de-detention",
            "personnes-en-situation-juridique-specifique",
        ),
        ("data-inclusion-v0", "locataires", ""),
        ("mediation-numerique", "Adultes", "tous-publics"),
        ("mediation-numerique", "Seniors (+ 65 ans)", "seniors"),
        ("mediation-numerique", "Jeunes (16-26 ans)", "jeunes"),
        ("hinaura", "Petite enfance / Parentalité (0-3 ans)", "familles"),
        ("hinaura", "Langue étrangère (anglais)", ""),
        ("siae", "ACI", "beneficiaires-des-minimas-sociaux|demandeurs-emploi"),
        ("geojson", "Demandeurs d'asile", "personnes-exilees"),
        ("modele", "Associations et collectifs", "associations"),
        ("geojson", "Habitants du quartier", "tous-publics"),
        ("geojson", "Hommes", ""),
        ("geojson", "Précarité", "personnes-en-situation-durgence"),
        ("geojson", "Mères et enfants", "familles|femmes"),
    ],
)
def test_publics_of_published_terms(shipped, scheme, term, codes):
    assert codes_of(shipped.publics, scheme, term) == codes


def test_every_official_theme_has_exactly_one_of_ours(shipped):
    found = {
        theme: codes_of(shipped.themes, "data-inclusion-v1", theme.value) for theme in Thematique
    }
    assert {theme.value: codes for theme, codes in found.items() if "|" in codes or not codes} == {}
    assert len(found) == 69


def test_every_official_public_is_ours_by_code_and_by_label(shipped):
    for public in Public:
        assert codes_of(shipped.publics, "data-inclusion-v1", public.value) == public.value
        assert codes_of(shipped.publics, "data-inclusion-v1", public.label) == public.value


def test_the_files_hold_what_the_readme_says():
    themes, publics = rows("themes.csv"), rows("publics.csv")
    assert sum(len(row["becomes"].split("|")) for row in themes if row["becomes"]) == 201
    assert sum(bool(row["becomes"]) for row in themes) == 143
    assert {row["scheme"] for row in themes} == {
        "data-inclusion-v0",
        "data-inclusion-v1",
        "mediation-numerique",
        "hinaura",
        "siae",
        "geojson",
    }
    # No row repeats what the enumerations or our own list already say.
    ours = {term.code for term in (*THEMES, *PUBLICS)}
    repeated = [row for row in (*themes, *publics) if row["term"] in ours]
    assert {row["scheme"] for row in repeated} == {"data-inclusion-v0"}


def test_every_mediation_service_is_at_least_digital(shipped):
    services = [row["term"] for row in rows("themes.csv") if row["scheme"] == "mediation-numerique"]
    assert len(services) == 24
    for service in services:
        assert "numerique" in codes_of(shipped.themes, "mediation-numerique", service).split("|")


@pytest.mark.skipif(not OPEN_DATA, reason="DASHBOARD_OPEN_DATA names no folder")
def test_the_successors_of_v0_are_the_official_ones():
    path = Path(OPEN_DATA) / OFFICIAL
    if not path.is_file():
        pytest.skip(f"no {OFFICIAL} in DASHBOARD_OPEN_DATA")
    official = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            official[row["v0"]].append(row["v1"])
    became = {row["term"]: row["becomes"] for row in rows("themes.csv") if row["becomes"]}
    assert {term: terms.split("|") for term, terms in became.items()} == official
