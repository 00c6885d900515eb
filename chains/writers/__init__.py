"""Writers of claims: with a chat model (`generative.py`) or without (`extractive.py`)."""
