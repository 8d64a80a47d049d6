import pytest

from dashboard.data.catalogue import check_catalogue
from dashboard.data.catalogue.tables import TABLES
from dashboard.domain.vocabulary import THEME_LABELS

INITIATIVES, PLACES = "initiatives.csv", "places.csv"


def test_the_small_catalogue_has_no_defect(write, codes):
    assert check_catalogue(write(), codes) == ()


# One row per defect: the file, what is replaced by what, and the one line that says so.
# Line 2 of initiatives.csv goes on to line 3: the second record is on line 4.
DEFECTS = {
    "a bad slug": (
        "experiences.csv", "camion-gers", "Camion_Gers",
        ("experiences.csv, line 2, column id: 'Camion_Gers'; expected lower-case words and digits "
        "joined by hyphens, such as epicerie-de-bresse"),
    ),
    "a duplicate id": (
        INITIATIVES, "toit-commun,", ("epicerie-bresse,A,B,sante,familles,,,active,,,,,epci,"
        "bourg-2025,2025-10-25,\ntoit-commun,"),
        ("initiatives.csv, line 4, column id: 'epicerie-bresse'; expected a value used once; "
        "line 2 already has it"),
    ),
    "an empty required cell": (
        INITIATIVES, "Des logements relais.", "",
        "initiatives.csv, line 4, column summary: ''; expected a value: this cell may not be empty",
    ),
    "a space around a value": (
        INITIATIVES, "Toit commun", "Toit commun ",
        ("initiatives.csv, line 4, column name: 'Toit commun '; expected no space or line end "
        "before or after the value"),
    ),
    "an unknown theme": (
        INITIATIVES, "alimentation", "alimentaton",
        ("initiatives.csv, line 2, column themes: 'alimentaton'; expected one of "
        f"{', '.join(THEME_LABELS)} (nearest: alimentation)"),
    ),
    "an unknown status": (
        INITIATIVES, "ended", "finished",
        ("initiatives.csv, line 2, column status: 'finished'; expected one of active, planned, "
        "pilot, ended, unknown"),
    ),
    "an unknown precision": (
        INITIATIVES, "exact", "exacte",
        ("initiatives.csv, line 2, column precision: 'exacte'; expected one of exact, commune, "
        "epci, approximate (nearest: exact)"),
    ),
    "an unknown kind": (
        "organisations.csv", "association", "assoc",
        ("organisations.csv, line 2, column kind: 'assoc'; expected one of association, "
        "collective, commune, ccas, epci, departement, state, social_landlord, company, "
        "solidarity_enterprise, place, network (nearest: association)"),
    ),
    "a year of five digits": (
        INITIATIVES, "2023", "20223",
        ("initiatives.csv, line 2, column end_year: '20223'; expected a year of four digits from "
        "1900 to 2100"),
    ),
    "a year out of bounds": (
        INITIATIVES, "2019", "1899",
        ("initiatives.csv, line 2, column start_year: '1899'; expected a year of four digits from "
        "1900 to 2100"),
    ),
    "a year with a zero before it": (
        INITIATIVES, "2019", "02019",
        ("initiatives.csv, line 2, column start_year: '02019'; expected a year of four digits from "
        "1900 to 2100"),
    ),
    "an end before the start": (
        INITIATIVES, "2023", "2018",
        ("initiatives.csv, line 2, column end_year: '2018'; expected a year not before start_year, "
        "2019"),
    ),
    "an unknown commune": (
        "organisations.csv", "01053", "75056",
        ("organisations.csv, line 2, column commune_code: '75056'; expected the five-character "
        "INSEE code of a commune of the map, such as 01053"),
    ),
    "a former commune": (
        "organisations.csv", "01053", "01172",
        ("organisations.csv, line 2, column commune_code: '01172'; expected 01024, the commune "
        "that 01172 is now part of"),
    ),
    "a commune without its zero": (
        "organisations.csv", "01053", "1053",
        ("organisations.csv, line 2, column commune_code: '1053'; expected 01053: a spreadsheet "
        "dropped the leading zero"),
    ),
    "a former commune without its zero": (
        "organisations.csv", "01053", "1172",
        ("organisations.csv, line 2, column commune_code: '1172'; expected 01024: a spreadsheet "
        "dropped the leading zero"),
    ),
    "an unknown EPCI": (
        "organisations.csv", "200071751", "200071752",
        ("organisations.csv, line 3, column epci_code: '200071752'; expected the nine-digit SIREN "
        "number of an EPCI of the map, such as 200071751"),
    ),
    "an unknown served EPCI": (
        INITIATIVES, "200071751", "200071752",
        ("initiatives.csv, line 2, column served_codes: '200071752'; expected the nine-digit SIREN "
        "number of an EPCI of the map, such as 200071751"),
    ),
    "an unknown département": (
        INITIATIVES, "D01", "D75",
        "initiatives.csv, line 2, column served_codes: 'D75'; expected one of D01, D69",
    ),
    "an unknown served code": (
        INITIATIVES, "R82", "Rhône-Alpes",
        ("initiatives.csv, line 4, column served_codes: 'Rhône-Alpes'; expected a commune (01053), "
        "an EPCI (200071751), a département (D01) or the region (R82)"),
    ),
    "the country where only a territory will do": (
        INITIATIVES, "R82", "FR",
        ("initiatives.csv, line 4, column served_codes: 'FR'; expected a commune (01053), "
        "an EPCI (200071751), a département (D01) or the region (R82)"),
    ),
    "a claim about nowhere": (
        "claims.csv", "FR", "EU",
        ("claims.csv, line 2, column territory_code: 'EU'; expected a commune (01053), "
        "an EPCI (200071751), a département (D01) or the region (R82), or FR"),
    ),
    "a département that does not exist": (
        "experiences.csv", ",32,", ",20,",
        ("experiences.csv, line 2, column departement_code: '20'; expected a French département, "
        "such as 01, 2A or 974"),
    ),
    "communes that are not those of the places": (
        INITIATIVES, "01024|01053", "01053",
        ("initiatives.csv, line 2, column commune_codes: '01053'; expected 01024|01053: the "
        "communes of its rows in places.csv"),
    ),
    "communes without a place": (
        INITIATIVES, ",R82|69114", "69114,R82|69114",
        ("initiatives.csv, line 4, column commune_codes: '69114'; expected nothing: the communes "
        "of its rows in places.csv"),
    ),
    "an unknown organisation": (
        INITIATIVES, "acces-solidaire", "acces-solidaires",
        ("initiatives.csv, line 2, column operators: 'acces-solidaires'; expected the id of a row "
        "of organisations.csv (nearest: acces-solidaire)"),
    ),
    "an unknown source": (
        "experiences.csv", "presse-2024", "presse-2025",
        ("experiences.csv, line 2, column source_id: 'presse-2025'; expected the id of a row of "
        "sources.csv (nearest: presse-2024)"),
    ),
    "an unknown indicator": (
        "figures.csv", "families", "trips",
        ("figures.csv, line 2, column indicator: 'trips'; expected the code of a row of "
        "indicators.csv"),
    ),
    "an unknown initiative": (
        "figures.csv", "toit-commun", "toit-comun",
        ("figures.csv, line 3, column initiative_id: 'toit-comun'; expected the id of a row of "
        "initiatives.csv (nearest: toit-commun)"),
    ),
    "a value that is no plain number": (
        "figures.csv", "-11.5", "près de 11",
        ("figures.csv, line 3, column value: 'près de 11'; expected a plain number, such as 5500 "
        "or 11.5"),
    ),
    "a value that Python would take": (
        "figures.csv", "-11.5", "1e3",
        "figures.csv, line 3, column value: '1e3'; expected a plain number, such as 5500 or 11.5",
    ),
    "a bad indicator code": (
        "indicators.csv", "label\n", "label\nFamilles !,Familles\n",
        ("indicators.csv, line 2, column code: 'Familles !'; expected lower-case words and digits "
        "joined by _ or -"),
    ),
    "a decimal comma": (
        PLACES, "46.2", '"46,2"',
        ("places.csv, line 2, column latitude: '46,2'; expected a latitude in decimal degrees with "
        "a point, such as 45.2500"),
    ),
    "a latitude off the globe": (
        PLACES, "46.2", "462",
        "places.csv, line 2, column latitude: '462'; expected a latitude from -90 to 90",
    ),
    "a longitude off the globe": (
        PLACES, ",5.2,", ",-180.5,",
        "places.csv, line 2, column longitude: '-180.5'; expected a longitude from -180 to 180",
    ),
    "a latitude off the map": (
        PLACES, "46.2", "48.85",
        ("places.csv, line 2, column latitude: '48.85'; expected a latitude inside the map, from "
        "44.0000 to 46.5000"),
    ),
    "a longitude off the map": (
        PLACES, ",5.2,", ",2.35,",
        ("places.csv, line 2, column longitude: '2.35'; expected a longitude inside the map, from "
        "3.5000 to 7.5000"),
    ),
    "a latitude alone": (
        PLACES, "46.2,5.2", "46.2,",
        "places.csv, line 2, column longitude: ''; expected a longitude, since latitude has one",
    ),
    "a longitude alone": (
        PLACES, "46.2,5.2", ",5.2",
        "places.csv, line 2, column latitude: ''; expected a latitude, since longitude has one",
    ),
    "a point in no commune": (
        PLACES, "Inscription en ligne,,,,", "Inscription en ligne,,46.2,5.2,",
        "places.csv, line 4, column commune_code: ''; expected the commune of the coordinates",
    ),
    "a French date": (
        "sources.csv", "2025-10-25", "25/10/2025",
        ("sources.csv, line 2, column date: '25/10/2025'; expected a date written year-month-day, "
        "such as 2025-10-25"),
    ),
    "a day that does not exist": (
        INITIATIVES, "2026-01-31", "2026-02-30",
        ("initiatives.csv, line 4, column verified_on: '2026-02-30'; expected a date that exists, "
        "written year-month-day, such as 2025-10-25"),
    ),
    "a boolean in French": (
        PLACES, "true", "oui",
        "places.csv, line 3, column travelling: 'oui'; expected one of true, false",
    ),
    "a website without http": (
        PLACES, "https://acces.fr/ici", "www.acces.fr",
        ("places.csv, line 2, column website: 'www.acces.fr'; expected an address that begins with "
        "http:// or https://"),
    ),
    "an e-mail without @": (
        PLACES, "contact@acces.fr", "contact(at)acces.fr",
        ("places.csv, line 2, column email: 'contact(at)acces.fr'; expected an address such as "
        "contact@association.fr"),
    ),
    "a phone number too short": (
        PLACES, "04 74 32 50 00", "04 74 32 50",
        ("places.csv, line 2, column phone: '04 74 32 50'; expected a French number, such as "
        "04 74 32 50 00 or 115"),
    ),
    "a list item twice": (
        INITIATIVES, "alimentation|mobilite", "mobilite|alimentation|mobilite",
        ("initiatives.csv, line 2, column themes: 'mobilite'; expected each value once, this one "
        "is there 2 times"),
    ),
    "an empty list item": (
        INITIATIVES, "alimentation|mobilite", "alimentation|",
        ("initiatives.csv, line 2, column themes: 'alimentation|'; expected values separated by "
        "one |, none of them empty"),
    ),
    "a list separated by commas": (
        INITIATIVES, "alimentation|mobilite", '"mobilite,sante"',
        ("initiatives.csv, line 2, column themes: 'mobilite,sante'; expected one of "
        f"{', '.join(THEME_LABELS)} (nearest: mobilite)"),
    ),
    "a cell too long": (
        INITIATIVES, "Toit commun", "T" * 20_001,
        (f"initiatives.csv, line 4, column name: '{'T' * 80}… (20001 characters)'; expected at "
        "most 20000 characters: a quote may have been left open"),
    ),
    "a row with a cell too few": (
        "organisations.csv", ",association,", ",",
        "organisations.csv, line 2: '4 cells'; expected 5 cells, as in the first line",
    ),
    "a place with a cell too many": (
        PLACES, "epicerie-bresse,01024,", "epicerie-bresse,01024,,",
        "places.csv, line 3: '14 cells'; expected 13 cells, as in the first line",
    ),
    "a column misspelt": (
        "sources.csv", "publisher", "editor",
        ("sources.csv, line 1: 'editor'; expected one of the columns "
        "id,title,publisher,date,kind,description"),
        "sources.csv, line 1: 'no such column'; expected a column named publisher",
    ),
    "a column missing": (
        "indicators.csv", "code,label\nfamilies,Familles", "code,\nfamilies,Familles",
        "indicators.csv, line 1: ''; expected one of the columns code,label",
        "indicators.csv, line 1: 'no such column'; expected a column named label",
    ),
    "a column twice": (
        "indicators.csv", "label\nfamilies", "label,label\nfamilies,A",
        "indicators.csv, line 1: 'label'; expected each column once, this one is there 2 times",
    ),
    "a column too many": (
        "indicators.csv", "label\nfamilies", "label,labels\nfamilies,A",
        "indicators.csv, line 1: 'labels'; expected one of the columns code,label (nearest: label)",
    ),
    "semicolons": (
        "indicators.csv", "code,label\nfamilies,", "code;label\nfamilies;",
        "indicators.csv, line 1: 'code;label'; expected columns separated by commas: code,label",
    ),
    "a quote left open": (
        "organisations.csv", "CA3B,", '"CA3B,',
        ("organisations.csv, line 3: 'ca3b,\"CA3B,epci,,200071751'; expected cells with a comma, a "
        'quote or a line end in quotes, inner quotes doubled ("") (unexpected end of data)'),
    ),
    "a quote not doubled": (
        INITIATIVES, '""La Tournée""', '"La Tournée"',
        ("initiatives.csv, line 2: 'epicerie-bresse,Épicerie de Bresse,\"Un camion, \"La "
        "Tournée\",'; expected cells with a comma, a quote or a line end in quotes, inner quotes "
        "doubled (\"\") (',' expected after '\"')"),
    ),
    "an empty file": (
        "experiences.csv", None, "\n",
        ("experiences.csv: 'empty file'; expected a first line with the columns "
        "id,name,summary,place,departement_code,year,source_id"),
    ),
    "a NUL character": (
        "claims.csv", "270", "2\x0070",
        "claims.csv, line 2: '\\x00'; expected text without NUL characters: the file is damaged",
    ),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS.values(), ids=DEFECTS)
