"""The report of a territory, part by part."""
