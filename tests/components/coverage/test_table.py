from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.analysis.coverage.results import GapCause, GapReason, ListedRows
from dashboard.components.coverage.table import coverage_table
from dashboard.components.shared.paging import page_slice
from dashboard.domain.partial import PartialSum
from dashboard.domain.selections.coverage import CoverageSelection, CoverageSort
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.order import SortOrder
from dashboard.domain.territory import Level
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.gap_lines import (
    EPCI,
    FAR,
    LAMASTRE,
    NEAREST,
    NONE,
    SERVED,
    TOO_LITTLE,
    commune_line,
    tally,
)

REGION = tally(
    code="R82",
    name="Région Rhône-Alpes",
    population=6_000,
    inhabitants=(1_000, 2_000, 2_000, 1_000),
    border=0,
    communes=2_738,
    gaps=1_200,
)
HOSTILE = '"><script>alert(1)</script><b>'
ARROWS = "▲▼↕"


def shown(listed, selection=None, *, weighed=False, caption="Communes. Filtres", region=None):
    selection = selection or CoverageSelection(level=listed.level)
    region = region or REGION
    written = coverage_table(listed, region, selection, caption=caption, weighed=weighed)
    assert "<script" not in written
    return tree(written)


def communes(*lines, size=None):
    return ListedRows(Level.COMMUNE, lines, (), len(lines) if size is None else size)


def epci(*tallies):
    return ListedRows(Level.EPCI, (), tallies, len(tallies))


def rows(page, part="Tbody"):
    (body,) = elements(page, part)
    return [[words(cell["children"]) for cell in cells(row)] for row in elements(body, "Tr")]


def cells(row):
    return [cell["props"] for cell in row["children"]]


def heads(page):
    (head,) = elements(page, "Thead")
    return {
        words(cell["children"]).strip(f" {ARROWS}"): cell.get("aria-sort")
        for cell in elements(head, "Th")
    }


def links(page):
    return {name(link).strip(f" {ARROWS}"): link for link in elements(page, "A")}


def name(link):
    """What a link is called by those who hear it."""
    return link.get("aria-label") or words(link["children"])


def query(link):
    return parse_qs(urlsplit(link["href"]).query)


def test_a_commune_tells_its_epci_people_state_distance_access_and_why():
    line = commune_line(access=0.1234, fragile=True)
    assert rows(shown(communes(line))) == [
        [
            "Lamastre CC du Pays de Lamastre",
            "2\u202f327",
            "loin de tout lieu · fragile",
            "12,3\u202fkm",
            "0,12",
            "Le lieu le plus proche : «  Bus  » au Cheylard, à 12,3\u202fkm (à vol d’oiseau).",
        ]
    ]


def test_what_is_not_known_is_said():
    line = commune_line(
        state=NONE, distance_m=None, concerned=None, reasons=(GapReason(GapCause.NO_PLACE),)
    )
    ((_, _, state, distance, access, concerned, why),) = rows(shown(communes(line), weighed=True))
    assert (state, distance, access, concerned) == (
        "rien de recensé",
        "aucun",
        "0,00",
        "non connu",
    )
    assert why == "Aucun lieu recensé pour ces choix, dans toute la région."


def test_a_covered_commune_needs_no_reason():
    line = commune_line(state=SERVED, reasons=())
    assert rows(shown(communes(line)))[0][-1] == "couverte"


def test_a_commune_of_the_border_says_so():
    assert rows(shown(communes(commune_line(border=True))))[0][2] == (
        "loin de tout lieu (à la limite de la région)"
    )


def test_the_people_concerned_are_told_where_they_can_be():
    line = commune_line(concerned=1_234)
    page = shown(communes(line), weighed=True)
    assert "Taux de pauvreté : personnes (est.)" in heads(page)
    assert rows(page)[0][5] == "1\u202f234"
    assert len(rows(shown(communes(line)))[0]) == 6


def test_a_share_of_the_epci_is_told_to_be_so():
    line = commune_line(concerned=1_234, borrowed=True)
    (row,) = rows(shown(communes(line), weighed=True))
    assert row[5].replace("  ", " ") == "1\u202f234 part de l’intercommunalité"


