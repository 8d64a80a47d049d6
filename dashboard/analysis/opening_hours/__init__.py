"""Opening hours: read, asked at a moment, written as a week."""
