"""From a file to a stored dataset, and from stored datasets to the records of the map."""
