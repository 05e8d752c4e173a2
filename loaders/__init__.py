"""Sources to quads."""
