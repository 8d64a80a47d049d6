import numpy as np
import pytest

from dashboard.analysis.kernel.results import TerritoryValues
from dashboard.domain.counting import ValueState
from dashboard.domain.indicators import USUAL, Indicator
from dashboard.domain.territory import Level
from dashboard.figures.interactive.hover import point_hover, point_sizes, territory_hovers
from tests.helpers.indicators import usual

ALL_STATES = [ValueState.VALUE, ValueState.LOW_POPULATION, ValueState.ZERO, ValueState.MISSING]


def values(indicator, states=ALL_STATES):
    size = len(states)
    return TerritoryValues(
        level=Level.EPCI,
        indicator=indicator,
        values=usual(
            np.array([2.0, 1.0, 0.0, 1.0][:size]),
            np.array([1.25, 100.0, 0.0, np.nan][:size]),
            np.array([0.125, 1.0, 0.0, np.nan][:size]),
        ),
        state=np.array(states, dtype=np.uint8),
    )


PEOPLE = np.array([16_000, 100, 2_000, 0])


def texts_of(shown, people=PEOPLE):
    people = people[: len(shown.state)]
    return territory_hovers(shown, people).texts(people)


def test_every_state_of_a_rate_says_what_it_is():
    assert texts_of(values(Indicator.RATE)) == [
        "2\u00a0initiatives, 1,25 pour 10\u202f000 hab.",
        "1\u00a0initiative, 100,00 pour 10\u202f000 hab. · effectif faible",
        "0 recensé : rien dans nos sources pour ces choix",
        "non renseigné : aucun habitant connu",
    ]


def test_a_share_is_a_percentage_with_its_number():
    assert texts_of(values(Indicator.SHARE))[0] == (
        "12,5\u202f% des habitants desservis (2\u00a0initiatives)"
    )


def test_a_number_is_a_number():
    states = [ValueState.VALUE, ValueState.VALUE, ValueState.ZERO]
    texts = texts_of(values(Indicator.NUMBER, states))
    assert texts[:2] == ["2\u00a0initiatives", "1\u00a0initiative"]


@pytest.mark.parametrize("indicator", USUAL)
def test_a_missing_value_is_never_written_as_a_number(indicator):
    text = texts_of(values(indicator))[3]
    assert text == "non renseigné : aucun habitant connu"


def test_equal_territories_have_equal_texts_in_their_own_places():
    four = values(Indicator.RATE)
    turned = TerritoryValues(
        level=four.level,
        indicator=four.indicator,
        values={one: np.tile(array[::-1], 2) for one, array in four.values.items()},
        state=np.tile(four.state[::-1], 2),
    )
    assert texts_of(turned, np.tile(PEOPLE[::-1], 2)) == texts_of(four)[::-1] * 2


def test_a_territory_without_what_is_counted_tells_what_it_has_nevertheless():
    shown = values(Indicator.SHARE, [ValueState.ZERO])
    assert texts_of(shown) == ["2\u00a0initiatives ; Part des habitants desservis : 0 recensé"]


def test_no_territory_has_no_text():
    assert texts_of(values(Indicator.RATE, [])) == []


def test_a_point_names_its_commune_and_six_initiatives_at_most():
    assert point_hover(list("abcdefgh"), "Bourg", approximate=False) == (
        "<b>Bourg</b><br>• a<br>• b<br>• c<br>• d<br>• e<br>• f<br>… et 2 de plus"
    )


def test_an_approximate_point_says_so_and_a_long_name_is_cut():
    text = point_hover(["x" * 61], "Bourg", approximate=True)
    assert text == (f"<b>Bourg</b><br>• {'x' * 59}…<br><i>environ, au centre de la commune</i>")


def test_a_point_grows_with_its_initiatives_up_to_a_limit():
    assert point_sizes(np.array([1, 5, 26, 500])).tolist() == [
        9.0,
        17.0,
        pytest.approx(28.6, abs=0.01),
        pytest.approx(28.6, abs=0.01),
    ]


def test_a_name_that_holds_a_tag_is_told_as_it_is():
    told = point_hover(["Bus <b>des</b> Exemples & Cie"], "Lamastre", approximate=False)
    assert told == "<b>Lamastre</b><br>• Bus &lt;b&gt;des&lt;/b&gt; Exemples &amp; Cie"
