"""Queries in processes of their own, from the pool to the bytes of an answer."""
