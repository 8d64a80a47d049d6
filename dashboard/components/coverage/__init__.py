"""Pieces of « Zones blanches » and its wording."""
