"""How a model's reply is read: which sentences it states, which of those shown each one cites."""
