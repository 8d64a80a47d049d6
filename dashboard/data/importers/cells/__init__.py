"""One cell of a file to one value: texts, numbers, dates, hours, contacts."""
