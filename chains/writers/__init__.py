"""What writes claims: with a chat model (`generative.py`) or with none (`extractive.py`)."""
