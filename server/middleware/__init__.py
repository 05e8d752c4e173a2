"""What stands in front of Flask: WSGI applications around the application."""
