"""The sheet « Zones blanches de … », made by hand: its first page, the others, and the page to print."""

import datetime as dt
from dataclasses import replace

from dashboard.analysis.coverage.results import GapCause, GapReason, HallLine, Scheme
from dashboard.analysis.summaries.results import Citation
from dashboard.components.coverage.report import (
    CoverageReport,
    coverage_report_page,
    first_page,
    other_pages,
    report_title,
)
from dashboard.components.reports.blocks import Items, Picture, Section, TableBlock
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.figures.legend_entries import LegendEntry
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.gap_lines import (
    EPCI,
    NEAR,
    NEAREST,
    NONE,
    TOO_LITTLE,
    answer_of,
    commune_line,
    near,
    nearest_to,
    tally,
)
from tests.helpers.selections import asked

DAY = dt.date(2026, 11, 24)
SELECTION = asked(CoverageSelection, themes=("sante",), territory=EPCI)
BUS = Scheme(
    id="bus",
    name="Bus",
    operators=("Croix-Rouge", "CC Ouest"),
    commune="Le Cheylard",
    distance_m=12_340.0,
    phone="04 00 00 00 01",
    website="https://bus.exemple.fr",
)
CLINIC = replace(BUS, id="maison", name="Maison de santé", phone="")
AID = Scheme("aide", "Aide", (), "", None, "", "")
HALL = HallLine("Lamastre", "04 75 06 41 92", "mairie@lamastre.fr")
FULL = CoverageReport(
    answer=answer_of(),
    picture=Picture("<svg><title>Carte</title></svg>", "Carte.", (LegendEntry("#fff", "proche"),)),
    nearest=nearest_to("Lamastre", near(), near(id="b", name="Ici", phone="", approximate=True)),
    communes=(
        commune_line(),
        commune_line(name="Nozières", state=NONE, reasons=(GapReason(GapCause.WIDE),)),
        commune_line(name="Empurany", state=NEAR, distance_m=650.0, reasons=()),
    ),
    all_communes=True,
    schemes=(BUS, CLINIC, AID),
    halls=(HALL,),
    filters="Thèmes : Santé et prévention",
    cited=(Citation("Hinaura", "2022-09-30", "Licence Ouverte 2.0"),),
    vintage="COG 2026",
)
QUIET = replace(
    FULL,
    answer=answer_of(totals=tally(evidence=TOO_LITTLE)),
    nearest=nearest_to("Lamastre"),
    communes=(),
    schemes=(),
    halls=(),
    cited=(),
)
HOSTILE = '"><script>alert(1)</script>'


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def said(blocks):
    """The paragraphs of some blocks."""
    lines = [block.line for block in blocks if block.kind == "paragraph"]
    return [plain("".join(part.text for part in line)) for line in lines]


def rows(blocks, place=0):
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    return [[plain("".join(p.text for p in cell)) for cell in row] for row in tables[place].rows]


def first(report=FULL):
    return first_page(report, SELECTION, day=DAY)


def test_the_first_page_holds_the_answer_its_caveat_the_map_and_the_sources_in_order():
    blocks = first()
    assert [block.kind for block in blocks] == [
        "paragraph", "paragraph", "paragraph", "picture", "table", "paragraph",
    ]  # fmt: skip
    answer, caveat, filters, sources = said(blocks)
    assert answer.startswith("300 habitants (30,0 %) de la CC du Pays de Lamastre sont hors de")
    assert answer.endswith("données de février 2023.")
    assert caveat.startswith("Ici, une zone blanche est une commune")
    assert "n’est pas une absence de service" in caveat
    assert filters == "Thèmes : Santé et prévention. Fiche du 24 novembre 2026."
    assert sources == (
        "Lieux et zones desservies : « Hinaura », 30 septembre 2022, Licence Ouverte 2.0. Habitants, limites "
        "et mairies : INSEE, IGN, DILA (COG 2026). Distances : à vol d’oiseau, depuis la mairie."
    )


def test_the_nearest_places_are_numbered_with_distance_phone_and_date():
    (table,) = (block for block in first() if isinstance(block, TableBlock))
    assert table.caption == (
        "Les lieux existants les plus proches de Lamastre, la commune en zone blanche la plus peuplée"
    )
    assert rows(first()) == [
        ["1", "Bus", "Le Cheylard", "12,3 km", "04 00 00 00 01", "14 février 2023"],
        ["2", "Ici", "Le Cheylard", "environ 12,3 km", "non renseigné", "14 février 2023"],
    ]
    name, phone = table.rows[0][1][0], table.rows[0][4][0]
    assert (name.href, phone.href) == ("/?fiche=bus", "tel:0400000001")


