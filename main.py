"""The command line: options, loaders, chains, screen."""


def run() -> None:
    """Run the `precis` command."""
