"""What a panel shows of a territory or of a record."""
