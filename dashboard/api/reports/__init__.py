"""Reports of territories, as pages and files."""
