"""Being written by the author of the call layer; the engine's author uses it when it lands."""
