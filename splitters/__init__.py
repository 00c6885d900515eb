"""Text → sentences and content-defined chunks, with exact character offsets."""
