"""Asking the real application as the reader's browser does."""

from __future__ import annotations

from typing import Any

from tests.helpers.component_tree import tree

MAP = "..carte.figure...map-answer.data.."
PAGE = ".._pages_content.children..._pages_store.data.."


def outputs_of(output: str) -> list[dict[str, str]]:
    parts = [part.rpartition(".") for part in output.strip(".").split("...")]
    return [{"id": identifier, "property": name} for identifier, _, name in parts]


def ask(client: Any, output: str, *inputs: tuple[str, str, object]) -> Any:
    """Post one request of the page; a tuple is an id, a property and its value."""
    listed = [{"id": name, "property": prop, "value": value} for name, prop, value in inputs]
    body = {
        "output": output,
        "outputs": outputs_of(output) if output.startswith("..") else outputs_of(output)[0],
        "inputs": listed,
        "changedPropIds": [f"{inputs[0][0]}.{inputs[0][1]}"],
        "state": [],
    }
    return client.post("/_dash-update-component", json=body)


def draw_map(client: Any, query: object, parts: list[str]) -> dict[str, Any]:
    request = {"query": query, "parts": parts}
    return filled(ask(client, MAP, ("map-request", "data", request)).json["response"])


def draw_listing(client: Any, query: object, parts: list[str]) -> dict[str, Any]:
    """Ask for the table or the panel alone: nothing changes on the map."""
    answer = draw_map(client, query, parts)
    assert answer.pop("changes") == {"carte": {}}
    return answer


def filled(response: dict[str, Any]) -> dict[str, Any]:
    """Put each part of the markup where the page's script puts it, beside what is told of the maps."""
    kept = {part: answer for part, answer in response.items() if not part.endswith("-answer")}
    ((_, told),) = ((part, answer) for part, answer in response.items() if part not in kept)
    if told["data"]["changes"] is not None:
        kept["changes"] = told["data"]["changes"]
    return kept | {
        place: {"children": tree(html)} for place, html in told["data"]["markup"].items()
    }
