"""The Mantine theme: a neutral one of our own, light or dark, with contrasts checked."""

from __future__ import annotations

from typing import Any

THEME: dict[str, Any] = {
    "primaryColor": "teal",
    "primaryShade": {"light": 8, "dark": 6},
    "fontFamily": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
    "headings": {"fontFamily": "inherit", "fontWeight": "650"},
    "defaultRadius": "sm",
    "colors": {
        "teal": [
            "#eef7f6", "#d9eceb", "#b3d8d7", "#86bfc1", "#5fa6ab",
            "#3f8f97", "#2a7f8a", "#1d7282", "#125664", "#0b4656",
        ],
        "dark": [
            "#e6ebee", "#bac6ce", "#a6b3bd", "#8696a3", "#5d6c78",
            "#3d4a54", "#222d35", "#1b242b", "#12191e", "#0c1216",
        ],
    },
}  # fmt: skip
