"""Results as files, made from the JSON that is kept of them."""
