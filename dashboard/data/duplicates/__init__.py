"""The same service under several sources: found, linked, never erased."""
