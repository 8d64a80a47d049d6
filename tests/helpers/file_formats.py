"""What refusals say of formats, so that one more changes no test that is not about it."""

from __future__ import annotations

from dashboard.domain.file_formats import Holds, formats_of
from dashboard.domain.formats import listed


def offered(*kinds: Holds) -> str:
    """Return the sentence that names the formats offered."""
    return f"Les formats proposés sont {listed([kind.extension for kind in formats_of(*kinds)])}."
