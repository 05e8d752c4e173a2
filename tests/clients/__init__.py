"""Clients that others wrote, unchanged, against a running server."""
