"""The answers of « Carte »."""
