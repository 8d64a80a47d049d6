"""The answers of « Près de chez vous »."""
