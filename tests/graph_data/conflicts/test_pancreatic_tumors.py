"""Disagreements that the sources have on pancreatic neuroendocrine tumors, each found by query.

The triples are those that the loaders make of the sources' records, with true identifiers.
"""

from functools import cache

import pytest
from pyoxigraph import Store

from graph_data.conflicts import conflict_quads
from graph_data.conflicts.listing import Found, Wanted, listed
from ontology.standard import skos_exactMatch

from .small_store import claim, diseases, mapping, store_of

MONDO = (
    diseases(
        *(f"MONDO:{n}" for n in ("0019954", "0005048", "0024677", "0019610", "0003523", "0006048")),
        *(f"MONDO:{n}" for n in ("0003525", "0019960", "0004058", "0019959", "0023206")),
    )
    + mapping("MONDO:0019954", "ORPHA:97253")
    + mapping("MONDO:0006048", "ORPHA:97253")
    + mapping("MONDO:0019954", "UMLS:C1337011")
    + mapping("MONDO:0005048", "ORPHA:97279")
    + mapping("MONDO:0005048", "UMLS:C5848150")
    + mapping("MONDO:0024677", "UMLS:C0021670")
    + mapping("MONDO:0024677", "MESH:D007340")
    + mapping("MONDO:0019610", "ORPHA:913")
    + mapping("MONDO:0019610", "UMLS:C0043515")
    + mapping("MONDO:0019610", "MESH:D015043")
    + mapping("MONDO:0003523", "UMLS:C0017150")
    + mapping("MONDO:0003525", "MESH:D015408")
    + mapping("MONDO:0019960", "ORPHA:97282")
    + mapping("MONDO:0019960", "UMLS:C0011993")
    + mapping("MONDO:0004058", "UMLS:C0086768")
    + mapping("MONDO:0019959", "ORPHA:97280")
    + mapping("MONDO:0019959", "icd11.foundation:1918063179")
    + mapping("MONDO:0019959", "icd11.foundation:2121897507")
    + mapping("MONDO:0023206", "ORPHA:506060")
    + """
    MONDO:0006048 owl:deprecated true ; dcterms:isReplacedBy MONDO:0019954 .
    MONDO:0019959 rdfs:subClassOf MONDO:0019954 .
    MONDO:0023206 rdfs:subClassOf MONDO:0019954 .
    MONDO:0024677 rdfs:subClassOf MONDO:0005048 ; oio:hasExactSynonym "insulinoma"@en .
    MONDO:0003523 rdfs:label "gastrin-producing neuroendocrine tumor"@en ;
        oio:hasExactSynonym "gastrinoma"@en .
    MONDO:0004058 rdfs:label "pancreatic cholera"@en ; oio:hasExactSynonym "WDHA syndrome"@en .
    """
)
ORPHANET = (
    diseases(*(f"ORPHA:{n}" for n in (97253, 506052, 506060, 97279, 97280, 97282, 913, 652)))
    + mapping("ORPHA:97253", "UMLS:C0242363")
    + mapping("ORPHA:97279", "UMLS:C0021670")
    + mapping("ORPHA:97279", "MESH:D007340")
    + mapping("ORPHA:913", "UMLS:C0017150")
    + mapping("ORPHA:913", "UMLS:C0043515")
    + mapping("ORPHA:913", "MESH:D015408")
    + mapping("ORPHA:913", "MESH:D015043")
    + mapping("ORPHA:97282", "UMLS:C0011993")
    + mapping("ORPHA:97282", "UMLS:C0086768")
    + """
    ORPHA:97279 rdfs:label "Insulinoma"@en .
    ORPHA:913 rdfs:label "Zollinger-Ellison syndrome"@en ; skos:altLabel "Gastrinoma"@en .
    ORPHA:97282 rdfs:label "VIPoma"@en ;
        skos:altLabel "WDHA syndrome"@en , "Pancreatic cholera"@en .
    """
)
CLAIMS = (
    claim("us", "ORPHA:97253", "rg:pointPrevalence", "d:us", "; rg:prevalenceClass '1-5 / 10 000'")
    + claim(
        *("japan", "ORPHA:97253", "rg:pointPrevalence", "d:japan"),
        "; rg:prevalenceClass '1-9 / 100 000'",
    )
    + "".join(
        claim(f"{n}-dominant", f"ORPHA:{n}", "rg:inheritance", "HP:0000006")
        + claim(f"{n}-none", f"ORPHA:{n}", "rg:inheritance", "d:not-genetically-inherited")
        for n in (97253, 652)
    )
)
CLASSIFICATION = """
ORPHA:97253 skos:broader ORPHA:506052 . ORPHA:506060 skos:broader ORPHA:97253 .
ORPHA:97280 skos:broader ORPHA:506060 .
"""
LINEARISATION = """
ORPHA:97253 rg:preferredParent ORPHA:97978 .
ORPHA:506052 rg:preferredParent ORPHA:250908 . ORPHA:506060 rg:preferredParent ORPHA:250908 .
"""
PACKETS = """
ORPHA:97253 schema:name "Neuroendocrine tumor of pancreas"@en .
ORPHA:506060 skos:broader ORPHA:97253 .
"""
EXPECTED = [
    ("different-identifiers", "(ORPHA:97253) and its exact match have different identifiers"),
    ("identifier-routes", "UMLS:C0021670 leads to MONDO:0005048, MONDO:0024677"),
    ("identifier-routes", "MESH:D007340 leads to MONDO:0005048, MONDO:0024677"),
    ("different-identifiers", "Insulinoma (ORPHA:97279) and its exact match"),
    ("shared-name", '"insulinoma" names'),
    ("several-identifiers", "(ORPHA:913) is an exact match of UMLS:C0017150, UMLS:C0043515"),
    ("several-identifiers", "(ORPHA:913) is an exact match of MESH:D015043, MESH:D015408"),
    ("identifier-routes", "UMLS:C0017150 leads to MONDO:0019610"),
    ("identifier-routes", "MESH:D015408 leads to MONDO:0003525"),
    ("shared-name", '"gastrinoma" names Zollinger-Ellison syndrome (ORPHA:913)'),
    ("hierarchy", "ORPHA:97280 is under ORPHA:506060 in Orphanet, but not in Mondo"),
    ("several-identifiers", "VIPoma (ORPHA:97282) is an exact match of UMLS:C0011993"),
    ("identifier-routes", "UMLS:C0086768 leads to MONDO:0019960, pancreatic cholera"),
    ("shared-name", '"wdha syndrome" names VIPoma (ORPHA:97282), pancreatic cholera'),
    ("shared-name", '"pancreatic cholera" names VIPoma (ORPHA:97282)'),
    ("epidemiology", "rg:pointPrevalence of Neuroendocrine tumor of pancreas"),
    ("preferred-parent", "(ORPHA:97253) is linearised unlike its parents and its children"),
    ("inheritance-modes", "(ORPHA:97253) has several modes of inheritance"),
    ("inheritance-modes", "ORPHA:652 has several modes of inheritance"),
    ("several-identifiers", "MONDO:0019959 is an exact match of icd11.foundation:1918063179"),
    ("packet-children", "(ORPHA:97253) and of its children do not agree on ORPHA:506060"),
    ("obsolete-target", "MONDO:0006048 is withdrawn, but still matched"),
]