def test_the_people_concerned_of_a_territory_are_told_with_how_many_they_are_known_for():
    told = [PartialSum(30.0, 200, 300), PartialSum(float("nan"), 0, 300), PartialSum(0.0, 0, 0)]
    page = shown(epci(*(tally(concerned=one) for one in told)), weighed=True)
    assert "Taux de pauvreté, en zone blanche (est.)" in heads(page)
    assert [" ".join(row[3].split()) for row in rows(page)] == [
        "30 connu pour 200 habitants sur 300",
        "non connu",
        "0",
    ]
    assert {len(row) for row in rows(page)} == {len(heads(page))}


def test_a_territory_tells_its_people_by_state_and_the_region_is_the_last_line():
    page = shown(epci(tally()))
    assert rows(page) == [
        [
            "CC du Pays de Lamastre",
            "1\u202f000",
            "300 (30,0\u202f%)",
            "400 (40,0\u202f%)",
            "250 (25,0\u202f%)",
            "300 (30,0\u202f%)",
            "0 (0,0\u202f%)",
            "50 (5,0\u202f%)",
            "4 sur 11",
        ]
    ]
    assert rows(page, "Tfoot")[0][:3] == [
        "Région Rhône-Alpes",
        "6\u202f000",
        "3\u202f000 (50,0\u202f%)",
    ]
    assert rows(page, "Tfoot")[0][-1] == "1\u202f200 sur 2\u202f738"


def test_a_territory_without_inhabitants_has_no_share():
    empty = tally(population=0, inhabitants=(0, 0, 0, 0), border=0, gaps=0)
    assert rows(shown(epci(empty)))[0][1:7] == ["0", *["non renseigné"] * 5]


def test_communes_have_no_line_for_the_region():
    assert list(elements(shown(communes(commune_line())), "Tfoot")) == []


def test_the_name_chooses_the_territory_and_keeps_the_rest_of_the_address():
    selection = CoverageSelection(
        filters=Filters(themes=("sante",)), order=SortOrder(CoverageSort.NAME), page=3, exact=True
    )
    link = links(shown(communes(commune_line(), size=500), selection))["Lamastre"]
    assert link["href"].startswith("/zones-blanches?")
    assert query(link) == {"theme": ["sante"], "tri": ["-nom"], "territoire": [LAMASTRE]}
    assert link["data-in-page"] == "territoire page optimum onglet"


@pytest.mark.parametrize(
    ("listed", "code"), [(communes(commune_line()), LAMASTRE), (epci(tally()), EPCI)]
)
def test_the_chosen_territory_stands_out(listed, code):
    (row,) = elements(next(elements(shown(listed), "Tbody")), "Tr")
    assert not row.get("className")
    selection = CoverageSelection(level=listed.level, territory=code)
    (row,) = elements(next(elements(shown(listed, selection), "Tbody")), "Tr")
    assert row["className"] == "chosen"


# Sorting.


def test_the_columns_of_communes_that_sort():
    assert heads(shown(communes(commune_line()))) == {
        "Commune": "none",
        "Habitants": "none",
        "État": None,
        "Lieu le plus proche": "none",
        "Accès pour 10\u202f000 hab.": "none",
        "Pourquoi": None,
    }


def test_the_columns_of_territories_that_sort():
    found = heads(shown(epci(tally())))
    assert {title for title, order in found.items() if order} == {
        "Intercommunalité",
        "Habitants",
        "En zone blanche",
    }
    assert "Département" in heads(shown(ListedRows(Level.DEPARTEMENT, (), (tally(),), 1)))


@pytest.mark.parametrize(
    ("selection", "title", "order", "next_sort"),
    [
        (CoverageSelection(), "Habitants", "none", "-habitants"),
        (CoverageSelection(), "Commune", "none", "nom"),
        (
            CoverageSelection(order=SortOrder(CoverageSort.POPULATION)),
            "Habitants",
            "descending",
            "habitants",
        ),
        (
            CoverageSelection(order=SortOrder(CoverageSort.POPULATION, descending=False)),
            "Habitants",
            "ascending",
            "-habitants",
        ),
        (
            CoverageSelection(order=SortOrder(CoverageSort.POPULATION)),
            "Lieu le plus proche",
            "none",
            "-distance",
        ),
    ],
)
def test_a_header_tells_the_order_and_turns_it(selection, title, order, next_sort):
    page = shown(communes(commune_line()), replace(selection, page=2))
    assert heads(page)[title] == order
    link = links(page)[title]
    assert (query(link), link["data-in-page"]) == ({"tri": [next_sort]}, "tri page")


