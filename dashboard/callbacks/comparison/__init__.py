"""The answers of « Comparer »."""
