"""The map-reduce engine: which chunks and nodes are merged, and when. Independent of models."""
