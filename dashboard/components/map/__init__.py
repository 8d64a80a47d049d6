"""Pieces of « Carte »."""
