"""Lists as associations have them, imported by command: what each becomes on the map.

Each small file here is of a kind that once was lost, refused or taken for something else.
"""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from dashboard.data.stores.files import FileStore

HEAD = "nom;adresse;code_postal;commune;code_insee;themes;publics;telephone;statut\n"
VESTIAIRE = "Vestiaire du Pré;1 rue Neuve;01000;Bourg-en-Bresse;01053;lien-social;tous-publics;;\n"
GARAGE = "Garage du Port;5 avenue Haute;38000;Grenoble;38185;mobilite;tous-publics;;\n"
BIKE = "Atelier vélo;2 rue Neuve;01000;Bourg-en-Bresse;01053;mobilite;tous-publics;;\n"
OWN = (
    "Nom de la structure;Adresse;CP;Ville;Téléphone;Public;Horaires\n"
    "Épicerie du Pré;2 rue Neuve;01000;Bourg-en-Bresse;04.65.71.00.13;Tout public;"
    "lundi et jeudi 14h-17h\n"
    "Vestiaire du Port;12 rue Haute;38000;Grenoble;0465710012;Familles;mardi 9h-12h\n"
)


def drawn(name, *points):
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": geometry}
        for geometry in points
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def point(longitude, latitude):
    return {"type": "Point", "coordinates": [longitude, latitude]}


BOURG, GRENOBLE = point(5.2255, 46.2052), point(5.7245, 45.1885)


