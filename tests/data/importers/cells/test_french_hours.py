"""Hours said in one French sentence: understood whole, or left as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.data.importers.cells.api import french_hours
from tests.helpers.importer_tables import text


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("mardi 9h-12h", "Tu 09:00-12:00"),
        ("lundi et jeudi 14h-17h", "Mo 14:00-17:00; Th 14:00-17:00"),
        ("Lundi au vendredi 9h-12h/14h-18h", "Mo-Fr 09:00-12:00,14:00-18:00"),
        (
            "du lundi au vendredi de 9h à 12h et de 14h à 18h",
            "Mo-Fr 09:00-12:00,14:00-18:00",
        ),
        ("tous les jours sauf dimanche 8h-12h", "Mo-Sa 08:00-12:00"),
        ("Lundi : 9h-12h ; mardi : fermé ; mercredi : 14h – 17h30", "Mo 09:00-12:00; Tu off; We 14:00-17:30"),
        ("9h-12h du lundi au vendredi", "Mo-Fr 09:00-12:00"),
        ("Lundi-Vendredi 9-12h / 14-18h", "Mo-Fr 09:00-12:00,14:00-18:00"),
        ("les lundis et jeudis de 14 h à 17 h 30", "Mo 14:00-17:30; Th 14:00-17:30"),
        ("lun. au ven. : 8h30-12h", "Mo-Fr 08:30-12:00"),
        ("lundi matin 9h-12h et mardi après-midi 14h-17h", "Mo 09:00-12:00; Tu 14:00-17:00"),
        ("du mardi au samedi 10h-19h, fermé le mercredi", "Tu 10:00-19:00; We off; Th-Sa 10:00-19:00"),
        ("samedi-dimanche 9h à midi", "Sa-Su 09:00-12:00"),
        ("24h/24 et 7j/7", "24/7"),
    ],
)  # fmt: skip
def test_what_leaves_nothing_to_guess_becomes_hours(said, hours):
    assert french_hours(text(said)).tolist() == [hours]


@pytest.mark.parametrize(
    "said",
    ["sur rendez-vous", "1er lundi du mois 9h-12h", "lundi 9h-12h sur rendez-vous", "9h-12h", "lundi 14h",
     "lundi 9h-12h et jeudi", "lundi-jeudi 9h-12h", "vendredi au lundi 9h-12h", "lundi 22h-2h",
     "du lundi au vendredi 9h-18h, mercredi 9h-12h", "mardi 9h-12h (hors vacances)", "lundi et jeudi",
     "semaines paires : lundi 9h-12h", "lundi 9h-12h mardi", "tous les matins 9h-12h", "lundi 9h-25h",
     "lundi matin, mardi 14h-17h", "tous les jours 9h-12h sauf jours fériés", "lundi 3 mars 9h-12h",
     "Mo-Fr 09:00-12:00; Sa off", "24/7", "", "fermé le lundi", "lundi " * 60 + "9h-12h"],
)  # fmt: skip
def test_what_leaves_something_to_guess_stays_in_words(said):
    assert french_hours(text(said)).tolist() == [said]


@given(st.text(max_size=60))
def test_any_text_is_hours_or_itself(said):
    (read,) = french_hours(text(said))
    assert read == said or read[:2] in {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "24"}
