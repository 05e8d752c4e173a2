"""What is said of one class of an ontology in OBO Graphs JSON, as quads."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import Property
from loaders.kind import Reading
from loaders.mappings import mapping, named
from loaders.obo.graphs import OBO, Json, objects, texts
from loaders.obo.values import address, english, reference
from loaders.xrefs import checked, cross_reference, known
from ontology import terms as rg
from ontology.standard import (
    IAO,
    OIO,
    SKOS,
    biolink_Disease,
    dcterms_identifier,
    dcterms_isReplacedBy,
    dcterms_references,
    oio_consider,
    oio_hasDbXref,
    oio_hasSynonymType,
    oio_inSubset,
    owl_Class,
    owl_deprecated,
    rdf_type,
    rdfs_comment,
    rdfs_label,
    rdfs_seeAlso,
    semapv_UnspecifiedMatching,
    skos_Concept,
    skos_definition,
    skos_exactMatch,
    xsd_boolean,
)

_TRUE: Final = Literal("true", datatype=xsd_boolean)
_DEFINITION_SOURCE: Final = NamedNode(IAO + "0000119")
_MATCH: Final = re.compile(
    r".*/(?:skos/core|obo/mondo)#((?:exact|close|broad|narrow|related)Match)"
)
_SCOPES: Final = {
    f"has{scope}Synonym": NamedNode(f"{OIO}has{scope}Synonym")
    for scope in ("Exact", "Related", "Broad", "Narrow")
}
# A phenotype and a disease of one name are two things: model.md, "How the others model it", 10.
_PHENOTYPES: Final = OBO + "HP_"
_DISEASES: Final = (
    OBO + "MONDO_",
    "http://www.orpha.net/ORDO/",
    "https://omim.org/",
    OBO + "DOID_",
)


@dataclass(frozen=True)
class Class:
    """A class of the ontology that is read: its IRI, its place in the file, its node."""

    reading: Reading
    iri: NamedNode
    curie: str
    place: str
    node: Json

    def quads(self, *, is_disease: bool) -> Iterator[Quad]:
        """Yield what its node says of it."""
        quad, iri = self.reading.quad, self.iri
        meta = self.node.get("meta")
        meta = meta if isinstance(meta, dict) else {}
        yield quad(iri, rdf_type, owl_Class)
        yield quad(iri, rdf_type, skos_Concept)
        yield quad(iri, dcterms_identifier, Literal(self.curie))
        if label := self.node.get("lbl"):
            yield quad(iri, rdfs_label, english(label))
            if is_disease:
                yield quad(iri, rdf_type, biolink_Disease)
        if meta.get("deprecated") is True:
            yield quad(iri, owl_deprecated, _TRUE)
        yield from self._texts(meta)
        for number, synonym in enumerate(objects(meta.get("synonyms")), start=1):
            yield from self._synonym(f"{self.curie}/synonyms/{number}", synonym)
        for xref in objects(meta.get("xrefs")):
            yield from self._xref(xref)
        for number, value in enumerate(objects(meta.get("basicPropertyValues")), start=1):
            fragment = f"{self.curie}/basicPropertyValues/{number}"
            yield from self._property(fragment, str(value.get("pred")), str(value.get("val")))

    def _texts(self, meta: Json) -> Iterator[Quad]:
        quad = self.reading.quad
        definition = meta.get("definition")
        if isinstance(definition, dict) and definition.get("val"):
            yield quad(self.iri, skos_definition, english(definition["val"]))
            for xref in texts(definition.get("xrefs")):
                yield quad(self.iri, _DEFINITION_SOURCE, known(xref) or Literal(xref))
        for comment in texts(meta.get("comments")):
            yield quad(self.iri, rdfs_comment, english(comment))
        for subset in texts(meta.get("subsets")):
            if (iri := address(subset)) is None:
                self.reading.skip(self.place, f"subset {subset!r}: expected an IRI")
            else:
                yield quad(self.iri, oio_inSubset, iri)

    def _synonym(self, fragment: str, synonym: Json) -> Iterator[Quad]:
        scope, text = _SCOPES.get(str(synonym.get("pred"))), synonym.get("val")
        if scope is None or not text:
            problem = f"expected a name and its scope, found {str(synonym)[:80]}"
            self.reading.skip(f"{self.place}, {fragment}", problem)
            return
        notes = self._notes(synonym)
        if notes:
            yield from self.reading.claim(
                rg.SynonymClaim, self.iri, scope, english(text), fragment, notes=notes
            )
            for name, value in notes:
                if name == dcterms_references and isinstance(value, NamedNode):
                    yield from named(self.reading, value)
        else:
            yield self.reading.quad(self.iri, scope, english(text))

    def _notes(self, synonym: Json) -> tuple[Property, ...]:
        notes: list[Property] = []
        if kind := synonym.get("synonymType"):
            iri = address(str(kind))
            notes.append((oio_hasSynonymType, iri) if iri else (rg.asWritten, Literal(str(kind))))
        notes.extend(map(reference, texts(synonym.get("xrefs"))))
        return tuple(notes)

    def _xref(self, xref: Json) -> Iterator[Quad]:
        written = str(xref.get("val") or "")
        value = cross_reference(self.reading, written, f"{self.place} {self.curie}, xref")
        if value is not None:
            yield self.reading.quad(self.iri, oio_hasDbXref, value)
        if xref.get("meta"):
            self.reading.tally.pass_over("sources of cross references")

    def _property(self, fragment: str, predicate: str, text: str) -> Iterator[Quad]:
        match = _MATCH.fullmatch(predicate)
        if match:
            yield from self._match(fragment, NamedNode(SKOS + match[1]), text)
        elif kept := _KEPT.get(predicate):
            name, value = kept
            if iri_or_text := value(self, text):
                yield self.reading.quad(self.iri, name, iri_or_text)
        else:
            self.reading.tally.pass_over(f"property {re.split('[/#]', predicate)[-1]}")

    def _match(self, fragment: str, predicate: NamedNode, text: str) -> Iterator[Quad]:
        target = self.entity(text)
        if target is None:
            return
        if predicate == skos_exactMatch and _crosses(self.iri.value, target.value):
            problem = f"{text} exactly matches: expected no phenotype that is a disease"
            self.reading.skip(f"{self.place} {self.curie}", problem)
            return
        yield from mapping(
            self.reading,
            self.iri,
            predicate,
            target,
            semapv_UnspecifiedMatching,
            fragment=fragment,
        )

    def entity(self, text: str) -> NamedNode | None:
        """Return the entity of an identifier, None and a skip if it is none."""
        return checked(self.reading, text, f"{self.place} {self.curie}")

    def page(self, text: str) -> NamedNode | Literal:
        """Return the IRI of an address, the text itself if it is none."""
        return address(text) or Literal(text)


_Value = Callable[[Class, str], NamedNode | Literal | None]

_KEPT: Final[dict[str, tuple[NamedNode, _Value]]] = {
    IAO + "0100001": (dcterms_isReplacedBy, Class.entity),
    OIO + "consider": (oio_consider, Class.entity),
    OIO + "hasAlternativeId": (NamedNode(OIO + "hasAlternativeId"), lambda _, text: Literal(text)),
    IAO + "0000231": (NamedNode(IAO + "0000231"), Class.page),
    IAO + "0000233": (NamedNode(IAO + "0000233"), Class.page),
    rdfs_seeAlso.value: (rdfs_seeAlso, Class.page),
    OBO + "mondo#seeAlso": (rdfs_seeAlso, Class.page),
    OBO + "mondo#curated_content_resource": (rdfs_seeAlso, Class.page),
}


def _crosses(subject: str, target: str) -> bool:
    pairs = ((subject, target), (target, subject))
    return any(a.startswith(_PHENOTYPES) and b.startswith(_DISEASES) for a, b in pairs)
