"""Multi-hop questions: split into parts that are looked up in order."""
