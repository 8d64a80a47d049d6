"""Pieces of « Près de chez vous » and its wording."""
