from dashboard.analysis.kernel.results import SearchAnswer
from dashboard.analysis.search.groups import by_group

ROMANS = SearchAnswer("26281", "Romans-sur-Isère", "Drôme", "Communes")
VALENCE_ROMANS = SearchAnswer("200068781", "CA Valence Romans Agglo", "", "EPCI")
ROMANS_AIN = SearchAnswer("01328", "Romans", "Ain", "Communes")


def test_groups_stand_in_the_order_of_their_best_answer() -> None:
    assert by_group([VALENCE_ROMANS, ROMANS, ROMANS_AIN]) == [
        ("EPCI", [VALENCE_ROMANS]),
        ("Communes", [ROMANS, ROMANS_AIN]),
    ]


def test_one_group_may_come_last_whatever_it_answers() -> None:
    groups = by_group([ROMANS, VALENCE_ROMANS, ROMANS_AIN], last="Communes")
    assert [group for group, _ in groups] == ["EPCI", "Communes"]


def test_a_line_says_the_hint_where_there_is_one() -> None:
    assert ROMANS.line == "Romans-sur-Isère, Drôme"
    assert VALENCE_ROMANS.line == "CA Valence Romans Agglo"
