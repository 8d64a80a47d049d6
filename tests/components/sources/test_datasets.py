"""How a source is shown: its editions together, its rows, what it does not cover."""

from dataclasses import replace

from markupsafe import Markup

from dashboard.components.shared.page_data import DatasetSummary, NeedsDataset
from dashboard.components.sources.datasets import (
    age_text,
    by_source,
    coverage_text,
    datasets_table,
    needs_table,
    source_section,
)
from dashboard.components.sources.import_preview import (
    TriedColumn,
    TriedColumns,
    TriedTable,
    refused_file,
    tried_file,
)
from tests.helpers.component_tree import elements, tree, words

OLD = DatasetSummary(
    code="france-services",
    title="France services",
    publisher="ANCT",
    licence="Licence Ouverte 2.0",
    edition="2020-01-31",
    rows_read=2534,
    rows_kept=42,
    outside=2490,
    duplicates=1,
    rejected=1,
    unattached=2,
    completeness=(("un téléphone", 0.52), ("un site", 0.0)),
    epci=126,
    without=("CC A", "CC B"),
    remarks=("ligne 4 : doublon",),
    age_days=2489,
)
CHANGES = (
    "Depuis l’édition précédente (31 janvier 2020) : 173 nouvelles, 0 plus listée, 1 déplacée."
)
NEW = replace(
    OLD, edition="2022-12-01", changes=CHANGES, completeness=(("un téléphone", 0.98),), remarks=()
)
OTHER = replace(OLD, code="siae", title="SIAE", edition="2026-11-24", age_days=0)
TRIED = TriedTable(
    format_label="Modèle (modele)",
    sentences=("Édition : 15 mars 2024.", "1 ligne lue."),
    remarks=("a", "b", "c", "d", "e", "f"),
    remarks_in_all=60,
    rows=(("2", "Vélo", "Viriat (01451)", "Mobilité", "Tous", "code INSEE", "exacte"),),
    points=1,
    map_svg=Markup("<svg></svg>"),
)


def cells(table):
    return [
        [words(cell["children"]) for cell in elements(row["children"])]
        for row in elements(table, "Tr")
    ]


def test_editions_of_a_source_stand_together_the_latest_first():
    assert by_source([OLD, NEW, OTHER]) == [(NEW, OLD), (OTHER,)]
    rows = cells(datasets_table([OLD, NEW, OTHER]))
    assert [row[:3] for row in rows[1:]] == [
        ["France services", "ANCT", "1er décembre 2022"],
        ["France services", "ANCT", "31 janvier 2020"],
        ["SIAE", "ANCT", "24 novembre 2026"],
    ]


def test_a_source_nobody_dates_says_so():
    undated = replace(OLD, edition="", age_days=None)
    assert cells(datasets_table([undated]))[1][2:4] == ["date inconnue", "date inconnue"]


def test_a_line_counts_every_row_read():
    line = cells(datasets_table([OLD]))[1]
    assert line[3:] == [
        "6\u00a0ans",
        "Licence Ouverte 2.0",
        "2\u202f534",
        "42",
        "2\u202f490",
        "1",
        "1",
        "2",
    ]


def test_a_source_has_one_heading_and_one_map_whatever_its_editions():
    sheet = source_section((NEW, OLD))
    assert [words(title["children"]) for title in elements(sheet, "H3")] == ["France services"]
    (image,) = elements(sheet, "Img")
    assert image["src"] == "/donnees/couverture/france-services.svg"
    assert "2 éditions réunies (31 janvier 2020 et 1er décembre 2022)" in words(sheet)
    folded = [words(one["children"]) for one in elements(sheet, "Summary")]
    assert folded == [
        "Intercommunalités sans fiche (2)",
        "Édition (31 janvier 2020) : part des fiches qui renseignent",
        "Remarques de l’import (31 janvier 2020) (1)",
    ]


def test_what_a_source_covers_is_worded_for_none_one_and_several_missing():
    assert (
        coverage_text(replace(OLD, without=())) == "126\u00a0intercommunalités couvertes sur 126."
    )
    assert coverage_text(replace(OLD, epci=2, without=("CC A",))).startswith(
        "1\u00a0intercommunalité couverte sur 2 ; hachurée sur la carte, celle où"
    )
    assert "hachurées sur la carte, les 2 où" in coverage_text(OLD)


def test_needs_tell_secret_values_from_missing_ones():
    needs = NeedsDataset("Revenus", "INSEE", "2021-01-01", ("Pauvreté",), 435, 2303, 7)
    assert cells(needs_table([needs]))[1] == [
        "Revenus", "INSEE", "1er janvier 2021", "Pauvreté", "435", "2\u202f303", "7",
    ]  # fmt: skip


def test_an_age_is_told_in_days_months_then_years():
    assert [age_text(days) for days in (0, 1, 29, 31, 700, 731, 2489)] == [
        "0\u00a0jour", "1\u00a0jour", "29\u00a0jours", "1\u00a0mois", "22\u00a0mois", "2\u00a0ans",
        "6\u00a0ans",
    ]  # fmt: skip


def test_a_trial_shows_five_remarks_and_folds_the_rest():
    shown = tree(tried_file("vélo.csv", [TRIED]))
    text = words(shown)
    assert "« vélo.csv » : voici ce qui en serait lu" in text
    assert "rien n’a été conservé" in text
    (folded,) = elements(shown, "Details")
    assert words(folded["children"]) == (
        "Les autres remarques f … et 54 de plus, non montrées ici."
    )
    assert "Remarques (60)" in text


def test_a_refusal_is_escaped_and_its_formats_are_a_list():
    sentence = (
        "<b>.csv n’est « rien ».\nEssayés :\n  - A (il manque « nom »)\n  - B\nSinon, le modèle."
    )
    shown = tree(refused_file(sentence))
    assert [words(item["children"]) for item in elements(shown, "Li")] == [
        "A (il manque «\u00a0nom\u00a0»)",
        "B",
    ]
    assert [words(line["children"]) for line in elements(shown, "P")] == [
        "<b>.csv n’est «\u00a0rien\u00a0».",
        "Essayés :",
        "Sinon, le modèle.",
    ]


def test_what_a_file_holds_stays_words():
    hostile = '"><script>alert(1)</script>'
    columns = TriedColumns(
        columns=(TriedColumn(hostile, (hostile,), "", hostile, hostile),),
        options=(("nom", "Nom"),),
        format_code=hostile,
        file_name=hostile,
        choices_json=hostile,
    )
    table = replace(TRIED, remarks=(hostile,), rows=((hostile,) * 7,))
    written = tried_file(hostile, [table], columns=columns)
    assert "<script" not in written
    # The title, the column four times, its row seven times, and a remark.
    assert words(tree(written)).count(hostile) == 13
    (choice,) = elements(tree(written), "Select")
    assert choice["data-colonne"] == hostile


def test_a_source_says_what_changed_since_its_edition_before():
    told = [words(props["children"]) for props in elements(source_section([NEW, OLD]), "P")]
    assert CHANGES in told
