"""Results in any format to terms, read without the code that wrote them."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from pyoxigraph import (
    BaseDirection,
    BlankNode,
    Dataset,
    Literal,
    NamedNode,
    RdfFormat,
    Triple,
    parse,
)

Term = NamedNode | BlankNode | Literal | Triple
Row = dict[str, Term]

_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_SPARQL = "{http://www.w3.org/2005/sparql-results#}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ITS_DIR = "{http://www.w3.org/2005/11/its}dir"


class Solutions(NamedTuple):
    """The rows of a SELECT; `variables` is None where the format does not say them in order."""

    variables: list[str] | None
    rows: list[Row]
    is_ordered: bool = False


class Table(NamedTuple):
    """The cells of a CSV answer, in which the kinds of terms are lost."""

    header: list[str]
    rows: list[list[str]]


Result = Solutions | Table | bool | Dataset


def from_json(content: bytes) -> Solutions | bool:
    """Return the results in SPARQL Results JSON. W3C, sparql12-results-json."""
    document = json.loads(content)
    if "boolean" in document:
        return bool(document["boolean"])
    rows = document["results"]["bindings"]
    return Solutions(
        document["head"]["vars"],
        [{name: _json_term(term) for name, term in row.items()} for row in rows],
    )


def from_xml(content: bytes) -> Solutions | bool:
    """Return the results in SPARQL Results XML. W3C, sparql12-results-xml."""
    root = ElementTree.fromstring(content)
    boolean = root.find(f"{_SPARQL}boolean")
    if boolean is not None:
        return {"true": True, "false": False}[(boolean.text or "").strip()]
    variables = [one.attrib["name"] for one in root.iter(f"{_SPARQL}variable")]
    return Solutions(variables, [_xml_row(row) for row in root.iter(f"{_SPARQL}result")])


def from_tsv(content: bytes) -> Solutions:
    """Return the results in TSV: its terms are written as in Turtle. W3C, sparql11-csv-tsv."""
    header, *lines = content.decode().rstrip("\n").split("\n")
    variables = [name.removeprefix("?") for name in header.split("\t")]
    cells = [line.split("\t") for line in lines]
    return Solutions(
        variables,
        [{n: _turtle_term(c) for n, c in zip(variables, row, strict=True) if c} for row in cells],
    )


def from_csv(content: bytes) -> Table:
    """Return the results in CSV."""
    header, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    return Table(header, rows)


def from_rdf(content: bytes, rdf_format: RdfFormat, base: str) -> Result:
    """Return the results that a graph holds: a set of solutions in RDF, or the graph itself."""
    graph = Dataset(parse(content, rdf_format, base_iri=base))
    booleans = list(graph.quads_for_predicate(NamedNode(f"{_RS}boolean")))
    if booleans:
        return str(getattr(booleans[0].object, "value", "")) == "true"
    if not list(graph.quads_for_object(NamedNode(f"{_RS}ResultSet"))):
        return graph
    return _result_set(graph)


def _result_set(graph: Dataset) -> Solutions:
    names = [_value(quad.object) for quad in _with(graph, "resultVariable")]
    solutions = [quad.object for quad in _with(graph, "solution")]
    indexes = [_value(one) for node in solutions for one in _objects(graph, node, "index")]
    if indexes:
        ranks = dict(zip(solutions, map(int, indexes), strict=True))
        solutions.sort(key=ranks.__getitem__)
    rows = [dict(_bindings(graph, node)) for node in solutions]
    return Solutions(sorted(names), rows, is_ordered=bool(indexes))


def _bindings(graph: Dataset, solution: Any) -> Iterator[tuple[str, Term]]:
    for binding in _objects(graph, solution, "binding"):
        (variable,) = _objects(graph, binding, "variable")
        (value,) = _objects(graph, binding, "value")
        yield _value(variable), value


def _with(graph: Dataset, name: str) -> list[Any]:
    return list(graph.quads_for_predicate(NamedNode(_RS + name)))


def _objects(graph: Dataset, subject: Any, name: str) -> list[Any]:
    quads = graph.quads_for_subject(subject)
    return [quad.object for quad in quads if quad.predicate.value == _RS + name]


def _value(term: Any) -> str:
    return str(term.value)


def _json_term(term: dict[str, Any]) -> Term:
    value = term["value"]
    if term["type"] == "uri":
        return NamedNode(value)
    if term["type"] == "bnode":
        return BlankNode(value)
    if term["type"] == "triple":
        return _triple(_json_term(value[part]) for part in ("subject", "predicate", "object"))
    return _literal(value, term.get("xml:lang"), term.get("its:dir"), term.get("datatype"))


def _xml_row(row: Element) -> Row:
    return {one.attrib["name"]: _xml_term(one[0]) for one in row.iter(f"{_SPARQL}binding")}


def _xml_term(element: Element) -> Term:
    text = element.text or ""
    tag = element.tag.removeprefix(_SPARQL)
    if tag == "uri":
        return NamedNode(text)
    if tag == "bnode":
        return BlankNode(text)
    if tag == "triple":
        return _triple(_xml_term(part[0]) for part in element)
    attributes = element.attrib
    return _literal(
        text, attributes.get(_XML_LANG), attributes.get(_ITS_DIR), attributes.get("datatype")
    )


def _literal(
    text: str, language: str | None, direction: str | None, datatype: str | None
) -> Literal:
    if direction:
        return Literal(text, language=language, direction=BaseDirection(direction))
    if language:
        return Literal(text, language=language)
    return Literal(text, datatype=NamedNode(datatype) if datatype else None)


def _triple(parts: Iterable[Any]) -> Triple:
    subject, predicate, term = parts
    return Triple(subject, predicate, term)


def _turtle_term(text: str) -> Term:
    (quad,) = parse(f"<x:s> <x:p> {text} .", RdfFormat.TURTLE)
    term: Term = quad.object
    return term
