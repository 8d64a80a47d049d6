"""Assembling and serving: the snapshot, the application, its workers."""
