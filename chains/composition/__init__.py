"""The language of chains: its grammar, chain files, and the Runnable that they become."""
