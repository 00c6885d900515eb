"""Parse model replies: the sentences stated, and the shown sentences that each cites."""
