"""What of a folder of downloads makes a release."""