def test_the_communes_of_an_epci_come_after_with_why():
    section, table = other_pages(FULL)[:2]
    assert section == Section("Communes")
    assert (
        plain(table.caption)
        == "3 communes de la CC du Pays de Lamastre, celles en zone blanche d’abord"
    )
    assert rows([table]) == [
        [
            "Lamastre",
            "loin de tout lieu",
            "Le lieu le plus proche : « Bus » au Cheylard, à 12,3 km (à vol d’oiseau).",
            "12,3 km",
            "2 327",
        ],
        [
            "Nozières",
            "rien de recensé",
            "Couverte seulement par un dispositif départemental ou régional, non compté ici.",
            "12,3 km",
            "2 327",
        ],
        ["Empurany", "proche d’un lieu", "–", "650 m", "2 327"],
    ]


def test_the_gaps_of_a_larger_territory_are_told_in_short():
    nowhere = commune_line(epci="", distance_m=None, reasons=(GapReason(GapCause.NO_PLACE),))
    far = commune_line(reasons=(GapReason(GapCause.WIDE), NEAREST))
    large = replace(FULL, all_communes=False, communes=(far, nowhere))
    _, table = other_pages(large)[:2]
    assert plain(table.caption) == (
        "2 communes en zone blanche de la CC du Pays de Lamastre, la plus peuplée d’abord"
    )
    assert rows([table]) == [
        ["Lamastre", "CC du Pays de Lamastre", "Bus, au Cheylard", "12,3 km", "2 327"],
        ["Lamastre", "–", "–", "aucun", "2 327"],
    ]


def test_what_else_exists_beside_leaves_out_what_the_first_page_has():
    (items,) = (block for block in other_pages(FULL) if isinstance(block, Items))
    assert [plain("".join(part.text for part in line)) for line in items.lines] == [
        "Maison de santé : Le Cheylard · à 12,3 km (à vol d’oiseau) d’une zone blanche · portée par "
        "Croix-Rouge, CC Ouest · téléphone non renseigné · https://bus.exemple.fr",
        "Aide : sans lieu connu ; présente à côté · téléphone non renseigné",
    ]


def test_the_town_halls_are_the_first_to_call():
    halls = other_pages(FULL)[-1]
    assert rows([halls]) == [["Lamastre", "04 75 06 41 92", "mairie@lamastre.fr"]]
    assert [cell[0].href for cell in halls.rows[0]] == [
        "",
        "tel:0475064192",
        "mailto:mairie@lamastre.fr",
    ]
    unknown = replace(FULL, halls=(HallLine("Lamastre", "", ""),))
    assert rows([other_pages(unknown)[-1]]) == [["Lamastre", "non renseigné", "–"]]


def test_where_sources_hold_too_little_there_is_one_page_and_it_says_so():
    answer, caveat, _, none, sources = said(first(QUIET))
    assert answer.startswith("Nos sources ne permettent pas de répondre")
    assert caveat.startswith("Un chiffre sur ce qui manque")
    assert "Ici, une zone blanche" not in caveat
    assert none == "Aucun lieu recensé pour ces choix ; cela ne prouve pas qu’il n’existe rien."
    assert "aucune source ne situe de lieu pour ces choix" in sources
    assert other_pages(QUIET) == ()


def test_the_page_leads_to_the_document_and_back_to_the_very_view():
    page = tree(coverage_report_page(FULL, SELECTION, day=DAY))
    assert words(next(elements(page, "H1"))["children"]).replace("\u00a0", " ") == (
        "Zones blanches : CC du Pays de Lamastre"
    )
    document, back = [link["href"] for link in elements(page, "A")][:2]
    assert document == f"/zones-blanches/fiche/{EPCI}.pdf?theme=sante"
    assert back == f"/zones-blanches?theme=sante&territoire={EPCI}"
    assert len(list(elements(page, "Svg"))) == 1
    assert len(list(elements(page, "Table"))) == 3


def test_hostile_words_stay_words():
    hostile = replace(
        FULL,
        answer=answer_of(totals=tally(name=HOSTILE)),
        nearest=nearest_to(HOSTILE, near(name=HOSTILE, commune=HOSTILE, phone=HOSTILE)),
        communes=(commune_line(name=HOSTILE),),
        schemes=(Scheme("x", HOSTILE, (HOSTILE,), HOSTILE, 1.0, HOSTILE, HOSTILE),),
        halls=(HallLine(HOSTILE, HOSTILE, HOSTILE),),
        filters=HOSTILE,
        cited=(Citation(HOSTILE, ""),),
    )
    written = coverage_report_page(hostile, SELECTION, day=DAY)
    assert "<script" not in written
    assert words(tree(written)).count(HOSTILE) == 18
    assert report_title(hostile).endswith(HOSTILE)
