"""The answers of « Zones blanches »."""
