"""New editions of known online sources, found through data.gouv.fr."""
