import datetime as dt
from dataclasses import replace

import pytest

from dashboard.analysis.opening_hours.at import hours_at
from dashboard.analysis.opening_hours.evaluate import PARIS
from dashboard.analysis.summaries.record import record_detail
from dashboard.analysis.summaries.results import (
    NOTHING_LISTED,
    Citation,
    Figure,
    OtherHours,
    RecordDetail,
    RecordLine,
    RecordList,
    RecordPlace,
    TerritorySummary,
    TownHall,
)
from dashboard.analysis.summaries.territory import territory_summary
from dashboard.components.summaries.record import on_nearby, on_the_map, record_detail_panel
from dashboard.components.summaries.territory import territory_summary_panel
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.nearby import NearbySelection
from dashboard.domain.territory import Level
from tests.helpers.component_tree import elements, tree, words
from tests.helpers.indicators import usual
from tests.helpers.selections import asked

STANDING_ON_THE_MAP = on_the_map(MapSelection())
TUESDAY = dt.datetime(2026, 11, 24, 10, 30, tzinfo=PARIS)
UNKNOWN = hours_at("", TUESDAY)
STOP = RecordPlace(
    commune_code="01254",
    commune="Montagnat",
    name="Arrêt",
    address="",
    phone="04 74 00 00 00",
    email="",
    website="",
    hours=UNKNOWN,
    cost="",
    travelling=True,
    somewhere="",
    head_office=False,
    other_hours=(),
    longitude=None,
    latitude=None,
)
HALL = TownHall(
    address="1 place Rampon",
    phone="04 75 06 41 92",
    email="",
    website="",
    hours=UNKNOWN,
    approximate=False,
)
RECORD = RecordDetail(
    id="epicerie-bresse",
    name="Épicerie de Bresse",
    summary="Un camion, chaque semaine.",
    themes=("Alimentation", "Mobilité"),
    publics=("Familles",),
    start_year=None,
    end_year=None,
    status="en activité",
    precision="connue à la commune près",
    operators=(),
    partners=(),
    places=(STOP,),
    served=(),
    somewhere=(),
    figures=(Figure("Familles accompagnées", 800.0, "familles", "", "Titre", "2025-10-25", ""),),
    sources=(Citation("Bourg et ses alliances", "2025-10-25"),),
    first_contact=None,
    updated_on="2025-10-25",
    verified_on="",
)
LINE = RecordLine(
    "bus",
    "Bus",
    ("Mobilité",),
    "",
    approximate=True,
    dated="2025-10-25",
    scope="dispositif régional",
)
TERRITORY = TerritorySummary(
    code="240700302",
    name="CC Coupée",
    level=Level.EPCI,
    parents=("Ardèche",),
    population=1000,
    population_total=9000,
    communes_inside=1,
    communes_total=3,
    values=usual(1, 10.0, 1.0),
    region_values=usual(9, 0.08, 0.4),
    cautious=True,
    breakdown=(("Mobilité", 2), ("Santé", 1)),
    located=RecordList((LINE,), 1),
    serving=NOTHING_LISTED,
    wide=NOTHING_LISTED,
    somewhere=NOTHING_LISTED,
    town_hall=None,
)
NOWHERE = replace(
    TERRITORY,
    level=Level.COMMUNE,
    population=0,
    population_total=0,
    communes_inside=1,
    communes_total=1,
    values=usual(0, None, None),
    cautious=False,
    breakdown=(),
    located=NOTHING_LISTED,
    town_hall=TownHall("", "", "", "", hours=UNKNOWN, approximate=True),
)


def detail(record, page=STANDING_ON_THE_MAP):
    return tree(record_detail_panel(record, page))


def summary(territory, selection):
    return tree(territory_summary_panel(territory, selection))


def facts(page):
    """What each term of the panel's lists is given as."""
    said, term = {}, ""
    for props in elements(page, "Dl"):
        for part in elements(props["children"]):
            text = words(part.get("children"))
            if text and term and text != term:
                said.setdefault(term, text)
            term = text
    return said


def links(page):
    return {words(props["children"]): props["href"] for props in elements(page, "A")}


def says_nothing_of_the_machine(text):
    machine = ("None", "nan", "NaN", "<NA>", "NaT", "[]", "()", "inf", "undefined", "  ·")
    return [word for word in machine if word in text.split() or f"{word}," in text]


