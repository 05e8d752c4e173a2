"""OBO Graphs and OBO, as ontologies are published in them."""
