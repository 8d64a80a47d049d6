"""Who can help near a place: the index, the place asked for, the ranking, the answer."""
