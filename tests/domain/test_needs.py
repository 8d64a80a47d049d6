from dashboard.domain.needs import INDICATORS, NEED_INDICATORS, Sense


def test_the_catalogue_names_each_indicator_once():
    assert len(NEED_INDICATORS) == len(INDICATORS) == 19
    assert all(one.definition.endswith(".") and one.label and one.source for one in INDICATORS)


def test_poverty_is_a_need_when_high_and_income_when_low():
    assert NEED_INDICATORS["taux-pauvrete"].sense is Sense.HIGH
    assert NEED_INDICATORS["niveau-vie-median"].sense is Sense.LOW


def test_the_seven_levels_of_density_go_from_dense_to_scattered():
    levels = NEED_INDICATORS["grille-densite"].categories
    assert [one.rank for one in levels] == [1, 2, 3, 4, 5, 6, 7]
    assert (levels[0].label, levels[-1].label) == (
        "Grands centres urbains",
        "Rural à habitat très dispersé",
    )
