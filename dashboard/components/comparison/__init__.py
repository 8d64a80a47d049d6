"""Pieces of « Comparer » and its wording."""
