"""The solidarity map of Rhône-Alpes: an interactive dashboard, in French, over open records."""
