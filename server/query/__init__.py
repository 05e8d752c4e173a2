"""What can be told from the text of a query, without an engine."""
