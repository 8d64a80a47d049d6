"""Tables of text with separators."""
