"""Analysed values in, figures out."""
