"""What a file to take away holds."""
