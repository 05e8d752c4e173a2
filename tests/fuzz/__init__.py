"""Requests of any kind against a running server."""
