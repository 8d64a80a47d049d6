from dash import dcc, html

from dashboard.components.shared.attributes import aria
from dashboard.components.shared.filled import filled
from dashboard.components.shared.markup import markup


def written(tree, places=(), instead=()):
    return markup(filled(tree, dict(places), dict(instead)))


def test_an_answer_stands_in_its_place_which_has_no_identifier_yet():
    layout = html.Main(
        [html.Div(id="list", className="listing"), html.P("x", id="note")], id="main"
    )
    assert written(layout, {"list": "3 < 4"}) == (
        '<main id="main"><div class="listing">3 &lt; 4</div><p id="note">x</p></main>'
    )
    assert layout.children[0].id == "list"


def test_what_stands_for_a_control_takes_its_place_and_other_controls_are_left_out():
    layout = [dcc.Graph(id="map"), dcc.Store(id="store"), html.Details("x", id="filters")]
    assert (
        written(layout, {}, {"map": "picture", "filters": html.B("form")}) == "picture<b>form</b>"
    )


def test_what_does_nothing_yet_is_left_out():
    layout = [html.Button("Go"), html.A("To the map", href="#map"), html.A("Down", href="#end")]
    assert written(layout, {"map": "x"}) == '<a href="#end">Down</a>'


def test_references_are_to_what_has_an_identifier():
    layout = html.Section("x", **aria(labelledby="title", describedby="title note"))
    assert written(layout, {"title": "T"}) == '<section aria-describedby="note">x</section>'
