"""Is a claim supported? Sentences found for it, how the two differ, and what that means."""
