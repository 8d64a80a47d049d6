"""Record the pages of a site: frame, layout, what each callback answers, the files linked from them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dash import Dash
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from tests.recorded.addresses import PARTS, Visit
from tests.recorded.written import body_text, readable, slug, write

UPDATE = "/_dash-update-component"
LINKS_OF_ONE_KIND = 6
_LINK = re.compile(r'(?:href|src|data-download)\\?=\\?["\'](/[^"\'\\#]*)|"href": "(/[^"#]*)"')
_CODE = re.compile(r"[0-9A-Z]{5,}|[DR][0-9]{2}|(?<==)[^&]*")

Props = Mapping[str, Mapping[str, Any]]
"""The properties of the components of a layout, by id."""


def record_site(app: Dash, folder: Path, visit: Visit = Visit()) -> None:  # noqa: B008 - frozen
    """Write what a site answers, one file an answer.

    Args:
        app: the application.
        folder: where files are written.
        visit: what is asked.
    """
    client = app.server.test_client()
    callbacks = [
        callback
        for callback in client.get("/_dash-dependencies").json
        if not callback["clientside_function"] and not callback["output"].startswith(".._pages")
    ]
    linked: dict[str, None] = dict.fromkeys(visit.direct)
    for address in visit.pages:
        answers = dict(_page_answers(client, callbacks, address))
        for name, text in answers.items():
            write(folder / "pages" / slug(address) / f"{name}.txt", text)
            linked |= dict.fromkeys(_links(text))
    _follow(client, linked, folder / "links")


def _page_answers(
    client: FlaskClient, callbacks: list[dict[str, Any]], address: str
) -> Iterator[tuple[str, str]]:
    frame = client.get(address)
    yield "frame", f"{frame.status_code}\n{body_text(frame.data, frame.mimetype or '')}"
    layout = page_layout(client, address)
    yield "layout", readable(layout)
    props = dict(_components(layout))
    for callback in callbacks:
        needed = [*callback["inputs"], *callback["state"]]
        if all(one["id"] in props for one in needed):
            yield from _answers(client, callback, props)


def _answers(
    client: FlaskClient, callback: dict[str, Any], props: Props
) -> Iterator[tuple[str, str]]:
    name = slug(callback["output"])
    asked = callback["inputs"][0]
    given = props[asked["id"]].get(asked["property"])
    if not callback["prevent_initial_call"]:
        yield name, _ask(client, callback, props, given)
    if isinstance(given, dict) and "parts" in given:
        for parts in PARTS:
            again = _ask(client, callback, props, {**given, "parts": parts})
            yield f"{name}-{'-'.join(parts)}", again


def _ask(client: FlaskClient, callback: dict[str, Any], props: Props, given: object) -> str:
    outputs = [part.rpartition(".") for part in callback["output"].strip(".").split("...")]
    named = [{"id": one, "property": prop} for one, _, prop in outputs]
    asked = callback["inputs"][0]
    response = client.post(
        UPDATE,
        json={
            "output": callback["output"],
            "outputs": named if callback["output"].startswith("..") else named[0],
            "inputs": [{**asked, "value": given}],
            "changedPropIds": [f"{asked['id']}.{asked['property']}"],
            "state": [
                {**one, "value": props[one["id"]].get(one["property"])} for one in callback["state"]
            ],
        },
    )
    return f"{response.status_code}\n{readable(response.json)}"


def page_layout(client: FlaskClient, address: str) -> Any:
    """Ask for the layout of a page, as its frame does, and return the answer's JSON."""
    parts = urlsplit(address)
    body = {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": parts.path},
            {
                "id": "_pages_location",
                "property": "search",
                "value": f"?{parts.query}" if parts.query else "",
            },
        ],
        "changedPropIds": ["_pages_location.pathname"],
        "state": [],
    }
    return client.post(UPDATE, json=body).json


def _components(tree: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(tree, list):
        for part in tree:
            yield from _components(part)
    elif isinstance(tree, dict):
        props = tree.get("props")
        if isinstance(props, dict) and isinstance(props.get("id"), str):
            yield props["id"], props
        for part in tree.values():
            yield from _components(part)


def _links(text: str) -> list[str]:
    return [html.unescape(one or other) for one, other in _LINK.findall(text)]


def _follow(client: FlaskClient, linked: dict[str, None], folder: Path) -> None:
    """Follow some links of each kind: a kind is a path and its keys, whatever the codes."""
    followed: dict[str, int] = {}
    for address in linked:
        if address.startswith(("/_", "/assets", "/fichiers")):
            continue
        kind = _CODE.sub("…", address)
        followed[kind] = followed.get(kind, 0) + 1
        if followed[kind] > LINKS_OF_ONE_KIND:
            continue
        with client.get(address) as answer:
            kind_and_headers = f"{answer.mimetype} {_kept_headers(answer.headers)}"
            head = f"{address}\n{answer.status_code} {kind_and_headers}\n"
            write(
                folder / f"{slug(address)}.txt",
                head + body_text(answer.data, answer.mimetype or ""),
            )


def _kept_headers(headers: Headers) -> str:
    names = ("Location", "Content-Disposition", "Cache-Control")
    return " | ".join(f"{name}: {headers[name]}" for name in names if name in headers)