# Pages and files.


def pages(page):
    (nav,) = (p for p in elements(page, "Nav") if p["className"] == "pager")
    return words(nav["children"]), {
        words(link["children"]): link["href"] for link in elements(nav, "A")
    }


@pytest.mark.parametrize(
    ("size", "asked", "text", "steps"),
    [
        (0, 1, "Page 1 sur 1", {}),
        (50, 1, "Page 1 sur 1", {}),
        (
            51,
            1,
            "Page 1 sur 2 Page suivante",
            {"Page suivante": "/zones-blanches?page=2#tableau-zones"},
        ),
        (
            101,
            2,
            "Page précédente Page 2 sur 3 Page suivante",
            {
                "Page précédente": "/zones-blanches#tableau-zones",
                "Page suivante": "/zones-blanches?page=3#tableau-zones",
            },
        ),
    ],
)
def test_the_pager_leads_to_the_pages_beside(size, asked, text, steps):
    found = shown(communes(commune_line(), size=size), CoverageSelection(page=asked))
    assert pages(found) == (text, steps)


def test_a_page_has_fifty_rows():
    assert [page_slice(CoverageSelection(page=page), 140) for page in (1, 3, 9)] == [
        slice(0, 50),
        slice(100, 150),
        slice(100, 150),
    ]


def test_the_files_hold_what_the_table_shows_without_its_page():
    selection = CoverageSelection(
        filters=Filters(themes=("sante",)),
        order=SortOrder(CoverageSort.NAME),
        territory="D07",
        page=2,
    )
    found = links(shown(communes(commune_line(), size=60), selection))
    for label, extension in (("Télécharger en CSV", "csv"), ("Télécharger en GeoJSON", "geojson")):
        assert found[label]["href"].startswith(f"/telecharger/zones-blanches.{extension}?")
        assert query(found[label]) == {
            "theme": ["sante"],
            "territoire": ["D07"],
            "tri": ["-nom"],
        }


def test_where_sources_hold_too_little_territories_have_no_share():
    listed = epci(tally(evidence=TOO_LITTLE, concerned=PartialSum(10.0, 300, 300)))
    page = shown(listed, region=tally(evidence=TOO_LITTLE), weighed=True)
    (row,) = rows(page)
    assert row == ["CC du Pays de Lamastre", "1\u202f000", *["–"] * 8]
    (caption,) = elements(page, "Caption")
    assert (
        words(caption["children"])
        == "Communes. Filtres. Nos sources ne permettent pas de répondre."
    )


def test_where_sources_hold_too_little_communes_have_neither_state_nor_access():
    page = shown(communes(commune_line(fragile=True)), region=tally(evidence=TOO_LITTLE))
    (row,) = rows(page)
    assert (row[2], row[4]) == ("–", "–")


# Words.


def test_a_reason_s_record_is_linked_to_its_sheet():
    link = links(shown(communes(commune_line())))["Bus"]
    assert link["href"] == "/?fiche=bus"


def test_the_caption_names_the_table():
    page = shown(communes(commune_line()), caption="Communes, Ardèche. Thèmes : tous")
    assert words(next(elements(page, "Caption"))["children"]) == "Communes, Ardèche. Thèmes : tous"


def test_hostile_words_stay_words():
    reason = replace(NEAREST, record=HOSTILE, territory=HOSTILE)
    line = commune_line(name=HOSTILE, epci=HOSTILE, reasons=(reason,))
    assert words(shown(communes(line))).count(HOSTILE) == 4
    assert HOSTILE in words(shown(epci(tally(name=HOSTILE))))


def test_a_record_named_as_the_sentence_is_linked_once():
    reason = replace(NEAREST, record="» « ")
    page = shown(communes(commune_line(state=FAR, reasons=(reason,))))
    assert [p["href"] for p in elements(page, "A")].count("/?fiche=bus") == 1
