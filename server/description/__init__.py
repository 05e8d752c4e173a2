"""What the endpoint says of itself, as triples."""
