"""The file that gives the scripts of the pages what they must know: keys, controls, parts."""

from __future__ import annotations

import json

from dashboard.api.http.hashed_files import HashedFile
from dashboard.components.shared.page_scripts import scripts_data


def pages_file() -> HashedFile:
    """Write what the scripts must know as a script of its own: read before them, and kept for good."""
    data = json.dumps(scripts_data(), ensure_ascii=False, separators=(",", ":"))
    text = f"window.solidarity = Object.assign({{}}, window.solidarity, {{ pages: {data} }});\n"
    return HashedFile.of("pages", "js", "text/javascript", text.encode())
