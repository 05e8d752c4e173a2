"""Mappings of bulk sources."""

import hashlib
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from loaders.kind import Header, Kind, Reading, entity
from loaders.mappings import mapping
from loaders.reading.source_file import SourceFile
from ontology.base import MAPPING
from ontology.standard import (
    owl_annotatedProperty,
    owl_annotatedSource,
    owl_annotatedTarget,
    owl_Axiom,
    rdf_type,
    semapv_UnspecifiedMatching,
    skos_exactMatch,
    sssom_mapping_justification,
    sssom_predicate_modifier,
)
from ontology.terms import assertedBy, asWritten, evidence

SEED, TUMOR = entity("ORPHA", "97253"), entity("MONDO", "0019954")
KIND = Kind(
    "made-up",
    "Made up",
    "",
    "",
    "",
    lambda file, head: True,
    lambda file: Header("1"),
    lambda r: iter(()),
)


def reading() -> Reading:
    return Reading(SourceFile(Path("made-up.tsv"), "made-up.tsv"), KIND, Header("1"))


def said(quads: list[Quad]) -> set[tuple[object, object, object]]:
    return {(one.subject, one.predicate, one.object) for one in quads}


def test_a_mapping_has_a_record_and_its_direct_triple() -> None:
    made = reading()
    quads = list(mapping(made, SEED, skos_exactMatch, TUMOR, semapv_UnspecifiedMatching))
    digest = hashlib.sha256(
        "\n".join(
            (
                "https://w3id.org/raregraph/source/made-up-1",
                "http://www.orpha.net/ORDO/Orphanet_97253",
                "http://www.w3.org/2004/02/skos/core#exactMatch",
                "http://purl.obolibrary.org/obo/MONDO_0019954",
            )
        ).encode()
    ).hexdigest()
    record = NamedNode(MAPPING + digest[:16])
    assert said(quads) == {
        (record, rdf_type, owl_Axiom),
        (record, owl_annotatedSource, SEED),
        (record, owl_annotatedProperty, skos_exactMatch),
        (record, owl_annotatedTarget, TUMOR),
        (record, sssom_mapping_justification, semapv_UnspecifiedMatching),
        (record, assertedBy, made.source),
        (SEED, skos_exactMatch, TUMOR),
    }
    assert {one.graph_name for one in quads} == {made.graph}


def test_notes_and_the_place_stand_on_the_record() -> None:
    made = reading()
    quads = list(
        mapping(
            made,
            SEED,
            skos_exactMatch,
            TUMOR,
            semapv_UnspecifiedMatching,
            notes=((asWritten, Literal("E")),),
            fragment="line=7",
        )
    )
    found = {one.predicate: one.object for one in quads}
    assert found[asWritten] == Literal("E")
    assert found[evidence] == NamedNode(f"{made.source.value}#line=7")


def test_a_denied_mapping_has_no_direct_triple_and_another_record() -> None:
    made = reading()
    denied = list(
        mapping(made, SEED, skos_exactMatch, TUMOR, semapv_UnspecifiedMatching, negated=True)
    )
    affirmed = list(mapping(made, SEED, skos_exactMatch, TUMOR, semapv_UnspecifiedMatching))
    assert (SEED, skos_exactMatch, TUMOR) not in said(denied)
    assert [one.object for one in denied if one.predicate == sssom_predicate_modifier] == [
        Literal("Not")
    ]
    assert denied[0].subject != affirmed[0].subject
