"""What a source says of a gene and a disease: which ties are causal, and how they are claimed."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import Property
from loaders.kind import Reading
from ontology import terms as rg
from ontology.standard import RO, biolink_GeneToDiseaseAssociation

# The words of Orphanet's association types that say which mutation causes a disease; the
# narrower ones first.
_CAUSES: Final = (
    ("(gain of function)", NamedNode(RO + "0004001")),
    ("(loss of function)", NamedNode(RO + "0004002")),
    ("germline", NamedNode(RO + "0004003")),
    ("somatic", NamedNode(RO + "0004004")),
)


def orphanet_tie(
    reading: Reading,
    disease: NamedNode,
    gene: NamedNode,
    kind: str,
    status: str,
    fragment: str,
    notes: tuple[Property, ...] = (),
) -> Iterator[Quad]:
    """Yield the claim of a tie in Orphanet's words: plain if it is causal and assessed.

    Only a plain one has direct triples, rg:geneAssociation and the relation of RO that its type
    names; a candidate gene never has one.
    """
    qualifiers = [(rg.associationType, Literal(kind, language="en"))]
    if status:
        qualifiers.append((rg.validationStatus, Literal(status, language="en")))
    is_plain = status == "Assessed" and kind.startswith("Disease-causing")
    yield from reading.claim(
        rg.PlainClaim if is_plain else rg.QualifiedClaim,
        disease,
        rg.geneAssociation,
        gene,
        fragment,
        association=biolink_GeneToDiseaseAssociation,
        qualifiers=tuple(qualifiers),
        notes=notes,
    )
    relation = next((relation for words, relation in _CAUSES if words in kind), None)
    if is_plain and relation is not None:
        yield reading.quad(disease, relation, gene)
