"""Questions that one search does not answer: taken apart, and looked up one after the other."""