def test_what_the_document_is_silent_on_is_not_known():
    said = facts(detail(RECORD))
    assert said["Depuis"] == "année non renseignée"
    assert said["Portée par"] == said["Avec"] == said["Dessert"] == "non renseigné"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (2019, None, "2019"),
        (2019, 2023, "2019, jusqu’en 2023"),
        (None, 2023, "année non renseignée, jusqu’en 2023"),
    ],
)
def test_a_record_says_since_when_and_until_when(start, end, text):
    sheet = replace(RECORD, start_year=start, end_year=end)
    assert facts(detail(sheet))["Depuis"] == text


def test_a_place_of_a_tour_known_to_its_commune_says_both():
    text = words(detail(RECORD))
    assert "étape d’une tournée · environ, au centre de la commune" in text
    assert "Coût non renseigné. Horaires non renseignés." in text


def test_a_phone_number_is_called_without_its_spaces_and_a_commune_is_opened():
    selection = asked(MapSelection, themes=("mobilite",), record="epicerie-bresse")
    shown = links(detail(RECORD, on_the_map(selection)))
    assert shown["04 74 00 00 00"] == "tel:0474000000"
    assert shown["Montagnat"] == "/?theme=mobilite&territoire=01254"
    assert shown["Fermer la fiche"] == "/?theme=mobilite"


def test_a_figure_has_its_unit_and_says_where_it_comes_from():
    cells = [words(p["children"]) for kind in ("Th", "Td") for p in elements(detail(RECORD), kind)]
    assert cells[-4:] == [
        "Familles accompagnées",
        "800\u00a0familles",
        "non précisée",
        "« Titre », 25 octobre 2025",
    ]


def test_a_figure_that_a_document_quotes_names_both():
    quoted = replace(RECORD.figures[0], quoted_source="Accès Solidaire")
    (*_, source) = elements(
        detail(replace(RECORD, figures=(quoted,))),
        "Td",
    )
    assert words(source["children"]) == "Accès Solidaire, cité par « Titre », 25 octobre 2025"


SILENT = replace(RECORD, places=(replace(STOP, phone=""),), first_contact=("Lamastre", HALL))


def test_without_any_contact_the_town_hall_comes_first():
    text = words(detail(SILENT))
    assert (
        "Nos sources ne donnent aucun contact. Premier contact possible : "
        "Mairie de Lamastre 1 place Rampon 04 75 06 41 92"
    ) in text


@pytest.mark.parametrize(
    "contact", [{"phone": "115"}, {"email": "a@b.fr"}, {"website": "https://b.fr"}]
)
def test_where_one_place_can_be_reached_no_town_hall_is_named(contact):
    places = (*SILENT.places, replace(STOP, **({"phone": ""} | contact)))
    text = words(detail(replace(SILENT, places=places)))
    assert "Mairie de Lamastre" not in text
    assert "Premier contact" not in text


def test_without_any_contact_nor_commune_nothing_is_made_up():
    text = words(detail(replace(SILENT, first_contact=None)))
    assert "Premier contact" not in text


def test_dates_of_update_and_verification_are_written():
    text = words(detail(RECORD))
    assert "Mise à jour : 25 octobre 2025. " in text
    assert "Vérification : non vérifiée en dehors de ses sources." in text
    checked = words(detail(replace(RECORD, verified_on="2026-03-01")))
    assert "Vérification : 1er mars 2026." in checked


def test_an_error_is_reported_with_the_record_s_id_and_leads_back_to_it():
    target = "/signaler?fiche=epicerie-bresse&retour=%2F%3Ffiche%3Depicerie-bresse"
    assert links(detail(RECORD)[-1]) == {"Signaler une erreur": target}


def test_a_cut_territory_says_what_its_values_rest_on():
    text = words(summary(TERRITORY, MapSelection(territory="240700302")))
    assert "1\u202f000\u00a0habitants dans la région, 1 de ses 3 communes" in text
    assert "9\u202f000 habitants en tout" in text


