"""What is on screen as bytes to take away: tables, shapes, pictures, documents."""
