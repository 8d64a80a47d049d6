"""Arrays and masks that every count is made of: records, territories, places."""
