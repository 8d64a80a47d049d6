"""The solidarity map of Rhône-Alpes: an interactive dashboard, in French, over open records."""

__version__ = "0.2.0"
"""The only place of the version: the build of a wheel reads it here."""
