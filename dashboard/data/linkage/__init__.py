"""Attaching rows to communes: codes, points, postal codes, names."""
