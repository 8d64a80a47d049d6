"""Pieces of « Données » and « Sources et méthode »."""