def loaded() -> Store:
    return store_of(
        mondo__1=MONDO,
        orphanet__1=ORPHANET + CLAIMS,
        product3__1=CLASSIFICATION,
        product7__1=LINEARISATION,
        orphapackets__1=PACKETS,
    )


@cache
def detected() -> tuple[Found, ...]:
    store = Store()
    source = loaded()
    store.extend(list(source))
    quads = list(conflict_quads(source))
    store.extend([q for quad in quads for q in (quad, type(quad)(*quad.triple))])
    return tuple(listed(store, Wanted()))


@pytest.mark.parametrize(("kind", "label"), EXPECTED)
def test_the_disagreement_is_found(kind: str, label: str) -> None:
    labels = [
        one.label
        for one in detected()
        if one.iri.value.rsplit("/", 1)[1].rpartition("-")[0] == kind
    ]

    found = [one for one in labels if label.casefold() in one.casefold()]
    assert len(found) == 1, labels


def test_nothing_is_reconciled() -> None:
    store = loaded()
    before = set(store)

    quads = list(conflict_quads(store))
    assert set(store) == before
    assert skos_exactMatch not in {quad.predicate for quad in quads}


def test_no_disagreement_is_invented_beside_these() -> None:
    kinds = {name for name, _ in EXPECTED}

    others = [
        one.label
        for one in detected()
        if one.iri.value.rsplit("/", 1)[1].rpartition("-")[0] not in kinds
    ]
    assert others == []
