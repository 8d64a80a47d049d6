"""One file per page: what happens when a reader acts."""
