"""Validation of a release: SHACL shapes and check queries.

The only place for rdflib and pySHACL.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable

import pyshacl
import rdflib
from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, serialize
from rdflib.namespace import RDF, SH

from graph_data.dumps import triples
from graph_data.files import BadRules, checks, curated_checks
from graph_data.violation import Violation, located
from ontology import terms as rg
from ontology.base import BASE
from ontology.files import shapes
from ontology.identifiers import IdentifierError, curie
from ontology.standard import (
    owl_annotatedSource,
    owl_annotatedTarget,
    rdf_object,
    rdf_predicate,
    rdf_subject,
)

# The properties whose values are entities of a source, so that the prefix table must know them.
NAMING_AN_ENTITY = frozenset(
    {
        rdf_subject,
        rdf_predicate,
        rdf_object,
        owl_annotatedSource,
        owl_annotatedTarget,
        rg.alsoNames,
        rg.concerns,
    }
)


def violations(quads: Sequence[Quad], prefixes: dict[str, str]) -> list[Violation]:
    """Return what breaks a shape or a check, sorted; empty if the data are valid.

    Raises BadRules if there is nothing to validate with, or a check is no SELECT query.
    """
    if not shapes() or not checks():
        raise BadRules("no shapes or no check queries: expected those that the packages ship")
    found = {*shape_violations(quads, shapes()), *check_violations(quads, prefixes)}
    return sorted(located(found | set(unknown_identifiers(quads)), quads))


def shape_violations(quads: Sequence[Quad], files: Iterable[Traversable]) -> Iterator[Violation]:
    """Yield what breaks the SHACL shapes in the files, in the union of the quads' graphs."""
    data = _rdflib_graph(quads)
    shapes_graph = rdflib.Graph()
    for file in files:
        shapes_graph.parse(data=file.read_text(encoding="utf-8"), format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, advanced=True)
    assert isinstance(report, rdflib.Graph)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        rule = path or report.value(result, SH.sourceConstraintComponent)
        value = report.value(result, SH.value)
        yield Violation(
            rule=f"shape {rule}",
            focus=str(report.value(result, SH.focusNode)),
            message=str(report.value(result, SH.resultMessage)),
            found="" if value is None else str(value),
        )


def check_violations(quads: Sequence[Quad], prefixes: dict[str, str]) -> Iterator[Violation]:
    """Yield each row of each check query: its first variable, with the file's first comment."""
    store = Store()
    store.extend(quads)
    store.extend(Quad(q.subject, q.predicate, q.object) for q in quads)
    yield from store_violations(store, [*checks(), *curated_checks()], prefixes)


def store_violations(
    store: Store, files: Iterable[Traversable], prefixes: dict[str, str]
) -> Iterator[Violation]:
    """Yield the offenders that check queries find in a store, whose default graph is the union."""
    for file in files:
        yield from check_rows(store, file.name, file.read_text(encoding="utf-8"), prefixes)


def check_rows(
    store: Store, name: str, query: str, prefixes: dict[str, str]
) -> Iterator[Violation]:
    """Yield the offenders that one check query finds. Raises BadRules if it is no SELECT."""
    message = re.match(r"#\s*(.*)", query)
    try:
        solutions = store.query(query, prefixes=prefixes)
    except SyntaxError as error:
        raise BadRules(f"check {name}: {error}") from error
    if not isinstance(solutions, QuerySolutions):
        raise BadRules(f"check {name}: expected a SELECT query, found another kind")
    for row in solutions:
        focus = " ".join(str(value) for value in row if value is not None)
        yield Violation(f"check {name}", focus, message[1] if message else name)


def unknown_identifiers(quads: Iterable[Quad]) -> Iterator[Violation]:
    """Yield the entities of claims and mappings that the prefix table does not know."""
    for quad in quads:
        entity = quad.object
        if quad.predicate not in NAMING_AN_ENTITY or not isinstance(entity, NamedNode):
            continue
        if not entity.value.startswith(BASE):
            try:
                curie(entity)
            except IdentifierError as error:
                yield Violation("prefix table", str(quad.subject), str(error))


def _rdflib_graph(quads: Sequence[Quad]) -> rdflib.Graph:
    ntriples = serialize(triples(quads), format=RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph().parse(data=ntriples, format="nt")
