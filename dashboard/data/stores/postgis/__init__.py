"""A store in PostgreSQL with PostGIS."""
