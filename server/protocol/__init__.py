"""The SPARQL Protocol without any I/O: requests, formats, negotiation."""
