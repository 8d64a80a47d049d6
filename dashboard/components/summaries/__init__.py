"""What panels say of a territory, a record, a town hall."""
