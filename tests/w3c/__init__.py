"""The W3C test suites of SPARQL, run over HTTP."""
