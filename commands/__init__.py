"""Commands with commands of their own: one small Typer application each."""
