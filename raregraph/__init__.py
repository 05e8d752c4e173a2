"""raregraph: an evidenced knowledge graph of rare diseases."""
