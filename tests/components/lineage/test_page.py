"""The lineage of a number as a page."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from dashboard.analysis.lineage.figure import number_lineage
from dashboard.analysis.lineage.results import Question
from dashboard.components.lineage.page import lineage_page, question_address
from dashboard.components.lineage.wording import formula_text, lineage_filters, number_text
from dashboard.components.shared.links import as_file
from dashboard.domain.counting import Counting
from dashboard.domain.coverage import Distance
from dashboard.domain.indicators import Indicator
from dashboard.domain.references import Reference
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.filters import Filters
from dashboard.domain.selections.map import MapSelection
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.selections import asked
from tests.helpers.small_coverage import EAST, WEST
from tests.helpers.small_reports import BIEF, DUN, reports_snapshot

DAY = dt.date(2026, 11, 24)
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture(scope="module")
def snapshot():
    return reports_snapshot()


def ask(snapshot, code, subject, *, selection=None, **facts):
    question = Question(subject, selection or MapSelection(), **facts)
    return number_lineage(snapshot, code, question, year=2026)


def shown(found):
    written = lineage_page(found, day=DAY)
    assert "<script" not in written
    return tree(written)


def said(found):
    return re.sub(r" +", " ", words(shown(found)))


def rows(page):
    (body,) = elements(page, "Tbody")
    return [
        [re.sub(r" +", " ", words(cell["props"]["children"])) for cell in row["children"]]
        for row in elements(body, "Tr")
    ]


def test_a_rate_tells_its_two_sides_and_its_initiatives(snapshot):
    page = shown(ask(snapshot, WEST, Indicator.RATE))
    assert words(next(elements(page, "H1"))["children"]) == (
        "Initiatives pour 10\u202f000 habitants\u00a0: CC Ouest"
    )
    text = words(page)
    assert "4,00 pour 10 000 hab." in text.replace("\u202f", " ")
    assert "Numérateur : initiatives distinctes recensées : 2" in text
    assert "Dénominateur : habitants du territoire dans la région : 5\u202f000" in text
    assert rows(page) == [
        [
            "Bus",
            "implantée",
            "2018",
            "en activité à la date de la source",
            "Mobilité",
            "[1]",
            "1er janvier 2026",
        ],
        [
            "Epicerie",
            "implantée",
            "année inconnue",
            "en activité à la date de la source",
            "Alimentation",
            "[1], [2]",
            "1er janvier 2026",
        ],
    ]


def test_a_mean_tells_its_territories_and_weights(snapshot):
    page = shown(ask(snapshot, WEST, Indicator.RATE, reference=Reference.REGION))
    assert rows(page) == [
        ["CC Ouest (ce territoire)", "5\u202f000", "4,00", "45,45\u202f%"],
        ["CC Est", "6\u202f000", "3,33", "54,55\u202f%"],
    ]
    assert "Intercommunalités comprises : 2" in words(page)
    assert "Numérateur" not in words(page)


def test_formulas_are_worded_for_what_counts(snapshot):
    located = MapSelection(filters=Filters(counting=Counting.LOCATED))
    assert formula_text(ask(snapshot, WEST, Indicator.NUMBER, selection=located)) == (
        "nombre d’initiatives distinctes implantées dans le territoire."
    )
    assert formula_text(ask(snapshot, WEST, Indicator.SHARED)).startswith("initiatives recensées")
    mean = formula_text(ask(snapshot, BIEF, Indicator.RATE, reference=Reference.NEIGHBOURS))
    assert mean.startswith("moyenne des communes qui touchent le territoire, à poids égaux")
    region = formula_text(ask(snapshot, WEST, Indicator.RATE, reference=Reference.REGION))
    assert region.startswith("moyenne des intercommunalités de la région, pondérée par leurs")
    equal = formula_text(ask(snapshot, WEST, Indicator.NUMBER, reference=Reference.REGION))
    assert "à poids égaux" in equal
    median = formula_text(ask(snapshot, WEST, Indicator.RATE, reference=Reference.STRATUM))
    assert "(2\u00a0territoires, ceux d’effectif faible à part)" in median
    whole = formula_text(ask(snapshot, "R82", Indicator.NUMBER))
    assert whole.endswith("dispositifs départementaux et régionaux compris.")


@pytest.mark.usefixtures("few_are_enough")
def test_numbers_are_written_with_their_unit(snapshot):
    assert number_text(ask(snapshot, WEST, Indicator.NUMBER)) == "2\u00a0initiatives"
    assert (
        number_text(ask(snapshot, WEST, Indicator.SHARE)) == "100,0\u202f% des habitants desservis"
    )
    assert number_text(ask(snapshot, EAST, Indicator.COMMUNES)) == "3\u00a0communes"
    assert number_text(ask(snapshot, DUN, Indicator.GAPS)) == "0\u00a0habitant"
    unknown = replace(ask(snapshot, WEST, Indicator.RATE), value=None)
    assert number_text(unknown) == "non renseigné"
    assert number_text(ask(snapshot, DUN, Indicator.NUMBER, theme="sante")) == "0 recensé"


def test_where_sources_hold_too_little_a_number_of_gaps_is_no_number(snapshot):
    untold = ask(snapshot, DUN, Indicator.GAPS)
    assert number_text(untold) == "Nos sources ne permettent pas de répondre"
    text = said(untold)
    assert "au moins 30\u00a0initiatives situées pour ces choix" in text
    assert "Aucune commune du territoire" not in text
    assert "habitants concernés" not in text


def test_filters_say_what_they_do_not_change(snapshot):
    food = MapSelection(filters=Filters(themes=("alimentation",)))
    people = ask(snapshot, WEST, Indicator.INHABITANTS, selection=food)
    assert lineage_filters(people).startswith("Sans objet")
    gaps = lineage_filters(ask(snapshot, WEST, Indicator.GAPS, selection=food))
    assert gaps.startswith("Thèmes : Alimentation")
    assert gaps.endswith(
        "En activité aujourd’hui, annoncées ou de situation inconnue · Rayon : 10\u202fkm"
    )


def test_a_number_of_gaps_keeps_its_radius(snapshot):
    near = CoverageSelection(filters=Filters(themes=("mobilite",)), radius=Distance.KM_5)
    found = ask(snapshot, EAST, Indicator.GAPS, coverage=near)
    assert lineage_filters(found).endswith("Rayon : 5\u202fkm")
    assert question_address(EAST, found.question) == (
        f"/fiche/{EAST}/chiffre/zone-blanche?rayon=5&theme=mobilite"
    )


def test_filters_say_the_theme_or_public_the_number_is_about(snapshot):
    def filters(selection, **more):
        return lineage_filters(ask(snapshot, WEST, Indicator.RATE, selection=selection, **more))

    health = filters(MapSelection(), theme="sante", public="seniors")
    assert health.startswith("Thèmes : Santé et prévention · Publics : Séniors · Années : toutes")
    both = filters(asked(MapSelection, themes=("alimentation",)), theme="sante")
    assert both.startswith("Thèmes : Alimentation · Publics : tous")
    assert both.endswith(" · parmi elles, thème : Santé et prévention")
    assert "parmi" not in filters(asked(MapSelection, themes=("sante",)), theme="sante")


def test_the_share_says_which_communes_have_nothing_recorded(snapshot):
    food = MapSelection(filters=Filters(themes=("alimentation",)))
    page = shown(ask(snapshot, WEST, Indicator.SHARE, selection=food))
    assert rows(page) == [
        ["Avron", "01001", "4\u202f000", "0 recensé"],
        ["Bief", "01002", "1\u202f000", "oui"],
    ]


@pytest.mark.usefixtures("few_are_enough")
def test_nothing_behind_is_said_and_no_table_is_drawn(snapshot):
    none = ask(snapshot, DUN, Indicator.NUMBER, theme="sante")
    assert "0 recensé : aucune ligne." in said(none)
    assert list(elements(shown(none), "Table")) == []
    state = ask(snapshot, EAST, Indicator.NOTHING)
    assert "Aucune commune du territoire n’est dans cet état." in said(state)


def test_it_leads_back_to_the_report_and_to_its_file(snapshot):
    found = ask(snapshot, WEST, Indicator.NUMBER, theme="mobilite", reference=Reference.REGION)
    links = [link["href"] for link in elements(shown(found), "A")]
    assert links[:2] == [
        f"/fiche/{WEST}",
        f"/fiche/{WEST}/chiffre/nombre.csv?repere=region&parmi-theme=mobilite",
    ]
    assert question_address(WEST, found.question) == (
        f"/fiche/{WEST}/chiffre/nombre?repere=region&parmi-theme=mobilite"
    )
    region = [link["href"] for link in elements(shown(ask(snapshot, "R82", Indicator.NUMBER)), "A")]
    assert region[0] == "/"


def test_an_address_as_a_file_keeps_its_filters():
    assert as_file("/fiche/D01?theme=sante", ".pdf") == "/fiche/D01.pdf?theme=sante"
    assert as_file("/fiche/D01", ".pdf") == "/fiche/D01.pdf"


def test_texts_of_the_data_are_only_text(snapshot):
    found = ask(snapshot, WEST, Indicator.NUMBER)
    row = replace(found.records[0], name=HOSTILE, status=HOSTILE)
    assert HOSTILE in words(shown(replace(found, name=HOSTILE, records=(row,))))
