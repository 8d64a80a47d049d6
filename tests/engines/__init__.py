"""The main journeys in other engines than Chromium's: ``make engines``."""
