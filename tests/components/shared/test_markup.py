import pytest
from dash import dcc, html

from dashboard.components.shared.attributes import aria, data
from dashboard.components.shared.markup import NotHtmlError, markup


def test_a_tree_is_written_in_order():
    tree = html.Tr([html.Th("Ain", scope="row"), html.Td(3), None, ["a", html.Br()]])
    assert markup(tree) == '<tr><th scope="row">Ain</th><td>3</td>a<br></tr>'


def test_texts_and_attributes_are_escaped():
    link = html.A("<script>&", href='/?a="b"&c=\'d', title="<b>")
    assert markup(link) == (
        '<a href="/?a=&quot;b&quot;&amp;c=&#x27;d" title="&lt;b&gt;">&lt;script&gt;&amp;</a>'
    )


def test_names_styles_and_flags_are_those_of_html():
    part = html.Div(
        className="bar",
        tabIndex=-1,
        style={"backgroundColor": "#fff", "width": "5px"},
        hidden=True,
        **aria(label="x"),
        **data(in_page="*"),
    )
    assert markup(part) == (
        '<div aria-label="x" class="bar" data-in-page="*" hidden="" '
        'style="background-color:#fff;width:5px" tabindex="-1"></div>'
    )
    assert markup(html.Details("x", open=False)) == "<details>x</details>"


def test_nothing_is_written_for_nothing():
    assert markup([]) == markup(None) == markup("") == ""


def test_a_component_that_only_the_browser_draws_is_refused():
    with pytest.raises(NotHtmlError, match="Graph is no HTML element"):
        markup([html.P("x"), dcc.Graph()])
