"""One YAML file per prompt, and how they are read."""
