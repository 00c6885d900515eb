"""What several steps use: labels, JSON replies, condensing, places of values."""
