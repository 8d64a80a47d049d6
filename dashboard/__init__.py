"""The solidarity map of Rhône-Alpes: an interactive dashboard, in French, over open records."""

__version__ = "0.1.0"
