"""What one edge of an ontology in OBO Graphs JSON says, as quads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Quad

from loaders.claims import Property
from loaders.kind import Reading
from loaders.mappings import named
from loaders.obo.graphs import OBO, Json, objects, texts
from loaders.obo.values import address, english, reference
from ontology import terms as rg
from ontology.identifiers import query_prefixes
from ontology.standard import (
    RO,
    biolink_Association,
    biolink_DiseaseOrPhenotypicFeatureToLocationAssociation,
    biolink_Gene,
    biolink_GeneToDiseaseAssociation,
    dcterms_references,
    rdf_type,
    rdfs_subClassOf,
)

_GENES: Final = tuple(query_prefixes()[prefix] for prefix in ("HGNC", "NCBIGENE"))
# The relations that say in which gene a mutation causes a disease, by their labels in RO.
CAUSAL: Final = {
    RO + "0004001": "has material basis in gain of function germline mutation in",
    RO + "0004002": "has material basis in loss of function germline mutation in",
    RO + "0004003": "has material basis in germline mutation in",
    RO + "0004004": "has material basis in somatic mutation in",
}
_ASSOCIATIONS: Final = {
    RO + "0004026": biolink_DiseaseOrPhenotypicFeatureToLocationAssociation,
}


@dataclass(frozen=True)
class Edge:
    """A class of the ontology that is read, its relation to something, and where that is said."""

    reading: Reading
    place: str
    subject: NamedNode
    relation: str
    target: NamedNode
    edge: Json

    def quads(self, *, is_of_disease: bool) -> Iterator[Quad]:
        """Yield what the edge says: of a disease, but for its parents, as a plain claim."""
        if self.relation == "is_a":
            if self.edge.get("meta"):
                self.reading.tally.pass_over("sources of edges is_a")
            yield self.reading.quad(self.subject, rdfs_subClassOf, self.target)
            return
        relation = address(self.relation) if self.relation.startswith(OBO) else None
        if relation is None:
            problem = f"pred {self.relation!r}: expected is_a or a relation of OBO"
            self.reading.skip(self.place, problem)
        elif not is_of_disease:
            yield self.reading.quad(self.subject, relation, self.target)
        elif self.relation in CAUSAL:
            yield from self._gene(relation)
        else:
            ties = _ASSOCIATIONS.get(self.relation, biolink_Association)
            yield from self._claim(relation, ties)

    def _gene(self, relation: NamedNode) -> Iterator[Quad]:
        if self.target.value.startswith(_GENES):
            yield self.reading.quad(self.target, rdf_type, biolink_Gene)
        yield self.reading.quad(self.subject, relation, self.target)
        kind = (rg.associationType, english(CAUSAL[self.relation]))
        yield from self._claim(rg.geneAssociation, biolink_GeneToDiseaseAssociation, kind)

    def _claim(
        self, relation: NamedNode, association: NamedNode, *qualifiers: Property
    ) -> Iterator[Quad]:
        notes = tuple(reference(text) for text in self._sources())
        yield from self.reading.claim(
            rg.PlainClaim,
            self.subject,
            relation,
            self.target,
            self.place,
            association=association,
            qualifiers=qualifiers,
            notes=notes,
        )
        for name, value in notes:
            if name == dcterms_references and isinstance(value, NamedNode):
                yield from named(self.reading, value)

    def _sources(self) -> Iterator[str]:
        meta = self.edge.get("meta")
        if isinstance(meta, dict):
            yield from (str(one.get("val")) for one in objects(meta.get("basicPropertyValues")))
            yield from (str(one.get("val")) for one in objects(meta.get("xrefs")))
            yield from texts(meta.get("xrefs"))