def test_a_territory_leads_to_its_report_with_the_filters_and_the_region_has_none():
    shown = summary(TERRITORY, asked(MapSelection, themes=("sante",), territory=TERRITORY.code))
    targets = [link["href"] for link in elements(shown, "A")]
    assert f"/fiche/{TERRITORY.code}?theme=sante" in targets
    region = summary(replace(TERRITORY, code="R82", level=None), MapSelection())
    assert [link for link in links(region) if link.startswith("Fiche du territoire")] == []


def test_a_territory_leads_to_what_the_other_pages_answer_of_it_with_the_filters():
    shown = links(summary(TERRITORY, asked(MapSelection, themes=("sante",))))
    code = TERRITORY.code
    assert shown["Qui peut m’aider, près d’ici ?"] == f"/pres-de-chez-vous?territoire={code}"
    assert (
        shown["Où n’y a-t-il rien, par ici ?"] == f"/zones-blanches?theme=sante&territoire={code}"
    )
    assert shown["Comment se situe ce territoire ?"] == f"/comparer?territoire={code}&theme=sante"
    departement = links(summary(replace(TERRITORY, level=Level.DEPARTEMENT), MapSelection()))
    assert "Qui peut m’aider, près d’ici ?" not in departement
    assert "Où n’y a-t-il rien, par ici ?" in departement


def test_each_key_number_leads_to_what_it_is_made_of():
    selection = asked(MapSelection, themes=("sante",))
    region = links(summary(replace(TERRITORY, code="R82", level=None), selection))
    assert region["1"] == "/fiche/R82/chiffre/nombre?theme=sante"
    assert region["10,00"] == "/fiche/R82/chiffre/taux?theme=sante"


def test_a_value_stands_beside_the_region_s_with_its_caution():
    text = words(summary(TERRITORY, MapSelection()))
    assert "Pour 10\u202f000 habitants 10,00 région : 0,08 · effectif faible" in text


def test_a_territory_without_inhabitants_has_values_not_known():
    said = words(summary(NOWHERE, MapSelection()))
    assert "Initiatives 0 recensé" in said
    assert "Pour 10\u202f000 habitants non renseigné" in said
    assert "Habitants desservis non renseigné" in said
    assert "Aucune initiative recensée ici. « 0 recensé » ne prouve pas" in said.replace("  ", " ")
    assert "Horaires non renseignés. Position sur la carte approximative." in said
    assert says_nothing_of_the_machine(said) == []


def test_a_territory_without_any_leads_to_the_same_view_without_each_filter():
    selection = asked(MapSelection, themes=("sante",), years=(2019, 2019), territory="01053")
    shown = links(summary(NOWHERE, selection))
    assert shown["Retirer « Thème : Santé et prévention »"] == "/?annee=2019&territoire=01053"
    assert shown["Retirer « Actives en 2019 »"] == "/?theme=sante&territoire=01053"
    assert [name for name in links(summary(NOWHERE, MapSelection())) if "Retirer" in name] == []


def test_a_record_of_a_list_says_why_it_is_there_and_how_well_it_is_located():
    text = words(summary(TERRITORY, MapSelection()))
    assert (
        "Implantées ici (1) Bus Mobilité · info de 2025 · dispositif régional · secteur approximatif"
        in text
    )


def test_what_is_merely_somewhere_is_in_a_closed_group_at_the_end():
    away = replace(TERRITORY, somewhere=RecordList((LINE,), 1))
    panel = summary(away, MapSelection())
    text = words(panel)
    assert "Quelque part dans un territoire plus grand (1)" in text
    assert "ni qu’elles desservent celle-ci" in text


def test_a_place_says_what_its_sources_do_not_agree_on():
    said = OtherHours(UNKNOWN._replace(prose="lundi 9h-12h"), "Liste A", "2022-11-01")
    other = OtherHours(UNKNOWN._replace(prose="mardi 9h-12h"), "Liste B", "")
    place = replace(STOP, head_office=True, other_hours=(said, other))
    text = words(detail(replace(RECORD, places=(place,))))
    assert "adresse du siège ?" in text
    assert "lundi 9h-12h — Liste A, 1er novembre 2022" in text
    assert "mardi 9h-12h — Liste B, date inconnue" in text


def test_a_record_that_is_merely_somewhere_says_so_and_not_that_it_is_remote():
    place = replace(STOP, commune="", commune_code="", travelling=False, somewhere="la Loire")
    sheet = replace(RECORD, places=(place,), somewhere=("la Loire",), updated_on="")
    text = words(detail(sheet))
    assert "quelque part dans la Loire, commune inconnue" in text
    assert "à distance" not in text
    assert "Mise à jour : date inconnue" in text


