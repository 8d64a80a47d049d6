from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.components.coverage.answer_wording import NO_ANSWER_NOTE
from dashboard.components.coverage.panel import (
    PanelNotes,
    commune_panel,
    no_record,
    territory_panel,
)
from dashboard.domain.coverage import Distance
from dashboard.domain.partial import PartialSum
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.filter_fields import common_filters
from dashboard.domain.selections.filters import Filters
from dashboard.domain.territory import Level
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.gap_lines import (
    EPCI,
    LAMASTRE,
    SERVED,
    TOO_LITTLE,
    answer_of,
    commune_line,
    tally,
)

QUIET = PanelNotes("", "")
HOSTILE = '"><script>alert(1)</script>'
REGION = answer_of(level=None, totals=tally(code="R82", name="Région Rhône-Alpes"))


def of_commune(**facts):
    """The answer for a commune, and its line."""
    line = commune_line(**facts)
    totals = tally(code=line.code, name=line.name, population=line.population, communes=1)
    return answer_of(level=Level.COMMUNE, totals=totals, commune=line), line


def shown(panel):
    assert "<script" not in panel
    return tree(panel)


def links(page):
    return {words(link["children"]): link for link in elements(page, "A")}


def query(link):
    return parse_qs(urlsplit(link["href"]).query)


def bars(page):
    """The labels and values of the bars."""
    spans = [(p.get("className"), words(p["children"])) for p in elements(page, "Span")]
    labels = [text for kind, text in spans if kind == "bar-label"]
    return dict(zip(labels, [text for kind, text in spans if kind == "bar-value"], strict=True))


def widths(page):
    return [p["style"] for p in elements(page, "Span") if p.get("className") == "bar"]


def test_a_territory_tells_its_people_by_state():
    page = shown(territory_panel(answer_of(), CoverageSelection(), QUIET))
    assert words(next(elements(page, "H2"))["children"]) == "CC du Pays de Lamastre"
    # The answer stands above the map: it is not said twice.
    assert "30,0\u202f%) de la CC" not in words(page)
    assert bars(page) == {
        "Desservie": "40,0\u202f%",
        "Proche d’un lieu": "25,0\u202f%",
        "Loin de tout lieu": "30,0\u202f%",
        "Rien de recensé": "0,0\u202f%",
        "À la limite de la région, à part": "5,0\u202f%",
    }
    assert widths(page) == ["width:40%", "width:25%", "width:30%", "width:0%", "width:5%"]
    assert "n’est pas une absence de service" in words(page)


def test_without_inhabitants_or_border_there_is_no_share_and_no_border_bar():
    empty = tally(population=0, inhabitants=(0, 0, 0, 0), border=0, gaps=0)
    page = shown(territory_panel(answer_of(totals=empty), CoverageSelection(), QUIET))
    assert words(page).count("–") == 4
    assert "à la limite de la région" not in words(page)


def test_a_territory_leads_to_its_sheet_and_back_to_the_region():
    selection = CoverageSelection(
        filters=Filters(themes=("sante",)), territory=EPCI, page=3, exact=True
    )
    found = links(shown(territory_panel(answer_of(), selection, QUIET)))
    sheet, region = found["Fiche à imprimer (A4)"], found["Voir toute la région"]
    assert urlsplit(sheet["href"]).path == f"/zones-blanches/fiche/{EPCI}"
    assert query(sheet)["theme"] == ["sante"]
    assert "page" not in query(sheet)
    assert region["href"] == "/zones-blanches?theme=sante"
    assert region["data-in-page"] == "territoire page optimum onglet"


def test_the_sentence_of_the_region_stands_under_its_map_and_is_not_said_twice():
    page = shown(territory_panel(REGION, CoverageSelection(), QUIET))
    assert "30,0\u202f%)" not in words(page)
    assert len(bars(page)) == 5
    assert {text: link["href"] for text, link in links(page).items()} == {
        "Fiche à imprimer (A4)": "/zones-blanches/fiche/R82",
        "qui peut aider près d’une commune": "/pres-de-chez-vous",
    }


@pytest.mark.parametrize("level", [None, Level.EPCI])
def test_where_sources_hold_too_little_no_share_is_told(level):
    answer = answer_of(level=level, totals=tally(evidence=TOO_LITTLE))
    page = shown(territory_panel(answer, CoverageSelection(), PanelNotes("Fragiles : 2.", "")))
    text = words(page)
    assert NO_ANSWER_NOTE in text
    assert bars(page) == {}
    assert "%" not in text
    assert "Fragiles" not in text


def test_where_sources_hold_too_little_a_commune_is_in_no_state():
    answer, line = of_commune()
    answer = replace(answer, totals=tally(evidence=TOO_LITTLE))
    text = words(shown(commune_panel(answer, line, CoverageSelection(), EPCI)))
    assert NO_ANSWER_NOTE in text
    assert "loin de tout lieu" not in text
    assert "au Cheylard, à 12,3\u202fkm" in text


