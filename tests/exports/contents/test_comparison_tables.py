"""A comparison as tables for files."""

import math
from dataclasses import replace

from dashboard.domain.indicators import COMPARED, Indicator
from dashboard.domain.references import Reference
from dashboard.exports.contents.comparison_tables import (
    comparison_tables,
    ranks_table,
    territories_table,
)
from tests.helpers.comparison_values import BASSIN, CIMES, changed, claim, comparison


def rows(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def tables(compared=None, changes=None, claims=()):
    written = comparison_tables(compared or comparison(), changes or changed(), claims)
    return {table.title: table for table in written}


def test_each_territory_has_a_row_with_who_it_is_and_every_measure():
    bassin, cimes = rows(territories_table(comparison()))
    assert (bassin["code"], bassin["nom"], bassin["departement"]) == (BASSIN, "CA du Bassin", "Ain")
    assert (bassin["habitants_dans_la_region"], bassin["habitants_par_km2"]) == (137_046, 110.4)
    assert bassin["initiatives"] == 24
    assert bassin["initiatives_pour_10000_habitants"] == 1.75
    assert bassin["part_habitants_desservis"] == 0.625
    assert (bassin["effectif_faible"], cimes["effectif_faible"]) == ("non", "oui")
    assert cimes["code"] == CIMES
    assert cimes["habitants_par_km2"] is None
    assert cimes["part_habitants_desservis"] == 0
    assert cimes["strate"] == "communautés de communes de moins de 15\u202f000 habitants"


def test_every_part_of_the_page_is_a_table():
    assert list(tables()) == [
        "Territoires", "Repères et rangs", "Par thème", "Par public", "Par première année",
        "Commencées et terminées", "Coopération", "Chiffres connus", "Écrit et référence",
    ]  # fmt: skip


def test_references_and_ranks_stand_beside_each_value():
    found = rows(tables()["Repères et rangs"])
    first = found[0]
    (last,) = (
        row
        for row in found
        if (row["nom"], row["mesure"]) == ("CC des Cimes", "initiatives_partagees")
    )
    assert (first["nom"], first["mesure"], first["valeur"]) == ("CA du Bassin", "initiatives", 24)
    assert (first["moyenne_regionale"], first["mediane_de_la_strate"]) == (12.5, 18.0)
    assert (first["moyenne_du_departement"], first["moyenne_des_voisins"]) == (23.0, None)
    assert (first["rang_region"], first["classes_region"]) == (3, 119)
    assert (last["rang_region"], last["rang_strate"], last["classes_strate"]) == (None, None, 31)


def test_flat_files_hold_the_same_references_and_ranks_after_the_values():
    values, whole = territories_table(comparison()), ranks_table(comparison())
    assert whole.columns[: len(values.columns)] == values.columns
    assert len(whole.columns) == len(values.columns) + len(COMPARED) * 8
    assert [row[: len(values.columns)] for row in whole.rows] == list(values.rows)
    bassin, cimes = rows(whole)
    assert bassin["initiatives_moyenne_regionale"] == 12.5
    assert bassin["initiatives_mediane_strate"] == 18.0
    assert bassin["initiatives_moyenne_departement"] == 23.0
    assert bassin["initiatives_moyenne_voisins"] is None
    assert (bassin["initiatives_rang_region"], bassin["initiatives_classes_region"]) == (3, 119)
    assert cimes["initiatives_partagees_rang_strate"] is None
    assert cimes["initiatives_partagees_classes_strate"] == 31


def test_a_reference_that_is_not_known_is_a_gap():
    bassin, *_ = comparison().territories
    number = replace(bassin.ranks[Indicator.NUMBER], references={Reference.REGION: math.nan})
    one = replace(bassin, ranks={**bassin.ranks, Indicator.NUMBER: number})
    (row,) = rows(ranks_table(comparison(territories=(one,))))
    assert row["initiatives_moyenne_regionale"] is None


def test_themes_and_publics_have_a_row_per_territory_with_both_references():
    found = rows(tables()["Par thème"])
    assert len(found) == 6
    assert found[0] == {
        "code": BASSIN,
        "nom": "CA du Bassin",
        "theme": "Alimentation",
        "initiatives": 8,
        "initiatives_pour_10000_habitants": 0.58,
        "moyenne_regionale_pour_10000": 0.4,
        "mediane_de_la_strate_pour_10000": 0.5,
    }
    assert found[1]["mediane_de_la_strate_pour_10000"] is None
    assert [row["public"] for row in rows(tables()["Par public"])] == ["Séniors", "Séniors"]


def test_years_end_with_the_initiatives_whose_first_year_is_unknown():
    bassin = [row for row in rows(tables()["Par première année"]) if row["code"] == BASSIN]
    assert [row["annee"] for row in bassin] == ["2020", "2021", "2022", "2023", "inconnue"]
    assert [row["nouvelles"] for row in bassin] == [0, 2, 0, 3, 1]
    assert [row["cumul"] for row in bassin] == [0, 2, 2, 5, None]


def test_what_began_and_ended_cooperation_figures_and_claims_have_their_rows():
    found = tables(changes=changed(new=2, ended=1), claims=[claim()])
    changes = rows(found["Commencées et terminées"])
    assert [row["ce_qui_change"] for row in changes] == ["commencée", "commencée", "terminée"]
    assert changes[0]["territoires"] == "CA du Bassin | CC des Cimes"
    partners = rows(found["Coopération"])
    assert [(row["avec"], row["initiatives_partagees"]) for row in partners] == [
        ("CC de la Vallée", 3),
        ("CC des Cimes", 1),
    ]
    (figure,) = rows(found["Chiffres connus"])
    assert (figure["valeur"], figure["unite"], figure["date"]) == (1800, "familles", "2025-10-25")
    (beside,) = rows(found["Écrit et référence"])
    assert (beside["ecrit"], beside["reference"], beside["ecart"]) == (56, 54, -2)


def test_no_territory_leaves_the_heads():
    found = tables(comparison(territories=(), strata=(), themes=(), publics=()))
    assert found["Territoires"].rows == ()
    assert found["Territoires"].columns[:2] == ("code", "nom")
