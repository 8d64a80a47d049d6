"""Accounts of editors and the journal of what they did, beside the imported data."""
