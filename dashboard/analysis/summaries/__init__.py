"""What a panel tells of a territory or of a record."""