def test_a_defect_is_told_with_its_place_and_what_is_expected(write_broken, codes, defect):
    file, old, new, *lines = defect
    found = check_catalogue(write_broken(file, old, new), codes)
    assert [str(one) for one in found] == lines


def test_an_unknown_public_is_told_with_the_nearest_one(write_broken, codes):
    (defect,) = check_catalogue(write_broken(INITIATIVES, "familles", "famille"), codes)
    assert (defect.line, defect.column, defect.value) == (2, "publics", "famille")
    assert "associations" in defect.expected
    assert defect.expected.endswith("(nearest: familles)")


# Columns whose cells may be any text; every other column has a check of its own.
FREE = {
    INITIATIVES: {"name", "summary"},
    PLACES: {"name", "address", "opening_hours", "cost"},
    "organisations.csv": {"name"},
    "figures.csv": {"unit", "quoted_source"},
    "claims.csv": {"unit", "quoted_source"},
    "indicators.csv": {"label"},
    "experiences.csv": {"name", "summary", "place"},
    "sources.csv": {"title", "publisher", "kind", "description"},
}


@pytest.mark.parametrize("file", TABLES)
def test_every_column_that_is_not_free_text_refuses_nonsense(write, codes, file):
    columns = list(TABLES[file].columns)
    text = ",".join(columns) + "\n" + ",".join("?!" for _ in columns) + "\n"
    found = check_catalogue(write(**{file.removesuffix(".csv"): text}), codes)
    refused = {one.column for one in found if one.file == file and one.line == 2}
    assert set(columns) - refused == FREE[file]


