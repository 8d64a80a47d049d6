"""The file that gives the scripts of the pages what they must know: keys, controls, parts."""

from __future__ import annotations

import json

from dashboard.api.http.hashed_files import HashedFile
from dashboard.components.shared.page_scripts import scripts_data


def pages_file(*, map_library: str) -> HashedFile:
    """Write what the scripts must know as a script of its own: read before them, and kept for good.

    ``map_library`` is the address of the library that draws maps, which is fetched where a map is seen.
    """
    data = json.dumps(scripts_data(), ensure_ascii=False, separators=(",", ":"))
    told = f"{{ mapLibrary: {json.dumps(map_library)}, pages: {data} }}"
    text = f"window.solidarity = Object.assign({{}}, window.solidarity, {told});\n"
    return HashedFile.of("pages", "js", "text/javascript", text.encode())
