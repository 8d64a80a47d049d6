"""How a number is made, and where it comes from."""
