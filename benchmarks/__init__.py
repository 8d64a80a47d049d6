"""Measures, as ratios in one run; no test depends on them."""
