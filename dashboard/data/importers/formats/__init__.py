"""One file per published format, to one common table."""
