"""What a reader asks for: one frozen value per page, read from its address."""
