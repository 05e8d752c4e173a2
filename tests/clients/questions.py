"""What every client asks, and what it must be told."""

CONDITION = "https://w3id.org/raregraph/id/gard-0013034"
SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
NAMES = f"{SKOS}SELECT ?name {{ <{CONDITION}> skos:altLabel ?name }} ORDER BY ?name"
ASK = f"{SKOS}ASK {{ <{CONDITION}> skos:altLabel ?name }}"
GRAPH = f"{SKOS}CONSTRUCT WHERE {{ <{CONDITION}> skos:altLabel ?name }}"
MISSPELT = "SELECT * { ?s ?p }"

# The names of the condition, as its GARD page gives them.
EXPECTED = [
    "Islet cell tumor",
    "Neuroendocrine tumor of pancreas",
    "PNET",
    "Pancreatic NET",
    "Pancreatic endocrine tumor",
    "Pancreatic neuroendocrine neoplasm",
    "Well-differentiated NEN of pancreas",
    "Well-differentiated neuroendocrine neoplasm of pancreas",
    "Well-differentiated pancreatic NEN",
    "Well-differentiated pancreatic neuroendocrine neoplasm",
]
