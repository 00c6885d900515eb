"""Runnables over loaded documents: summaries, answers, and the evidence under them."""
