"""Where imported datasets are kept: files, or a PostgreSQL/PostGIS base several servers share."""
