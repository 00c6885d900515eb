"""Replies that say that the text does not answer, and answers that deny something."""
