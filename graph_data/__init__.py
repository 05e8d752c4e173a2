"""The graph: curated facts, examples, checks, the store and releases."""