def test_notes_are_told_where_there_are_any():
    notes = PanelNotes("Fragiles : 2.", "3 communes peut-être.")
    text = words(shown(territory_panel(REGION, CoverageSelection(), notes)))
    assert "Fragiles : 2." in text
    assert "3 communes peut-être." in text


@pytest.mark.parametrize(
    ("concerned", "text"),
    [
        (
            PartialSum(1_234.4, 1_500, 1_500),
            "en zone blanche : environ 1 234 personnes. Estimation",
        ),
        (
            PartialSum(1_234.4, 1_000, 1_500),
            "en zone blanche : environ 1 234 personnes (connu pour 1 000 habitants sur 1 500). Estimation",
        ),
        (PartialSum(0.0, 1_500, 1_500), "en zone blanche : environ 0 personne. Estimation"),
        (
            PartialSum(float("nan"), 0, 1_500),
            "en zone blanche : non connu, la part de ces 1 500 habitants étant sous secret",
        ),
    ],
)
def test_people_concerned_are_told_with_how_many_they_are_known_for(concerned, text):
    page = shown(
        territory_panel(answer_of(totals=tally(concerned=concerned)), CoverageSelection(), QUIET)
    )
    told = words(page).replace("\u202f", " ").replace("\u00a0", " ")
    assert f"Taux de pauvreté, {text}" in told


@pytest.mark.parametrize("concerned", [None, PartialSum(0.0, 0, 0)])
def test_nothing_is_said_of_a_need_nobody_in_a_gap_can_have(concerned):
    page = shown(
        territory_panel(answer_of(totals=tally(concerned=concerned)), CoverageSelection(), QUIET)
    )
    assert "pauvreté" not in words(page)


# A commune.


def test_a_commune_tells_its_state_and_why_and_whom_to_call():
    selection = CoverageSelection(
        filters=Filters(themes=("sante",), publics=("seniors",)),
        radius=Distance.KM_20,
        territory=LAMASTRE,
    )
    page = shown(commune_panel(*of_commune(access=0.5), selection, EPCI))
    text = words(page).replace("\u202f", " ")
    assert "loin de tout lieu" in text
    assert "2 327 habitants · accès : 0,50 service pour 10 000 habitants" in text
    assert "Pourquoi" in text
    found = links(page)
    assert found["Bus"]["href"] == "/?fiche=bus"
    call = found["Qui appeler, près de cette commune ?"]["href"]
    assert call == f"/pres-de-chez-vous?territoire={LAMASTRE}&theme=sante&public=seniors"
    assert query(found["Voir CC du Pays de Lamastre"]) == {
        "rayon": ["20"],
        "theme": ["sante"],
        "public": ["seniors"],
        "territoire": [EPCI],
    }
    assert "territoire" not in query(found["Voir toute la région"])


def test_a_covered_commune_without_an_epci_has_neither_reasons_nor_epci():
    page = shown(
        commune_panel(*of_commune(state=SERVED, reasons=(), epci=""), CoverageSelection(), "")
    )
    assert "Pourquoi" not in words(page)
    assert [text for text in links(page) if text.startswith("Voir")] == ["Voir toute la région"]


def test_a_commune_of_the_border_says_so():
    page = shown(commune_panel(*of_commune(border=True), CoverageSelection(), EPCI))
    assert words(next(elements(page, "Strong"))["children"]) == (
        "loin de tout lieu (à la limite de la région)"
    )


def test_hostile_names_stay_words():
    page = shown(commune_panel(*of_commune(name=HOSTILE, epci=HOSTILE), CoverageSelection(), EPCI))
    assert words(page).count(HOSTILE) == 2
    answer = answer_of(totals=tally(name=HOSTILE))
    assert HOSTILE in words(shown(territory_panel(answer, CoverageSelection(), QUIET)))


# Filters that leave nothing.


def test_filters_without_a_record_may_each_be_removed():
    selection = CoverageSelection(
        filters=Filters(
            themes=("sante",), publics=("jeunes",), years=(1950, 1950), sources=("fs",)
        ),
        page=2,
    )
    page = shown(no_record(selection, {"fs": "France services"}))
    assert "Aucune initiative recensée ne correspond à ces filtres" in words(page)
    everything = {"theme": ["sante"], "public": ["jeunes"], "annee": ["1950"], "source": ["fs"]}
    removed = {
        text: sorted(everything.keys() - query(link).keys()) for text, link in links(page).items()
    }
    assert removed == {
        "Retirer « Thème : Santé et prévention »": ["theme"],
        "Retirer « Public : Jeunes »": ["public"],
        "Retirer « Année »": ["annee"],
        "Retirer « Source : France services »": ["source"],
    }
    assert {link["data-in-page"] for link in links(page).values()} == {
        " ".join([*(field.key for field in common_filters()), "source annee optimum page"])
    }
    assert not any("page" in query(link) for link in links(page).values())


def test_without_filters_there_is_nothing_to_remove():
    page = shown(no_record(CoverageSelection(), {}))
    assert links(page) == {}
    assert list(elements(page, "Ul")) == []
