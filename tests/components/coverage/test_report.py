import datetime as dt
from dataclasses import replace

from markupsafe import Markup

from dashboard.analysis.coverage.results import GapCause, GapReason, HallLine, Scheme
from dashboard.components.coverage.report import CoverageReport, coverage_report
from dashboard.domain.coverage import Distance
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.figures.interactive.coverage_map import COVERAGE_COLOURS
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.gap_lines import EPCI, NONE, TOO_LITTLE, answer_of, commune_line, tally
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
AID = Scheme("aide", "Aide", (), "", None, "", "")
HALL = HallLine("Lamastre", "04 75 06 41 92", "")
FULL = CoverageReport(
    answer=answer_of(),
    map=Markup("<svg><title>Carte</title></svg>"),
    communes=(
        commune_line(),
        commune_line(name="Nozières", state=NONE, reasons=(GapReason(GapCause.WIDE),)),
    ),
    left=2,
    schemes=(BUS, AID),
    halls=(HALL,),
    filters="Thèmes : Santé et prévention",
    sources="Sources : IGN. Catalogue du 2026-11-20. Licences : Licence Ouverte 2.0.",
)
EMPTY = replace(
    FULL, answer=answer_of(totals=tally(gaps=0, inhabitants=(1_000, 0, 0, 0), border=0)), communes=(), left=0,
    schemes=(), halls=(),
)  # fmt: skip
HOSTILE = '"><script>alert(1)</script>'


def shown(sheet=FULL, selection=SELECTION):
    written = coverage_report(sheet, selection, day=DAY)
    assert "<script" not in written
    return tree(written)


def rows(page, place):
    body = list(elements(page, "Tbody"))[place]
    return [
        [words(cell["props"]["children"]) for cell in row["children"]]
        for row in elements(body, "Tr")
    ]


def entries(page):
    return [words(p["children"]) for p in elements(page, "Li") if p.get("className") == "entry"]


def test_the_sheet_says_of_what_with_which_filters_and_when():
    page = shown()
    assert (
        words(next(elements(page, "H1"))["children"]) == "Zones blanches : CC du Pays de Lamastre"
    )
    text = words(page)
    assert "300\u00a0habitants (30,0\u202f%) de la CC du Pays de Lamastre sont" in text
    assert "Thèmes : Santé et prévention. Fiche du 24 novembre 2026." in text
    assert "Ici, une zone blanche est une commune" in text
    assert "n’est pas une absence de service" in text
    assert "Licences : Licence Ouverte 2.0." in text


def test_the_way_back_is_the_very_view():
    (back,) = elements(shown(), "A")
    assert back["href"] == f"/zones-blanches?theme=sante&territoire={EPCI}"


def test_the_map_stands_beside_its_states_without_numbers():
    page = shown(selection=replace(SELECTION, radius=Distance.KM_20))
    assert len(list(elements(page, "Svg"))) == 1
    (states,) = (p for p in elements(page, "Ul") if p.get("className") == "legend-list")
    lines = [words(item["children"]) for item in elements(states, "Li")]
    assert lines[1] == "proche d’un lieu, à 20\u202fkm au plus de la mairie"
    assert lines[-1] == "à la limite de la région : services possibles au-delà"
    assert len(lines) == 5
    assert [span["style"] for span in elements(states, "Span") if "style" in span] == [
        f"background-color:{colour}" for colour in COVERAGE_COLOURS[:5]
    ]


def test_communes_are_listed_with_why_and_how_many_are_left():
    page = shown()
    assert rows(page, 0) == [
        [
            "Lamastre",
            "2\u202f327",
            "loin de tout lieu",
            "Le lieu le plus proche : « Bus » au Cheylard, à 12,3\u202fkm (à vol d’oiseau).",
        ],
        [
            "Nozières",
            "2\u202f327",
            "rien de recensé",
            "Couverte seulement par un dispositif départemental ou régional, non compté ici.",
        ],
    ]
    assert "Et 2\u00a0autres communes." in words(page)
    assert "Et 1\u00a0autre commune." in words(shown(replace(FULL, left=1)))
    assert "autres communes" not in words(shown(replace(FULL, left=0)))


def test_what_exists_beside_has_its_distance_its_number_and_who_runs_it():
    assert entries(shown()) == [
        "Bus  : Le Cheylard · à 12,3\u202fkm (à vol d’oiseau) d’une zone blanche · portée par Croix-Rouge, "
        "CC Ouest · 04 00 00 00 01 · https://bus.exemple.fr",
        "Aide  : sans lieu connu ; présente à côté · téléphone non renseigné",
    ]


def test_the_town_halls_are_the_first_to_call():
    assert rows(shown(), 1) == [["Lamastre", "04 75 06 41 92", "–"]]


def test_without_anything_the_sheet_says_so_in_words():
    page = shown(EMPTY)
    text = words(page)
    assert "Aucune commune en zone blanche pour ces choix." in text
    assert "Rien de recensé à côté pour ces choix ; cela ne prouve pas qu’il n’existe rien." in text
    assert list(elements(page, "Table")) == []


def test_where_sources_hold_too_little_the_sheet_says_what_they_hold():
    answer = answer_of(totals=tally(evidence=TOO_LITTLE))
    text = words(shown(replace(EMPTY, answer=answer)))
    assert "Nos sources ne permettent pas de répondre" in text
    assert "au moins 30\u00a0initiatives situées" in text
    assert "%" not in text
    assert "Aucune commune en zone blanche" not in text


def test_hostile_words_stay_words():
    hostile = replace(
        FULL,
        answer=answer_of(totals=tally(name=HOSTILE)),
        communes=(commune_line(name=HOSTILE),),
        schemes=(Scheme("x", HOSTILE, (HOSTILE,), HOSTILE, 1.0, HOSTILE, HOSTILE),),
        halls=(HallLine(HOSTILE, HOSTILE, HOSTILE),),
        filters=HOSTILE,
        sources=HOSTILE,
    )
    assert words(shown(hostile)).count(HOSTILE) == 13
