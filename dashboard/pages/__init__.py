"""One file per page: its layout, controls already set."""
