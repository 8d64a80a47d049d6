"""Questions to callbacks, read before Dash does: what no page of ours asks is refused with 400.

Dash calls a callback with whatever is posted, and answers 500 when something in it is not as expected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask, abort, request

from dashboard.api.http.errors import CALLBACK_PATH
from dashboard.components.shared.page_scripts import PAGE_SCRIPTS

Fits = Callable[[object], bool]
"""Whether a value is one the pages give."""


def require_known_questions(
    server: Flask, callbacks: Callable[[], Mapping[str, Any]], values: Mapping[str, Fits]
) -> None:
    """Refuse questions to no callback of the server, and values that no page gives.

    Args:
        server: the application.
        callbacks: gives Dash's map of the registered callbacks, by output.
        values: by input or state, written ``map-request.data``, what it may hold; one that is not
            listed may hold nothing.
    """

    @server.before_request
    def check_question() -> None:
        is_callback = request.method == "POST" and request.path.endswith(CALLBACK_PATH)
        if is_callback and not is_question(request.get_json(), callbacks(), values):
            abort(400)


def is_question(body: object, callbacks: Mapping[str, Any], values: Mapping[str, Fits]) -> bool:
    """Check whether a body asks a callback of the server as a page does.

    Args:
        body: what was posted as JSON.
        callbacks: Dash's map of callbacks by output.
        values: what each input or state may hold.
    """
    if not isinstance(body, dict) or not is_text(body.get("output")):
        return False
    callback = callbacks.get(body["output"], {})
    if "callback" not in callback:  # unknown, or answered in the browser
        return False
    return (
        _names_outputs(body.get("outputs"), callback["output"])
        and all(
            _gives(body.get(part, []), callback[known], values)
            for part, known in (("inputs", "inputs"), ("state", "state"))
        )
        and _are_texts(body.get("changedPropIds", []))
    )


def _names_outputs(posted: object, expected: object) -> bool:
    """Check whether a question names the outputs of its callback, in their order."""
    if not isinstance(expected, list | tuple):
        return _names(posted, expected.component_id, expected.component_property)  # type: ignore[attr-defined]
    return (
        isinstance(posted, list)
        and len(posted) == len(expected)
        and all(
            _names(output, known.component_id, known.component_property)
            for output, known in zip(posted, expected, strict=True)
        )
    )


def _gives(posted: object, expected: list[dict[str, str]], values: Mapping[str, Fits]) -> bool:
    """Check whether a question gives the inputs or states of its callback, with values that fit."""
    return (
        isinstance(posted, list)
        and len(posted) == len(expected)
        and all(
            _names(item, known["id"], known["property"])
            and _fits(f"{known['id']}.{known['property']}", item.get("value"), values)
            for item, known in zip(posted, expected, strict=True)
        )
    )


def _names(item: object, identifier: str, name: str) -> bool:
    return isinstance(item, dict) and item.get("id") == identifier and item.get("property") == name


def _fits(name: str, value: object, values: Mapping[str, Fits]) -> bool:
    return name in values and values[name](value)


def is_text(value: object) -> bool:
    """Check whether a value is a text, and one that can be written: JSON may hold halves of signs."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_no_or_text(value: object) -> bool:
    """Check whether a value is a text, or none."""
    return value is None or is_text(value)


def is_path(value: object) -> bool:
    """Check whether a value is the path of an address."""
    return isinstance(value, str) and value.startswith("/") and is_text(value)


def is_request(value: object) -> bool:
    """Check whether a value asks for something: an address's query, and which parts to draw again."""
    return (
        isinstance(value, dict)
        and _is_query(value.get("query"))
        and all(_are_texts(value.get(key, [])) for key in ("parts", "sites", "refused"))
    )


def is_request_of_parts(value: object) -> bool:
    """Check whether a value asks for something, and names the parts."""
    return isinstance(value, dict) and "parts" in value and is_request(value)


def _is_query(value: object) -> bool:
    """Check whether a value may be read as an address's query, which ignores what is no text."""
    return isinstance(value, dict) and all(
        is_text(word)
        for words in value.values()
        for word in (words if isinstance(words, list) else [words])
        if isinstance(word, str)
    )


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(is_text(text) for text in value)


VALUES: Mapping[str, Fits] = {
    **{f"{store}.data": is_request_of_parts for page in PAGE_SCRIPTS for store in page.requests},
    "_pages_location.pathname": is_path,
    "_pages_location.search": is_no_or_text,
}
"""What the inputs and states of every callback of the server may hold."""
