"""The file that gives the scripts of the pages what they must know: keys, controls, parts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from dashboard.api.http.hashed_files import HashedFile
from dashboard.components.shared.page_scripts import scripts_data

_COMPLETE = """{{
  const config = document.getElementById("_dash-config");
  const told = JSON.parse(config.textContent);
  config.textContent = JSON.stringify({{ ...told, children_props: {properties} }});
}}
"""
"""Tells Dash's scripts, before they read it, what is left out of each page's configuration."""


def pages_file(
    *, map_library: str, children_props: Mapping[str, Mapping[str, Sequence[str]]]
) -> HashedFile:
    """Write what the scripts must know as a script of its own: read before them, and kept for good.

    Args:
        map_library: the address of the library that draws maps, which is fetched where a map is seen.
        children_props: by library and component, the properties that hold components. Dash writes them
            into every page, where they are a fifth of it.
    """
    data = json.dumps(scripts_data(), ensure_ascii=False, separators=(",", ":"))
    told = f"{{ mapLibrary: {json.dumps(map_library)}, pages: {data} }}"
    properties = json.dumps(children_props, separators=(",", ":"))
    text = f"window.solidarity = Object.assign({{}}, window.solidarity, {told});\n"
    text += _COMPLETE.format(properties=properties)
    return HashedFile.of("pages", "js", "text/javascript", text.encode())
