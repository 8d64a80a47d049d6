"""Whatever is posted as a question to a callback: a page's is answered, any other is refused."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.api.http.callback_inputs import VALUES
from tests.helpers.asking import MAP, outputs_of

UPDATE = "/_dash-update-component"
REFUSED = "Cette demande n’a pas pu être comprise."
IN_THE_BROWSER = "_pages_dummy.children"
HALF_A_SIGN = "\ud800"
QUERY = {
    "theme": ["sante"],
    "territoire": "07129",
    "lieu": ["Lamastre"],
    "position": ["45,5"],
    "fiche": ["mobilite-solidaire-bresse"],
    "annee": ["2019-2024"],
    "page": ["2"],
    "exclure": ["07129"],
    "source": ["catalogue"],
    "rayon": ["10"],
}
"""Words of every page; each reads those it knows."""


def named(identifier, name, **given_value):
    return {"id": identifier, "property": name, **given_value}


def usual(name):
    """A value that a page gives."""
    identifier, _, part = name.rpartition(".")
    if identifier.endswith("-request"):
        return {"query": QUERY, "parts": ["table", "all"], "sites": ["07129"], "refused": ["page"]}
    return "/sources" if part == "pathname" else "?theme=sante"


def question(app, output, **changes):
    """Ask a callback as a page does."""
    callback = app.callback_map[output]
    several = callback["output"]
    outputs = [
        named(one.component_id, one.component_property)
        for one in (several if isinstance(several, list) else [several])
    ]
    given_parts = {
        part: [
            known | {"value": usual(f"{known['id']}.{known['property']}")}
            for known in callback[part]
        ]
        for part in ("inputs", "state")
    }
    changed = [f"{one['id']}.{one['property']}" for one in callback["inputs"]]
    return {
        "output": output,
        "outputs": outputs if isinstance(several, list) else outputs[0],
        **given_parts,
        "changedPropIds": changed,
    } | changes


def asked(app):
    """The outputs of the callbacks that the server answers."""
    return [output for output, one in app.callback_map.items() if "callback" in one]


def test_every_input_of_every_callback_has_its_form(app):
    found = {
        f"{one['id']}.{one['property']}"
        for callback in app.callback_map.values()
        if "callback" in callback
        for one in (*callback["inputs"], *callback["state"])
    }
    assert found == set(VALUES)


def test_what_a_page_asks_is_answered(app, client):
    for output in asked(app):
        answer = client.post(UPDATE, json=question(app, output))
        assert answer.status_code in (200, 204), output


LISTED = named("map-request", "data", value={"query": {}, "parts": ["table"]})
OUTPUTS = outputs_of(MAP)
FORGED = {
    "another output": {"output": "rien.data"},
    "an output that is a list": {"output": [MAP]},
    "an output the browser answers": {"output": IN_THE_BROWSER},
    "no outputs": {"outputs": None},
    "outputs of another callback": {"outputs": OUTPUTS[::-1]},
    "one output of several": {"outputs": OUTPUTS[:1]},
    "outputs that are texts": {"outputs": ["map-answer", "carte"]},
    "outputs that are an object": {"outputs": OUTPUTS[0]},
    "no inputs": {"inputs": None},
    "too few inputs": {"inputs": []},
    "too many inputs": {"inputs": [LISTED, LISTED]},
    "an input of another callback": {"inputs": [LISTED | {"id": "coverage-request"}]},
    "an id that is an object": {"inputs": [LISTED | {"id": {"type": "x"}}]},
    "an input without property": {"inputs": [{"id": "map-request"}]},
    "inputs in an object": {"inputs": {"0": LISTED}},
    "an input in a list": {"inputs": [[LISTED]]},
    "no value": {"inputs": [named("map-request", "data")]},
    "a null value": {"inputs": [LISTED | {"value": None}]},
    "a value without query": {"inputs": [LISTED | {"value": {"parts": ["table"]}}]},
    "a value without parts": {"inputs": [LISTED | {"value": {"query": {}}}]},
    "a query that is a list": {"inputs": [LISTED | {"value": {"query": [1], "parts": []}}]},
    "parts that are numbers": {"inputs": [LISTED | {"value": {"query": {}, "parts": [1]}}]},
    "half a sign": {"inputs": [LISTED | {"value": {"query": {"lieu": HALF_A_SIGN}, "parts": []}}]},
    "a state that is not asked for": {"state": [LISTED]},
    "a state that is a number": {"state": 3},
    "changes that are a number": {"changedPropIds": 3},
    "changes that are objects": {"changedPropIds": [{}]},
}


@pytest.mark.parametrize("name", FORGED)
def test_a_question_no_page_asks_is_refused_with_a_sentence(app, client, name):
    answer = client.post(UPDATE, json=question(app, MAP) | FORGED[name])
    assert (answer.status_code, answer.mimetype) == (400, "text/html")
    assert REFUSED in answer.text


@pytest.mark.parametrize("path", ["sources", "", None, 3, ["/"], {}])
def test_a_path_that_is_none_is_refused(app, client, path):
    output = next(one for one in app.callback_map if "_pages_content" in one)
    body = question(app, output)
    body["inputs"][0]["value"] = path
    assert client.post(UPDATE, json=body).status_code == 400


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"null", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"output":' * 20_000, "application/json", 400),
        (b"9" * 10_000, "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"{}", "application/x-www-form-urlencoded", 415),
        (b"{}", "application/json; charset=zzz", 400),
        (b" " * 300_000, "application/json", 413),
    ],
)
def test_a_body_that_is_no_question_is_refused(client, body, kind, status):
    answer = client.post(UPDATE, data=body, content_type=kind)
    assert answer.status_code == status
    assert '<html lang="fr">' in answer.text


def test_no_callback_is_one_of_dash_s_background_ones(app):
    assert [output for output, one in app.callback_map.items() if one.get("background")] == []


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["", HALF_A_SIGN, "carte", "map-request", "data", "children"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=4) | st.sampled_from(["id", "property", "value", "query", "parts"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
PARTS = ["output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"]
FUZZED = settings(
    max_examples=400,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def places_in(value, path=()):
    """Every place inside a question."""
    yield path
    inside = value.items() if isinstance(value, dict) else ()
    inside = enumerate(value) if isinstance(value, list) else inside
    for key, one in inside:
        yield from places_in(one, (*path, key))


def with_junk(body, path, junk):
    """Put junk at a place of a question."""
    if not path:
        return junk
    changed = json.loads(json.dumps(body))
    inside = changed
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = junk
    return changed


def is_answered_or_refused(client, body):
    answer = client.post(UPDATE, data=json.dumps(body), content_type="application/json")
    assert answer.status_code in (200, 204, 400), body
    # What fails in a callback is told to the reader: none does, so forged values never reach one.
    assert "sideUpdate" not in answer.text, body


@FUZZED
@given(data=st.data())
def test_junk_anywhere_in_a_question_never_fails_the_server(app, data):
    body = question(app, data.draw(st.sampled_from(asked(app))))
    path = data.draw(st.sampled_from(list(places_in(body))))
    is_answered_or_refused(app.server.test_client(), with_junk(body, path, data.draw(JSON)))


@FUZZED
@given(data=st.data())
def test_a_question_without_some_of_its_parts_never_fails_the_server(app, data):
    body = question(app, data.draw(st.sampled_from(asked(app))))
    kept = data.draw(st.sets(st.sampled_from(PARTS)))
    junk = data.draw(st.dictionaries(st.sampled_from(PARTS), JSON, max_size=2))
    some = {key: value for key, value in body.items() if key in kept}
    is_answered_or_refused(app.server.test_client(), some | junk)


@FUZZED
@given(body=st.binary(max_size=200) | JSON.map(json.dumps).map(str.encode))
def test_any_body_is_refused(app, body):
    answer = app.server.test_client().post(UPDATE, data=body, content_type="application/json")
    assert answer.status_code == 400
