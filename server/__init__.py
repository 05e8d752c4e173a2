"""Questions to answers: the SPARQL endpoint and the pages."""
