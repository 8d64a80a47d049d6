"""Columns told by their names and by their cells, on lists people keep."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.data.importers.matching import MatchReason, propose
from dashboard.data.importers.matching.names import likenesses
from tests.helpers.importer_tables import text_table

ASSOCIATION = {
    "Nom de la structure": "Épicerie des Exemples",
    "Adresse": "2 rue de l’Exemple",
    "CP": "01000",
    "Ville": "Bourg-en-Bresse",
    "Téléphone": "04.65.71.00.13",
    "Public": "Tout public",
    "Horaires": "lundi et jeudi 14h-17h",
}


def used(*rows):
    return propose(text_table(list(rows))).used


def one_of(match, header):
    (found,) = [one for one in match.headers if one.header == header]
    return found


def test_the_columns_of_a_usual_list_are_all_told():
    match = propose(text_table([ASSOCIATION]))
    assert match.used == {
        "name": ("Nom de la structure",),
        "publics": ("Public",),
        "address": ("Adresse",),
        "postal_code": ("CP",),
        "city": ("Ville",),
        "phone": ("Téléphone",),
        "opening_hours": ("Horaires",),
    }
    assert match.unused == ()
    assert match.sufficient
    assert {one.why for one in match.headers} == {MatchReason.BOTH}
    assert min(one.sureness for one in match.headers) > 0.9


def test_order_accents_and_case_of_headers_do_not_matter():
    turned = {key.upper(): cell for key, cell in reversed(ASSOCIATION.items())}
    assert {code: headers[0].upper() for code, headers in used(ASSOCIATION).items()} == {
        code: headers[0] for code, headers in used(turned).items()
    }


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("Nom, sigle", "Vestiaire", "name"),
        ("Adresse (n°, rue)", "1 rue", "address"),
        ("Téléphonne", "04 65 71 00 13", "phone"),
        ("Horaires d’accueil du public", "mardi 9h-12h", "opening_hours"),
        ("type de public", "familles", "publics"),
        ("Code postal de la structure", "38000", "postal_code"),
        ("Site Internet de l’association", "https://exemple.fr", "website"),
        ("addr:city", "Vif", "city"),
        ("horaires_lundi", "9h-12h", "lundi"),
        ("Coordonnées GPS", "45.18, 5.72", "point"),
        ("Localisation", "45.18, 5.72", "point"),
        ("Localisation", "derrière la mairie", "address"),
        ("Ville", "38000 Grenoble", "postal_city"),
        ("X", "5.7245", "longitude"),
        ("X", "913 500", "lambert_x"),
        ("latitude", "6458000,5", "lambert_y"),
        ("etat", "en activité", "status"),
    ],
)
def test_a_header_and_its_cells_tell_a_column(header, cell, code):
    assert used({header: cell}) == {code: (header,)}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("04 65 71 00 13", "+33 4 65 71 00 12"), "phone"),
        (("contact@exemple.fr", "accueil@exemple.fr"), "email"),
        (("https://exemple.fr", "www.exemple.fr/lieu"), "website"),
        (("38000", "01000", "69003"), "postal_code"),
        (("38000 Grenoble", "69003 Lyon 3e"), "postal_city"),
        (("12 rue du Modèle", "3 bis avenue de l’Exemple"), "address"),
        (("lundi 9h-12h", "mardi et jeudi 14h-17h"), "opening_hours"),
        (("45.1885, 5.7245", "POINT (5.22 46.2)"), "point"),
        (("45.1885", "46.2052"), "latitude"),
        (("5,7245", "5,2255"), "longitude"),
        (("732 829 320 00074", "35600000000048"), "siret"),
    ],
)
def test_cells_alone_tell_a_column_without_a_name(cells, code):
    match = propose(text_table([{"colonne 7": cell} for cell in cells]))
    assert match.used == {code: ("colonne 7",)}
    assert match.headers[0].why is MatchReason.CONTENT


@pytest.mark.parametrize(
    "cells",
    [
        ("1200", "35", "27764"),
        ("123456789", "987654321"),
        ("12", "14"),
        ("2021-01-01", "2022-05-03"),
        ("01053", "38185"),
    ],
)
def test_numbers_that_could_be_anything_tell_nothing(cells):
    assert used(*({"colonne 7": cell} for cell in cells)) == {}


def test_a_name_that_its_cells_contradict_is_less_sure_and_said():
    rows = [{"nom": "Épicerie", "CP": "04 65 71 00 13"}, {"nom": "Garage", "CP": "04 65 71 00 14"}]
    cp = one_of(propose(text_table(rows)), "CP")
    assert (cp.wanted, cp.why, cp.sureness) == ("phone", MatchReason.CONTENT, 0.6)
    assert (
        cp.note == "Son nom annonce autre chose, mais ses cellules sont des numéros de téléphone."
    )


def test_a_name_that_half_of_its_cells_contradict_is_used_and_said():
    rows = [{"CP": "38000"}, {"CP": "38000"}, {"CP": "néant"}, {"CP": "voir site"}, {"CP": "x"}]
    cp = one_of(propose(text_table(rows)), "CP")
    assert cp.wanted == "postal_code"
    assert cp.sureness < 0.8
    assert cp.note == "Seules 40\u00a0% de ses cellules sont des codes postaux."


def test_a_name_that_some_of_its_cells_contradict_is_used_and_said():
    rows = [{"CP": "38000"}, {"CP": "38000"}, {"CP": "38000"}, {"CP": "voir site"}]
    cp = one_of(propose(text_table(rows)), "CP")
    assert (cp.wanted, cp.why, cp.sureness) == ("postal_code", MatchReason.BOTH, 0.85)
    assert cp.note == "Seules 75\u00a0% de ses cellules sont des codes postaux."


def test_columns_that_go_together_are_joined_and_others_are_one_only():
    row = {
        "Nom": "Épicerie",
        "Téléphone": "04 65 71 00 13",
        "Mobile": "06 39 98 00 01",
        "Adresse": "1 rue X",
        "Adresse postale": "2 rue Y",
        "Thème 1": "alimentation",
        "Thème 2": "mobilité",
    }
    match = propose(text_table([row]))
    assert match.used == {
        "name": ("Nom",),
        "themes": ("Thème 1", "Thème 2"),
        "address": ("Adresse",),
        "phone": ("Téléphone", "Mobile"),
    }
    assert match.unused == ("Adresse postale",)


def test_columns_that_complete_one_another_are_both_read_and_said():
    rows = [
        {"name": "Épicerie", "nom": "", "CP": "38000", "Ville": "Grenoble"},
        {"name": "", "nom": "Garage", "CP": "01000", "Ville": "Bourg-en-Bresse"},
    ]
    match = propose(text_table(rows))
    assert match.used["name"] == ("name", "nom")
    notes = [one.note for one in match.headers if one.wanted == "name"]
    assert sorted(notes) == ["", "Complète une autre colonne, vide là où celle-ci est remplie."]
    rows[0]["nom"] = "Autre"
    assert len(propose(text_table(rows)).used["name"]) == 1


def test_columns_of_people_are_not_read_and_said():
    row = {
        "Prénom": "Ada",
        "Nom": "Exemple",
        "Nom du responsable": "A. Exemple",
        "Association": "Les Exemples",
        "Commune": "Vif",
    }
    match = propose(text_table([row]))
    assert match.used == {"name": ("Association",), "city": ("Commune",)}
    assert match.unused == ("Prénom", "Nom", "Nom du responsable")
    assert "personnes" in one_of(match, "Prénom").note


def test_a_column_of_short_texts_is_only_guessed_to_be_the_name():
    rows = [
        {"Qui ?": "Épicerie des Exemples", "Commune": "Vif"},
        {"Qui ?": "Garage des Modèles", "Commune": "Vif"},
    ]
    match = propose(text_table(rows))
    assert one_of(match, "Qui ?").sureness == 0.4
    assert match.used["name"] == ("Qui ?",)
    assert not match.sufficient


def test_figures_per_commune_are_no_list_of_places():
    rows = [{"Code": "01001", "Libellé": "L’Abergement", "Population": "800", "Densité": "51,2"}]
    match = propose(text_table(rows))
    assert match.statistics
    assert not match.sufficient


def test_a_list_with_figures_is_a_list():
    row = {"Nom du lieu": "Épicerie", "Commune": "Vif", "Bénéficiaires en 2025": "120"}
    assert propose(text_table([row])).sufficient


@pytest.mark.parametrize(
    ("row", "lacking"),
    [
        ({"CP": "38000"}, "le nom"),
        ({"Nom": "Épicerie", "Téléphone": "04 65 71 00 13"}, "de quoi situer"),
        ({"Nom": "Épicerie", "Latitude": "45,1885"}, "de quoi situer"),
        ({"Nom": "Épicerie", "Latitude": "45,1885", "Longitude": "5,7245"}, ""),
        ({"Nom": "Épicerie", "Ville": "Vif"}, ""),
        ({"Organisme": "Les Exemples", "code_insee": "38185"}, ""),
    ],
)
def test_what_a_list_lacks_is_said(row, lacking):
    match = propose(text_table([row]))
    assert match.lacking.startswith(lacking)
    assert match.sufficient is (lacking == "")


def test_points_of_a_map_locate_and_are_no_columns():
    point = {"name": "Lieu", "geometry.longitude": "5", "geometry.latitude": "45"}
    match = propose(text_table([point], container="geojson"))
    assert (match.drawn, match.sufficient) == (True, True)
    assert [one.header for one in match.headers] == ["name"]


def test_three_distinct_values_are_shown():
    rows = [{"Nom": name} for name in ("A b", "A b", "", "C d", "E f", "G h")]
    assert propose(text_table(rows)).headers[0].samples == ("A b", "C d", "E f")


def test_an_empty_column_is_not_told_as_left_out():
    assert propose(text_table([{"Nom": "A b", "Divers": ""}])).unused == ()


def test_no_row_and_no_column_match_nothing():
    empty = text_table([])
    assert propose(empty).used == {}
    assert propose(text_table([{"nom": "x"}])).used == {"name": ("nom",)}


def test_a_long_table_is_matched_by_its_first_filled_cells():
    table = text_table([{"a": "", "b": "x"}])
    cells = pd.DataFrame({"a": ["", *["38000"] * 199, *["non"] * 5000]}, dtype="str")
    table = text_table(cells.to_dict("records"))
    assert propose(table).used == {"postal_code": ("a",)}


@pytest.mark.parametrize("header", ["", "?", "libellé commune", "Nom de la rue"])
def test_headers_that_are_no_name(header):
    assert "name" not in likenesses(header)
