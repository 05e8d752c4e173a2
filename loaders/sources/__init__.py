"""One module a source."""
