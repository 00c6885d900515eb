"""Results as files, made from their stored JSON."""
