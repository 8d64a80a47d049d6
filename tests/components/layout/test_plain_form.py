from dashboard.components.layout.plain_form import plain_form, plain_tabs
from dashboard.domain.selections.coverage import CoverageSelection
from dashboard.domain.selections.map import MapSelection
from dashboard.domain.selections.shown import View


def test_one_theme_is_chosen_in_a_list_and_several_in_one_that_takes_several():
    one = plain_form(MapSelection().filtered(themes=("sante",)), "filters.themes")
    assert '<select id="choix-theme" name="theme">' in one
    assert '<option value="sante" selected>' in one
    two = plain_form(MapSelection().filtered(themes=("sante", "alimentation")), "filters.themes")
    assert '<select id="choix-theme" name="theme" multiple>' in two
    assert two.count(" selected>") == 2


def test_what_the_form_does_not_set_is_kept_but_for_the_page():
    form = plain_form(MapSelection(territory="D01", page=3), "level")
    assert '<input name="territoire" type="hidden" value="D01">' in form
    assert 'name="page"' not in form
    assert '<option value="epci" selected>' in form


def test_choices_that_only_the_data_know_are_those_given():
    form = plain_form(CoverageSelection(), "need", "level", known={"besoin": {}})
    assert "choix-besoin" not in form
    assert "choix-niveau" in form


def test_tabs_are_links_that_keep_the_filters():
    tabs = plain_tabs(MapSelection(view=View.MAP).filtered(themes=("sante",)))
    assert '<a href="/?theme=sante">' in tabs
    assert '<a aria-current="page" href="/?theme=sante&amp;vue=carte">' in tabs
