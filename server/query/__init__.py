"""What can be told from the text of a query before it is evaluated."""
