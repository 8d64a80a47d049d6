"""The region of the repository's own data, for what needs one and does not read it."""

from __future__ import annotations

from dashboard.data.region import read_region
from dashboard.settings import GEO_FOLDER

RHONE_ALPES = read_region(GEO_FOLDER)
