"""What panels show of a territory, a record, a town hall."""
