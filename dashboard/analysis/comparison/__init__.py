"""Territories set side by side: measures of a whole level, references, peers, years."""
