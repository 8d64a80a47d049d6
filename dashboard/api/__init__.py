"""Routes beside the pages: boundaries, downloads, health."""
