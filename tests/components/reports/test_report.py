"""The report of a territory, written from what was gathered on five villages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from dashboard.analysis.comparison.results import ClaimBeside, KnownFigure
from dashboard.analysis.reports.results import ReportRecords
from dashboard.analysis.reports.territory import territory_report
from dashboard.analysis.summaries.results import Citation
from dashboard.components.comparison.wording import indicators_filters
from dashboard.components.reports.blocks import (
    Paragraph,
    TableBlock,
    Words,
    cited,
    numbered,
    written_blocks,
)
from dashboard.components.reports.overview import map_colours, map_title
from dashboard.components.reports.records import claims, figures, initiatives, since_text
from dashboard.components.reports.report import territory_report_page
from dashboard.domain.counting import Counting
from dashboard.domain.indicators import COMPARED
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.vocabulary import THEMES
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.nearby_answers import TUESDAY
from tests.helpers.selections import asked
from tests.helpers.small_coverage import EAST, WEST
from tests.helpers.small_reports import AVRON, CIZE, DUN, ERP, reports_snapshot

DAY = dt.date(2026, 11, 24)
SVG = "<svg><title>Carte</title></svg>"
HOSTILE = '"><script>alert(1)</script>'
FIGURE = KnownFigure("bus", "Bus", "Usagers", 1_800, "usagers", "2023", "Article", "2025-10-25")
CLAIM = ClaimBeside(
    territory="CC Ouest",
    label="Communes membres",
    written=56.0,
    unit="communes",
    written_on="2025-10-21",
    source="Autre",
    quoted_source="Agglo",
    official=54.0,
    official_on="COG 2026",
    official_source="INSEE",
    note="La référence compte toutes ses communes membres.",
)


@pytest.fixture(scope="module")
def snapshot():
    return reports_snapshot()


def gathered(snapshot, code, **facts):
    return territory_report(snapshot, asked(MapSelection, **facts), code, now=TUESDAY)


def shown(report):
    written = territory_report_page(report, SVG, day=DAY)
    assert "<script" not in written
    return tree(written)


def said(report):
    return re.sub(r" +", " ", words(shown(report)))


def table(page, caption):
    """The cells of the table whose caption begins so."""
    for one in elements(page, "Table"):
        (head,) = elements(one["children"], "Caption")
        if words(head["children"]).startswith(caption):
            (body,) = elements(one["children"], "Tbody")
            return [
                [words(cell["props"]["children"]) for cell in row["children"]]
                for row in elements(body, "Tr")
            ]
    raise AssertionError(caption)


def test_the_key_numbers_stand_beside_the_region_and_the_stratum(snapshot):
    rows = table(shown(gathered(snapshot, WEST)), "CC Ouest et ses repères")
    told = {title: values for title, *values in rows}
    assert list(told) == [indicator.entry.title for indicator in COMPARED]
    assert told["Initiatives recensées"][0] == "2"
    assert told["Initiatives pour 10\u202f000 habitants"][:2] == ["4,00", "3,64"]
    assert told["Initiatives pour 10\u202f000 habitants"][3:] == ["1er sur 2", "1er sur 2"]
    assert told["Part des habitants desservis"][0] == "100,0\u202f%"
    assert told["Organisations distinctes"][0] == "2"
    assert told["Initiatives partagées avec une autre intercommunalité"][0] == "1"


@pytest.mark.usefixtures("few_are_enough")
def test_each_number_leads_to_its_lineage_with_the_filters(snapshot):
    page = shown(gathered(snapshot, WEST, themes=("alimentation",)))
    targets = [link["href"] for link in elements(page, "A")]
    start = f"/fiche/{WEST}/chiffre"
    for expected in (
        f"{start}/habitants?theme=alimentation",
        f"{start}/taux?theme=alimentation",
        f"{start}/taux?theme=alimentation&repere=region",
        f"{start}/taux?theme=alimentation&repere=strate",
        f"{start}/nombre?theme=alimentation&parmi-theme=alimentation",
        f"{start}/zone-blanche?theme=alimentation",
    ):
        assert expected in targets


def test_a_territory_of_few_inhabitants_is_marked(snapshot):
    text = said(gathered(snapshot, DUN))
    assert "25,00 (effectif faible)" in text
    assert "« Effectif faible » : moins de 500 habitants" in text
    assert "effectif faible)" not in said(gathered(snapshot, WEST))


def test_parents_are_links_to_their_reports(snapshot):
    page = shown(gathered(snapshot, AVRON))
    assert [link["href"] for link in elements(page, "A")][5:7] == [f"/fiche/{WEST}", "/fiche/D01"]


def test_only_the_rhone_says_that_it_holds_the_metropole(snapshot):
    report = gathered(snapshot, "D42")
    wider = "le Rhône et la Métropole de Lyon ensemble"
    assert wider not in said(report)
    assert wider in said(replace(report, code="D69"))


def test_an_email_breaks_after_its_signs_only():
    written = written_blocks([Paragraph((Words("a.b@c.fr", "mailto:a.b@c.fr"),))])
    assert written == '<p><a href="mailto:a.b@c.fr">a.<wbr>b@<wbr>c.<wbr>fr</a></p>'


def test_an_epci_cut_by_the_border_says_that_values_hold_for_its_part_inside():
    text = said(gathered(reports_snapshot(cut=(EAST,)), EAST))
    assert "6\u202f000\u00a0habitants et 3\u00a0communes dans la région, sur 4" in text
    assert "6\u202f700\u00a0habitants en tout (COG 2026)" in text
    assert "ne portent que sur la partie située dans la région" in text
    assert "coupées par la limite de la région" in text


def test_the_map_is_told_in_words_and_each_commune_has_one_colour(snapshot):
    report = gathered(snapshot, EAST)
    assert map_title(report) == (
        "CC Est : 1\u00a0commune où une initiative est implantée, 2\u00a0autres desservies et 0 où "
        "rien n’est recensé."
    )
    assert set(map_colours(report.map)) == {CIZE, DUN, ERP}
    assert len(set(map_colours(report.map).values())) == 2
    assert map_title(gathered(snapshot, DUN)).startswith("Dun dans CC Est : ")
    served = replace(report.map, located=frozenset(), serving=frozenset({CIZE, DUN}))
    assert map_title(replace(report, map=served)) == (
        "CC Est : 0\u00a0commune où une initiative est implantée, 2\u00a0communes desservies et 0 où "
        "rien n’est recensé."
    )
    assert "implantée (1\u00a0commune)" in said(report)


def test_initiatives_are_listed_by_how_they_concern_the_territory(snapshot):
    page = shown(gathered(snapshot, EAST))
    assert table(page, "Implantées dans le territoire : 1")[0] == [
        "Atelier  (terminée, info de 2026)",
        "Alimentation, Mobilité",
        "2010, jusqu’en 2012",
        "Mairie d’Avron",
    ]
    assert table(page, "Desservent le territoire sans y être implantées : 1")[0][2] == "2018"
    assert table(page, "Dispositifs départementaux et régionaux")[0][0].startswith("Ligne")


def test_what_is_not_listed_is_counted(snapshot):
    report = gathered(snapshot, EAST)
    many = replace(report, located=ReportRecords(report.located.lines, 41))
    assert "40\u00a0autres ne sont pas listées" in said(many)


def test_a_commune_without_initiative_says_zero_and_leads_to_its_epci(snapshot):
    report = gathered(snapshot, DUN, themes=("sante",))
    text = said(report)
    assert "0 recensé : aucune initiative pour ces choix." in text
    assert "dans son intercommunalité : la fiche de CC Est" in text
    assert "ne prouve pas qu’il n’existe rien" in text
    assert "Thèmes : Santé et prévention" in text
    assert [block for block in initiatives(report) if isinstance(block, TableBlock)] == []


def test_themes_without_any_are_told_as_zero(snapshot):
    rows = table(shown(gathered(snapshot, EAST)), "Initiatives par thème")
    assert rows[0] == ["Mobilité", "2", "3,33"]
    assert rows[-1][1:] == ["0 recensé", "–"]
    assert len(rows) == len(THEMES)


@pytest.mark.usefixtures("few_are_enough")
def test_coverage_tells_the_inhabitants_of_each_state(snapshot):
    page = shown(gathered(snapshot, EAST, themes=("alimentation",)))
    rows = {row[0]: row[1:] for row in table(page, "Habitants par état de leur commune, à 10")}
    assert rows["Proche d’un lieu"] == ["5\u202f000", "83,3\u202f%"]
    assert rows["En zone blanche"] == ["1\u202f000", "16,7\u202f%"]


def test_where_sources_hold_too_little_coverage_tells_no_share(snapshot):
    text = words(shown(gathered(snapshot, EAST, themes=("alimentation",))))
    assert "Nos sources ne permettent pas de répondre" in text
    assert "Habitants par état de leur commune" not in text


def test_where_sources_hold_too_little_a_commune_is_in_no_state(snapshot):
    text = words(shown(gathered(snapshot, DUN, themes=("alimentation",))))
    assert "Nos sources ne permettent pas de répondre" in text
    assert "État de la commune" not in text


def test_figures_and_claims_cite_the_numbered_documents(snapshot):
    report = replace(gathered(snapshot, WEST), figures=(FIGURE,), figures_total=3, claims=(CLAIM,))
    page = shown(report)
    (figure,) = table(page, "Chiffres écrits par les sources")
    assert figure == ["Bus", "Usagers", "1\u202f800\u00a0usagers", "2023", "[1], 25 octobre 2025"]
    assert "Et 2\u00a0autres chiffres." in words(page)
    (claim,) = table(page, "Ce qu’écrivent des documents")
    assert claim[1:4] == [
        "56\u00a0communes (21 octobre 2025)",
        "54\u00a0communes (COG 2026)",
        "−2\u00a0communes",
    ]
    assert claim[4] == (
        "Agglo, cité par « Autre » ; INSEE. La référence compte toutes ses communes membres."
    )
    assert "[1] « Article », 25 octobre 2025" in words(page)


def test_a_claim_that_nothing_measures_has_no_difference(snapshot):
    beside = replace(CLAIM, official=None, official_on="", official_source="")
    report = replace(gathered(snapshot, WEST), claims=(beside,))
    (row,) = table(shown(report), "Ce qu’écrivent des documents")
    assert row[2:4] == ["non mesuré", "–"]
    assert claims(gathered(snapshot, WEST)) == []


def test_no_figure_is_said_in_words(snapshot):
    assert "ne donnent aucun chiffre" in said(gathered(snapshot, WEST))
    assert len(figures(gathered(snapshot, WEST))) == 2


def test_town_halls_are_listed_and_what_is_unknown_is_said(snapshot):
    rows = table(shown(gathered(snapshot, WEST)), "Mairies des communes les plus peuplées d’abord")
    assert rows == [
        ["Avron", "non renseigné", "non renseigné"],
        ["Bief", "non renseigné", "non renseigné"],
    ]
    assert "Téléphone : non renseigné" in said(gathered(snapshot, AVRON))
    left = replace(gathered(snapshot, "D01"), halls_left=3)
    assert "Et 3\u00a0autres mairies" in said(left)


def test_sources_dates_and_method_are_told(snapshot):
    text = said(gathered(snapshot, WEST))
    assert "Catalogue du 25 octobre 2025." in text
    assert "INSEE, DGCL (COG 2026)" in text
    assert "Méthode : version 1.0 du 26 novembre 2026." in text
    assert "1\u00a0initiative recensée a une première année inconnue." in text


def test_filters_name_what_counts():
    located = MapSelection(filters=Filters(counting=Counting.LOCATED, years=(2019, 2024)))
    assert indicators_filters(located).endswith(
        "Actives entre 2019 et 2024 · Initiatives implantées seulement"
    )
    assert indicators_filters(MapSelection(filters=Filters(wide=True))).endswith(
        "comptés dans les parts d’habitants"
    )


def test_texts_of_the_data_are_only_text(snapshot):
    report = gathered(snapshot, WEST)
    line = replace(report.located.lines[0], name=HOSTILE, operators=(HOSTILE,))
    hostile = replace(report, name=HOSTILE, located=ReportRecords((line,), 1))
    assert HOSTILE in words(shown(hostile))


def test_documents_are_cited_by_number_or_in_full():
    known = (Citation("A", "2025-01-02"), Citation("B", "2024-05-06", "Licence Ouverte 2.0"))
    assert cited(known, "B", "2024-05-06") == "[2], 6 mai 2024"
    assert cited(known, "A") == "[1], 2 janvier 2025"
    assert cited(known, "A", "2020-01-01") == "« A », 1er janvier 2020"
    assert cited((), "A") == "« A »"
    assert numbered(()) == []


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((None, None), "année inconnue"),
        ((2018, None), "2018"),
        ((2010, 2012), "2010, jusqu’en 2012"),
        ((None, 2012), "année inconnue, jusqu’en 2012"),
    ],
)
def test_years_are_told(years, expected):
    assert since_text(*years) == expected
