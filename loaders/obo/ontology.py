"""Ontologies in OBO Graphs JSON as quads: their classes, hierarchy, relations and gene ties."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode, Quad

from loaders.kind import Reading
from loaders.loader import SourceError
from loaders.obo.edges import Edge
from loaders.obo.graphs import OBO, Json, Needs, elements, needs
from loaders.obo.nodes import Class
from loaders.obo.values import address, english, target_of
from loaders.xrefs import checked
from ontology.standard import (
    dcterms_title,
    owl_AnnotationProperty,
    owl_ObjectProperty,
    owl_Ontology,
    rdf_type,
    rdfs_isDefinedBy,
    rdfs_label,
    schema_name,
)

_NOT_OF_CLASSES: Final = frozenset({"subPropertyOf", "inverseOf", "type"})


@dataclass(frozen=True)
class Ontology:
    """An ontology: the prefix of its classes, whether they are diseases, its IRI and title."""

    prefix: str
    is_of_diseases: bool
    iri: NamedNode
    title: str

    @property
    def own(self) -> str:
        """The namespace of its classes."""
        return f"{OBO}{self.prefix}_"

    def quads(self, reading: Reading) -> Iterator[Quad]:
        """Yield the quads of a file of the ontology. Raises SourceError."""
        required = needs(reading.file, self.own)
        yield reading.quad(self.iri, rdf_type, owl_Ontology)
        yield reading.quad(self.iri, dcterms_title, english(self.title))
        for relation in sorted(required.relations):
            if relation.startswith(OBO) and (term := address(relation)):
                yield from self._declared(reading, term, owl_ObjectProperty)
        graph = _Graph(self, reading, required)
        for part, place, element in elements(reading.file):
            if part == "nodes":
                yield from graph.node(place, element)
            elif part == "edges":
                yield from graph.edge(place, element)
            elif part not in ("id", "meta"):
                reading.tally.pass_over(part)

    def _declared(self, reading: Reading, term: NamedNode, kind: NamedNode) -> Iterator[Quad]:
        yield reading.quad(term, rdf_type, kind)
        yield reading.quad(term, rdfs_isDefinedBy, self.iri)

    def declared(self, reading: Reading, node: Json, relations: set[str]) -> Iterator[Quad]:
        """Yield the declaration of a property, if it is one of OBO: others declare the rest."""
        written = str(node["id"])
        term = address(written) if written.startswith(OBO) else None
        if term is None:
            return
        is_relation = node.get("propertyType") == "OBJECT" or written in relations
        yield from self._declared(
            reading, term, owl_ObjectProperty if is_relation else owl_AnnotationProperty
        )
        if label := node.get("lbl"):
            yield reading.quad(term, rdfs_label, english(label))


@dataclass
class _Graph:
    """What is known while the elements of one file come by."""

    ontology: Ontology
    reading: Reading
    needs: Needs
    places: dict[str, str] = field(default_factory=dict)

    def node(self, place: str, node: Json) -> Iterator[Quad]:
        written = node.get("id")
        if not isinstance(written, str) or not written:
            self.reading.skip(place, "expected an id, found none")
        elif node.get("type") == "PROPERTY":
            yield from self.ontology.declared(self.reading, node, self.needs.relations)
        elif written.startswith(self.ontology.own):
            yield from self._own(place, written, node)
        elif written in self.needs.others:
            yield from self._other(written, node)
        else:
            self.reading.tally.pass_over("nodes of other ontologies that no edge needs")

    def _own(self, place: str, written: str, node: Json) -> Iterator[Quad]:
        other = self.places.setdefault(written, place)
        if other != place:
            problem = f"expected each id once, found {written} of {other} again"
            raise SourceError(self.reading.file.name, place, problem)
        self.reading.tally.records += 1
        if (iri := checked(self.reading, written, place)) is not None:
            curie = iri.value.removeprefix(OBO).replace("_", ":", 1)
            described = Class(self.reading, iri, curie, place, node)
            yield from described.quads(is_disease=self.ontology.is_of_diseases)

    def _other(self, written: str, node: Json) -> Iterator[Quad]:
        iri, label = target_of(written), node.get("lbl")
        if iri is not None and label:
            yield self.reading.quad(iri, schema_name, english(label))

    def edge(self, place: str, edge: Json) -> Iterator[Quad]:
        written, relation, target = (str(edge.get(key)) for key in ("sub", "pred", "obj"))
        if not written.startswith(self.ontology.own):
            self.reading.tally.pass_over("edges of other ontologies")
            return
        if relation in _NOT_OF_CLASSES:
            self.reading.tally.pass_over(f"edges {relation}")
            return
        self.reading.tally.records += 1
        subject, iri = checked(self.reading, written, place), target_of(target)
        if iri is None:
            self.reading.skip(place, f"obj {target!r}: expected a known identifier")
        elif subject is not None:
            described = Edge(self.reading, place, subject, relation, iri, edge)
            yield from described.quads(is_of_disease=self.ontology.is_of_diseases)
