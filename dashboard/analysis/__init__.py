"""Pure functions from tables and a selection to results."""
