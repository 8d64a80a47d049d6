"""Points of imported rows that have an address and none: asked in batches, and remembered."""
