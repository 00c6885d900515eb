"""Grounding: find the sentences behind a claim, compare, and decide whether they support it."""
