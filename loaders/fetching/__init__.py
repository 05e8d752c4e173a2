"""Downloads: the only part that reaches the network."""
