"""Attaching rows to communes: codes, points, postal codes, names."""

from dashboard.data.linkage.gazetteer import Gazetteer, build_gazetteer
from dashboard.data.linkage.link import Linkage, link_rows

__all__ = ["Gazetteer", "Linkage", "build_gazetteer", "link_rows"]