def workbook(hidden_sheet="", hidden_rows=(), **sheets):
    """Write sheets of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for number in hidden_rows:
            sheet.row_dimensions[number].hidden = True
        sheet.sheet_state = "hidden" if title == hidden_sheet else "visible"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rows(*texts):
    return [line.split(";") for line in (HEAD + "".join(texts)).strip().split("\n")]


@pytest.fixture
def kept(folder):
    """What the store holds: names of records by source and edition."""

    def read():
        return {
            (one.provenance.source, one.provenance.edition): one.table["name"].tolist()
            for one in FileStore(folder).read()
        }

    return read


@pytest.fixture
def imported(run, write):
    """Import a file and return what was said; it must have been taken."""

    def told(name, content, *options):
        content = content.encode() if isinstance(content, str) else content
        done = run("import", *options, write(name, content))
        assert done.exit_code == 0, done.output
        return done.stdout.replace("\u00a0", " ")

    return told


def test_two_lists_in_one_format_are_two_sources(imported, kept):
    first = imported("asso_a.csv", HEAD + VESTIAIRE)
    assert "Source : asso a (asso-a), source nouvelle ; édition : date inconnue." in first
    imported("asso_b.csv", HEAD + GARAGE)
    assert kept() == {("asso-a", ""): ["Vestiaire du Pré"], ("asso-b", ""): ["Garage du Port"]}


def test_two_files_of_one_command_are_two_sources_unless_told_otherwise(run, write, kept):
    paths = [
        write(f"umap_{n}.geojson", drawn(f"Lieu {n}", at)) for n, at in ((1, BOURG), (2, GRENOBLE))
    ]
    assert run("import", *paths).exit_code == 0
    assert kept() == {("umap-1", ""): ["Lieu 1"], ("umap-2", ""): ["Lieu 2"]}
    assert run("import", "--source", "CCAS de Vif", *paths).exit_code == 0
    assert kept()[("ccas-de-vif", "")] == ["Lieu 1", "Lieu 2"]


def test_files_of_one_name_in_two_folders_are_two_sources(run, tmp_path, kept):
    for part, row in (("ain", VESTIAIRE), ("isere", GARAGE)):
        (tmp_path / part).mkdir()
        (tmp_path / part / "liste.csv").write_text(HEAD + row, encoding="utf-8")
    done = run("import", tmp_path / "ain" / "liste.csv", tmp_path / "isere" / "liste.csv")
    assert done.exit_code == 0, done.output
    assert kept() == {
        ("ain-liste", ""): ["Vestiaire du Pré"],
        ("isere-liste", ""): ["Garage du Port"],
    }


def test_sheets_that_number_their_own_rows_lose_none(imported, kept):
    head = ["id", "nom", "code_postal", "commune"]
    book = workbook(
        Ain=[head, ["1", "Vestiaire", "01000", "Bourg-en-Bresse"]],
        Isère=[head, ["1", "Garage", "38000", "Grenoble"], ["2", "Atelier", "38000", "Grenoble"]],
    )
    imported("numerotees.xlsx", book)
    assert sorted(kept()[("numerotees", "")]) == ["Atelier", "Garage", "Vestiaire"]


def test_a_sheet_that_is_no_list_is_told(imported):
    book = workbook(Liste=rows(VESTIAIRE), Notes=[["Relire"], ["Appeler"], ["Merci"]])
    told = imported("classeur.xlsx", book)
    assert "« Notes » n’est pas une liste que l’on sache lire" in told


def test_every_visible_sheet_is_read_and_hidden_ones_are_told(imported, kept):
    book = workbook(Isère=rows(GARAGE), Ain=rows(VESTIAIRE), Avant=rows(BIKE), hidden_sheet="Avant")
    told = imported("feuilles.xlsx", book)
    assert "Feuille masquée « Avant » laissée de côté" in told
    assert sorted(kept()[("feuilles", "")]) == ["Garage du Port", "Vestiaire du Pré"]
    imported("feuilles.xlsx", book, "--hidden", "--replace")
    assert len(kept()[("feuilles", "")]) == 3


def test_hidden_rows_are_told_and_left_out_unless_asked_for(imported, kept):
    book = workbook(Liste=rows(VESTIAIRE, GARAGE), hidden_rows=(3,))
    assert "1 ligne masquée laissée de côté (ligne 3)" in imported("masquees.xlsx", book)
    assert kept()[("masquees", "")] == ["Vestiaire du Pré"]
    imported("masquees.xlsx", book, "--hidden", "--replace")
    assert kept()[("masquees", "")] == ["Vestiaire du Pré", "Garage du Port"]


def test_no_edition_lies_ahead_nor_comes_from_a_title(imported, kept):
    imported("agenda_2030_initiatives.csv", HEAD + VESTIAIRE)
    assert list(kept()) == [("agenda-2030-initiatives", "")]


def test_a_later_edition_says_what_it_replaces_and_the_earlier_one_stays(imported, kept):
    imported("asso_2023-05-01.csv", HEAD + VESTIAIRE + GARAGE)
    told = imported("asso_2024-05-01.csv", HEAD + VESTIAIRE + BIKE)
    assert (
        "Remplace l’édition précédente (1er mai 2023) : 1 nouvelle, 1 plus listée, 0 déplacée."
        in told
    )
    assert list(kept()) == [("asso", "2023-05-01"), ("asso", "2024-05-01")]


def test_the_same_edition_of_another_content_is_refused_unless_it_replaces(
    run, write, imported, kept
):
    imported("asso.csv", HEAD + VESTIAIRE)
    refused = run("import", write("asso.csv", (HEAD + GARAGE).encode()))
    assert refused.exit_code == 2
    assert "déjà importée d’un autre contenu" in refused.stderr
    assert kept() == {("asso", ""): ["Vestiaire du Pré"]}
    assert "Remplace le contenu de cette édition" in imported(
        "asso.csv", HEAD + GARAGE, "--replace"
    )
    assert kept() == {("asso", ""): ["Garage du Port"]}
    assert run("imports", "restore").exit_code == 0
    assert kept() == {("asso", ""): ["Vestiaire du Pré"]}


def test_what_is_said_of_a_source_is_kept_for_its_next_editions(imported, folder):
    said = (
        "--title",
        "Lieux de Vif",
        "--publisher",
        "Ville de Vif",
        "--licence",
        "ODbL",
        "--exhaustive",
    )
    imported("vif_2023.csv", HEAD + VESTIAIRE, "--source", "CCAS de Vif", *said)
    told = imported("vif_2024.csv", HEAD + GARAGE, "--source", "ccas-de-vif")
    assert "1 retirée de la liste officielle" in told
    last = FileStore(folder).provenances()[-1]
    assert (last.source, last.title, last.publisher, last.licence, last.exhaustive) == (
        "ccas-de-vif",
        "Lieux de Vif",
        "Ville de Vif",
        "ODbL",
        True,
    )


def test_no_file_s_name_takes_the_place_of_a_publication_or_of_the_catalogue(imported, kept):
    imported("france-services.csv", HEAD + VESTIAIRE)
    imported("catalogue.csv", HEAD + GARAGE)
    assert list(kept()) == [("liste-catalogue", ""), ("liste-france-services", "")]


def test_a_drawing_without_coordinates_is_told_and_the_others_kept(imported, kept):
    told = imported(
        "dessin.geojson", drawn("Lieu", {"type": "LineString", "coordinates": []}, BOURG)
    )
    assert "dessin est vide ou illisible" in told
    assert kept()[("dessin", "")] == ["Lieu", "Lieu"]


def test_columns_are_recognised_whatever_they_are_called(imported, folder):
    told = imported("liste.csv", OWN)
    assert "« Nom de la structure » → nom (par son nom et ses cellules) : Épicerie du Pré" in told
    [found] = FileStore(folder).read()
    columns = ["commune_code", "phone", "publics", "opening_hours"]
    assert found.table[columns].to_numpy().tolist() == [
        ["01053", "04 65 71 00 13", "tous-publics", "Mo 14:00-17:00; Th 14:00-17:00"],
        ["38185", "04 65 71 00 12", "familles", "Tu 09:00-12:00"],
    ]


def test_any_header_can_be_named_and_what_was_chosen_kept_for_the_next_time(
    run, write, tmp_path, imported, folder
):
    content = "Nom, sigle;Autre;CP;Ville\nVestiaire;Croix du Pré;38000;Grenoble\n"
    saved = tmp_path / "colonnes.json"
    imported("a.csv", content, "--columns", "nom=Autre", "--save-mapping", saved)
    imported("b.csv", content.replace("Croix", "Foyer"), "--mapping", saved)
    names = [one.table["name"].tolist() for one in FileStore(folder).read()]
    assert names == [["Croix du Pré"], ["Foyer du Pré"]]
    refused = run("import", "--mapping", write("x.json", b"[1]"), write("c.csv", content.encode()))
    assert (refused.exit_code, "ne dit pas à quoi servent" in refused.stderr) == (2, True)


def test_a_list_of_excel_s_old_csv_keeps_its_accents(imported, folder):
    text = (
        "nom;code_postal;commune\nCentre d’hébergement;38000;Grenoble\n"
        "Relais des mères isolées;01000;Bourg-en-Bresse\nMaison de l’été;26000;Valence\n"
    ).replace("’", "'")
    imported("msdos.csv", text.encode("cp850"))
    [found] = FileStore(folder).read()
    assert found.table["name"].tolist()[:2] == ["Centre d'hébergement", "Relais des mères isolées"]


def test_two_clues_are_believed_against_a_point(imported, folder):
    told = imported(
        "loin.csv",
        "nom;code_postal;commune;latitude;longitude\nLieu;38000;Grenoble;45.7640;4.8357\n",
    )
    assert "Le point est à 90 km de la commune du code postal et du nom, Grenoble (38185)" in told
    [found] = FileStore(folder).read()
    assert found.table["commune_code"].tolist() == ["38185"]
    assert found.table["longitude"].isna().all()


def test_france_services_with_a_month_of_labelling_alone_is_of_that_year(imported, folder):
    content = (
        "MATRICULE;DEPARTEMENT;lib_france_services;ADRESSE;insee_com;code_postal;lib_com;h_lundi;"
        "h_vendredi;ITINERANCE;FORMAT_FS;Labellisation\n"
        "1;1;Du Pré;1 rue Neuve;01033;01200;VALSERHÔNE;9:00 - 12:00;;;Espace;Espace labellisé 01/2020\n"
    )
    imported("fs.csv", content)
    [found] = FileStore(folder).read()
    assert found.provenance.source == "france-services"
    assert found.table["started_on"].tolist() == ["2020"]


def test_a_list_nobody_dates_has_no_date_and_its_records_none(imported, folder):
    imported("vieille.csv", HEAD + VESTIAIRE)
    [found] = FileStore(folder).read()
    assert (found.provenance.edition, found.table["updated_on"].tolist()) == ("", [""])


def test_maps_of_umap_and_gogocarto_are_read(imported, kept):
    layers = [
        json.loads(drawn("Lieu", BOURG)) | {"_umap_options": {"name": "Aide alimentaire"}},
        json.loads(drawn("Vestiaire", GRENOBLE)) | {"_umap_options": {"name": "Vestiaires"}},
    ]
    umap = {"type": "umap", "uri": "x", "properties": {}, "geometry": BOURG, "layers": layers}
    imported("carte.umap", json.dumps(umap))
    place = {"latitude": 46.2052, "longitude": 5.2255}
    elements = {"data": [{"id": "3paH", "name": "Épicerie", "geo": place, "categories": ["Repas"]}]}
    imported("elements.json", json.dumps(elements))
    assert kept() == {("carte", ""): ["Lieu", "Vestiaire"], ("elements", ""): ["Épicerie"]}


def test_a_word_nobody_knows_rejects_no_row(imported, kept):
    strange = "Lieu;1 rue Neuve;01000;Bourg-en-Bresse;01053;jonglage;martiens;;peut-être\n"
    told = imported("mots.csv", HEAD + strange)
    assert "« jonglage »" in told
    assert "« martiens »" in told
    assert kept()[("mots", "")] == ["Lieu"]


def test_what_commands_do_is_in_the_journal_of_editors(run, imported):
    imported("asso.csv", HEAD + VESTIAIRE)
    run("imports", "remove", "asso")
    told = run("editors", "journal").stdout
    for action in ("Publié", "Retiré"):
        [line] = [line for line in told.splitlines() if action in line]
        assert "asso-sans-date" in line
        assert "ligne de commande" in line


def test_a_date_to_come_dates_nothing_and_a_past_end_ends(imported, folder):
    head = "nom;code_postal;commune;date_maj;date_fin\n"
    told = imported(
        "dates.csv",
        f"{head}Vestiaire;01000;Bourg-en-Bresse;2031-01-01;\n"
        "Garage;38000;Grenoble;2022-03-01;2022-06-30\n",
    )
    assert "Cette date est à venir" in told
    [found] = FileStore(folder).read()
    assert found.table[["updated_on", "status"]].to_numpy().tolist() == [
        ["", ""],
        ["2022-03-01", "ended"],
    ]


def test_a_list_named_after_a_publication_withdraws_nothing(imported, folder):
    imported("a.csv", HEAD + VESTIAIRE, "--source", "France Services")
    [found] = FileStore(folder).read()
    assert (found.provenance.source, found.provenance.exhaustive) == ("france-services", False)


def test_a_source_is_named_in_letters_and_a_column_may_be_read_from_several(run, write, folder):
    refused = run("import", "--source", "★", write("b.csv", (HEAD + VESTIAIRE).encode()))
    assert (refused.exit_code, "n’a ni lettre" in refused.stderr) == (2, True)
    content = "Nom;A;B;CP;Ville\nGarage;12 rue Haute;Bâtiment C;38000;Grenoble\n"
    options = ("--columns", "adresse=A", "--columns", "adresse=B")
    done = run("import", *options, write("c.csv", content.encode()))
    assert done.exit_code == 0, done.output
    [found] = FileStore(folder).read()
    assert found.table["address"].tolist() == ["12 rue Haute Bâtiment C"]


def test_a_map_whose_layers_name_things_otherwise_keeps_all_of_them(imported, kept):
    features = [
        {"type": "Feature", "properties": {"name": "Vestiaire"}, "geometry": BOURG},
        {"type": "Feature", "properties": {"nom": "Garage"}, "geometry": GRENOBLE},
    ]
    imported("carte.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    assert kept() == {("carte", ""): ["Vestiaire", "Garage"]}


def test_a_header_or_a_cell_of_great_length_is_quoted_in_part(run, write):
    refused = run("import", write("long.csv", b"A" * 30_000 + b";b\n1;2\n"))
    assert f"« {'A' * 80}… »" in refused.stderr
    assert max(map(len, refused.stderr.splitlines())) < 400
    long = f"nom;CP;{'x' * 5000}\nVestiaire;38000;{'y' * 8000}\n"
    done = run("import", "--dry-run", write("cellule.csv", long.encode()))
    assert max(map(len, done.stdout.splitlines())) < 400
