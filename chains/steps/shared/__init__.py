"""Helpers that several steps share: labels, JSON replies, condensing, value positions."""
