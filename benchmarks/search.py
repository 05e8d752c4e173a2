"""Search of names over HTTP, beside a CONTAINS filter in the native Oxigraph on the same names.

Run as `python -m benchmarks.search FOLDER`, where FOLDER holds mondo/MONDO-ontology-*.json.gz and
hpo/hp.*.json.gz: some 147,000 labels and synonyms. Searches are not cached by the server, and are
ranked; the filter is not, so it may stop at the first rows that it meets.
"""

import gzip
import http.client
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from benchmarks import peers
from ontology.standard import OIO, rdfs_label

OBO = "http://purl.obolibrary.org/obo/"
ROUNDS = 15
SEARCH = """SELECT ?hit ?name ?score {{ SERVICE rg:search {{
  ?hit rg:query "{text}" ; rg:matchedName ?name ; rg:score ?score ; rg:limit {limit} }} }}"""
CONTAINS = """SELECT ?hit ?name {{ GRAPH ?graph {{ ?hit ?property ?name }}
  FILTER(CONTAINS(LCASE(?name), "{text}")) }} LIMIT {limit}"""
# Words and prefixes, then the worst: one letter, the commonest words, the most rows.
TEXTS = [
    ("insulinoma", 100), ("insulinom*", 100), ("pheochromocyt*", 100), ("cardiomyopathy", 100),
    ("autosomal dominant", 100), ("zzzzz", 100), ("disease", 100), ("syndro*", 100), ("of", 100),
    ("a*", 100), ("s*", 100), ("a", 10_000), ("of", 10_000), ("a*", 10_000),
]  # fmt: skip


def main() -> None:
    """Print the median time of both for each text, and how often the search is faster."""
    quads = [*mondo(Path(sys.argv[1])), *hpo(Path(sys.argv[1]))]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "names.nq"
        file.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
        with peers.raregraph(file, 8150) as ours, peers.oxigraph(file, 8151) as native:
            print(f"{len(quads):,} names; median of {ROUNDS}, in ms")
            print(f"{'':24}{'limit':>7}{'rg:search':>11}{'CONTAINS':>11}{'ratio':>9}")
            for text, limit in TEXTS:
                search = SEARCH.format(text=text, limit=limit)
                contains = CONTAINS.format(text=text.strip("*"), limit=limit)
                report(text, limit, {ours.query: search, native.query: contains})


def report(text: str, limit: int, queries: dict[str, str]) -> None:
    """Print a line on the queries, by the addresses of which they are asked, in turns."""
    times: dict[str, list[float]] = {address: [] for address in queries}
    for _ in range(ROUNDS):
        for address, query in queries.items():
            times[address].append(seconds(address, query))
    search, contains = (statistics.median(measured) * 1e3 for measured in times.values())
    print(f"{text:24}{limit:7,}{search:11.2f}{contains:11.2f}{contains / search:9.1f}")


def seconds(address: str, query: str) -> float:
    """Return how long an answer takes to arrive whole, the connection made before."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    connection.connect()
    start = time.perf_counter()
    accept = {"Accept": "application/sparql-results+json"}
    connection.request("GET", f"{parts.path}?{urlencode({'query': query})}", headers=accept)
    response = connection.getresponse()
    response.read()
    elapsed = time.perf_counter() - start
    connection.close()
    assert response.status == 200, f"{response.status} to {query}"
    return elapsed


def mondo(data: Path) -> Iterator[Quad]:
    """Yield the names of Mondo in the JSON of cellxgene-ontology-guide."""
    (file,) = data.glob("mondo/MONDO-ontology-*.json.gz")
    for curie, term in json.loads(gzip.decompress(file.read_bytes())).items():
        node = NamedNode(OBO + curie.replace(":", "_"))
        if label := term.get("label"):
            yield named(node, rdfs_label, label, "mondo")
        for synonym in term.get("synonyms", []):
            yield named(node, NamedNode(OIO + "hasExactSynonym"), synonym, "mondo")


def hpo(data: Path) -> Iterator[Quad]:
    """Yield the names of the Human Phenotype Ontology in OBO Graphs JSON."""
    (file,) = data.glob("hpo/hp.*.json.gz")
    for node in json.loads(gzip.decompress(file.read_bytes()))["graphs"][0]["nodes"]:
        if label := node.get("lbl"):
            yield named(NamedNode(node["id"]), rdfs_label, label, "hpo")
        for synonym in node.get("meta", {}).get("synonyms", []):
            property = NamedNode(OIO + synonym["pred"])
            yield named(NamedNode(node["id"]), property, synonym["val"], "hpo")


def named(node: NamedNode, property: NamedNode, name: str, graph: str) -> Quad:
    """Return that a graph gives a node an English name."""
    return Quad(node, property, Literal(name, language="en"), NamedNode(f"http://e/{graph}"))


if __name__ == "__main__":
    main()