def test_every_defect_of_every_file_is_told_in_order(write, write_broken, codes):
    folder = write_broken(INITIATIVES, "ended", "over")
    text = (folder / INITIATIVES).read_text(encoding="utf-8")
    text = text.replace("2026-01-31", "2026").replace("2023", "2018")
    folder = write(initiatives=text, sources="id\n", claims="territory_code\nFR\n")
    found = [(one.file, one.line, one.column) for one in check_catalogue(folder, codes)]
    assert found == [
        (INITIATIVES, 2, "status"),
        (INITIATIVES, 2, "end_year"),
        (INITIATIVES, 4, "verified_on"),
        ("claims.csv", 1, None),
        ("sources.csv", 1, None),
    ]


def test_a_living_commune_keeps_the_code_it_shares_with_a_former_one(write_broken, codes):
    folder = write_broken("organisations.csv", "01053", "69114")
    assert check_catalogue(folder, codes) == ()


def test_ended_without_a_year_and_nowhere_at_all_are_accepted(write_broken, codes):
    assert check_catalogue(write_broken(INITIATIVES, "2019,2023,ended", ",,ended"), codes) == ()
    assert check_catalogue(write_broken(INITIATIVES, ",R82|69114", ","), codes) == ()


@pytest.mark.parametrize(
    "number", ["0474325000", "+33 4 74 32 50 00", "+33474325000", "0 800 123 456", "115", "39 39"]
)
def test_french_phone_numbers_are_accepted(write_broken, codes, number):
    assert check_catalogue(write_broken(PLACES, "04 74 32 50 00", number), codes) == ()


def test_the_bounds_of_the_map_and_of_the_years_are_inside(write_broken, codes):
    assert check_catalogue(write_broken(PLACES, "46.2,5.2", "46.5,3.5"), codes) == ()
    assert check_catalogue(write_broken(INITIATIVES, "2019,2023", "1900,2100"), codes) == ()
    assert check_catalogue(write_broken(INITIATIVES, "2019,2023", "2019,2019"), codes) == ()
