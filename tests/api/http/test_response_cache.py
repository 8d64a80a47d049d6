from flask import Flask, request

from dashboard.api.http import response_cache as repeated_answers
from dashboard.api.http.response_cache import ResponseCache
from tests.helpers.asking import MAP, outputs_of

CALLBACKS = "/_dash-update-component"


def counting_server(edition=lambda _question: 1, status=200, *, failing=False):
    """A server that says how often it had to make an answer."""
    server, made = Flask("counting"), []
    repeated_answers.register(server, ResponseCache(), edition=edition)

    @server.post(CALLBACKS)
    def answer():
        made.append(request.get_json())
        if failing:
            repeated_answers.forget_this_answer()
        return f"answer {len(made)}", status

    return server.test_client()


def ask(client, question, encoding="br", said=""):
    headers = {"Accept-Encoding": encoding}
    return client.post(f"{CALLBACKS}{said}", json={"asked": question}, headers=headers).text


def test_the_same_question_is_answered_from_memory():
    client = counting_server()
    assert [ask(client, name) for name in ("a", "b", "a")] == ["answer 1", "answer 2", "answer 1"]


def test_another_encoding_is_another_question():
    client = counting_server()
    assert [ask(client, "a", "br"), ask(client, "a", "gzip")] == ["answer 1", "answer 2"]


def test_new_data_make_new_answers():
    editions = iter([1, 2])
    client = counting_server(edition=lambda _question: next(editions))
    assert [ask(client, "a"), ask(client, "a")] == ["answer 1", "answer 2"]


def test_only_a_question_that_depends_on_the_time_is_answered_anew():
    minutes = iter(range(10))
    client = counting_server(edition=lambda asked: next(minutes) if b"near" in asked else 0)
    asked = [ask(client, name) for name in ("near", "near", "far", "far")]
    assert asked == ["answer 1", "answer 2", "answer 3", "answer 3"]


def test_refusals_and_failures_are_not_kept():
    refusing, failing = counting_server(status=400), counting_server(failing=True)
    for client in (refusing, failing):
        assert [ask(client, "a"), ask(client, "a")] == ["answer 1", "answer 2"]


def test_the_same_question_from_another_page_load_is_the_same():
    client = counting_server()
    asked = [
        ask(client, "a", said=said)
        for said in ("?endId=1", "?endId=2", "", "?endId=1&cacheKey=1&job=2")
    ]
    assert asked == ["answer 1"] * 4


def test_the_oldest_answers_make_room():
    answers = ResponseCache(most_bytes=2_000)
    for key in ("first", "second", "third"):
        answers.keep(key, b"x" * 300, "br", question=10)
    assert [answers.find(key) is None for key in ("first", "second", "third")] == [
        True,
        False,
        False,
    ]


def test_an_answer_larger_than_the_room_is_not_kept_and_takes_the_place_of_none():
    answers = ResponseCache(most_bytes=2_000)
    answers.keep("small", b"x" * 300, "br", question=10)
    answers.keep("large", b"x" * 3_000, "br", question=10)
    assert (answers.find("small").body, answers.find("large")) == (b"x" * 300, None)


def test_an_answer_sent_again_is_the_one_sent_first(client):
    body = {
        "output": MAP,
        "outputs": outputs_of(MAP),
        "inputs": [
            {
                "id": "map-request",
                "property": "data",
                "value": {"query": {}, "parts": ["table"]},
            }
        ],
        "changedPropIds": ["map-request.data"],
        "state": [],
    }
    first, again = (
        client.post(CALLBACKS, json=body, headers={"Accept-Encoding": "br"}) for _ in range(2)
    )
    assert again.get_data() == first.get_data()
    for name in ("Content-Encoding", "Content-Type", "Vary", "Content-Security-Policy"):
        assert again.headers.get(name) == first.headers.get(name), name
