"""What the report of a territory holds."""
