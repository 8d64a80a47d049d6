"""How a file to take away is written."""
