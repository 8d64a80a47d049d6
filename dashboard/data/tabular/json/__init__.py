"""Tables in JSON."""
