"""What is answered at which address: Flask blueprints."""
