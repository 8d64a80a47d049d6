"""Errors on records: what readers fill in, what editors read."""
