"""Tables in Parquet."""
