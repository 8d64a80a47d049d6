"""From the bytes of a file to tables of text: encodings, separators, sheets, nested objects."""
