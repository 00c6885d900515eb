"""The map-reduce engine: which chunks and nodes are joined, and when. It knows no model."""