def test_after_ten_records_the_others_are_folded_and_none_is_lost():
    many = tuple(replace(LINE, id=f"bus-{n}", name=f"Bus {n}") for n in range(13))
    shown = summary(replace(TERRITORY, located=RecordList(many, len(many))), MapSelection())
    (folded,) = elements(shown, "Details")
    assert words(folded["children"]).startswith("Voir 3\u00a0autres Bus 10 ")
    assert len(links(folded["children"])) == 3
    assert {f"Bus {n}" for n in range(13)} <= set(links(shown))


def test_bars_are_as_long_as_their_numbers():
    shown = summary(TERRITORY, MapSelection())
    widths = [p["style"] for p in elements(shown, "Span") if p.get("className") == "bar"]
    assert widths == ["width:100%", "width:50%"]


def test_no_panel_of_the_region_speaks_the_machine_s_language(snapshot):
    region_index, selection = snapshot.region_index, MapSelection()
    panels = [
        words(
            detail(
                record_detail(snapshot.catalogue_index, region_index, code, now=TUESDAY),
            )
        )
        for code in snapshot.catalogue_index.rows
    ]
    codes = [
        *region_index.territories[Level.DEPARTEMENT].codes,
        *region_index.territories[Level.EPCI].codes,
        *region_index.territories[Level.COMMUNE].codes[::40],
    ]
    panels += [
        words(
            summary(
                territory_summary(
                    snapshot.catalogue_index, region_index, selection, code, now=TUESDAY
                ),
                selection,
            )
        )
        for code in codes
    ]
    assert len(panels) > 250
    assert [panel for panel in panels if says_nothing_of_the_machine(panel)] == []


def test_a_long_list_says_how_many_it_leaves_out():
    listed = RecordList((LINE,), 61)
    text = words(summary(replace(TERRITORY, located=listed), MapSelection()))
    assert "Implantées ici (61)" in text
    assert "60\u00a0autres ne sont pas listées" in text


def test_an_imported_record_says_what_is_missing_and_cites_edition_and_licence():
    imported = replace(
        RECORD,
        summary="",
        themes=(),
        publics=(),
        places=(),
        sources=(
            Citation("Lieux des Exemples", "2024-03-15", "ODbL"),
            Citation("Bourg et ses alliances", "2025-10-25"),
        ),
    )
    panel = detail(imported)
    text = words(panel)
    assert "Pour qui non renseigné" in text
    assert "Thèmes non renseigné" in text
    assert "Aucun lieu précis dans nos sources." in text
    assert [words(item["children"]) for item in elements(panel, "Li")] == [
        "« Lieux des Exemples », 15 mars 2024, ODbL",
        "« Bourg et ses alliances », 25 octobre 2025",
    ]
    assert not [one for one in elements(panel, "P") if one.get("className") == "lead"]
    assert "document" not in text


def test_a_place_is_reached_by_phone_and_by_the_map_of_the_phone():
    exact = replace(STOP, name="Maison", latitude=46.2051, longitude=5.2258, address="1 rue X")
    shown = links(detail(replace(RECORD, places=(exact,))))
    assert (
        shown["Ouvrir dans la carte du téléphone"]
        == "geo:46.20510,5.22580?q=46.20510,5.22580(Maison)"
    )
    rough = replace(exact, latitude=None, longitude=None)
    shown = links(detail(replace(RECORD, places=(rough,))))
    assert shown["Ouvrir dans la carte du téléphone"] == "geo:0,0?q=1%20rue%20X%2C%20Montagnat"
    assert "Ouvrir dans la carte du téléphone" not in links(detail(RECORD))


def test_near_the_reader_a_place_says_that_it_is_open_and_the_map_does_not():
    open_now = replace(STOP, hours=hours_at("Tu 09:00-12:00", TUESDAY))
    record = replace(RECORD, places=(open_now,))
    near = words(detail(record, on_nearby(NearbySelection())))
    assert "Ouvert, ferme à 12\u202fh" in near
    assert "mardi 9\u202fh – 12\u202fh mercredi fermé" in near
    assert "Ouvert" not in words(detail(record))
