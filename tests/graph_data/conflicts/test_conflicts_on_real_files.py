"""The sources' disagreements on pancreatic neuroendocrine tumors, found in the sources' own files.

Of each file only what is said of the conditions around these tumors is kept.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from graph_data.closure import closure
from graph_data.conflicts import conflict_quads
from graph_data.conflicts.listing import Found, Wanted, listed
from graph_data.own_graphs import own_graphs
from loaders.kind import Kind, Reading
from loaders.reading.source_file import SourceFile
from loaders.sources import (
    gard_records,
    mondo_json,
    mondo_sssom,
    ordo_obo,
    orphadata_product1,
    orphadata_product3,
    orphadata_product7,
    orphadata_product9_ages,
    orphadata_product9_prev,
    orphapackets,
)
from ontology.base import CLAIM, ID, MAPPING
from ontology.identifiers import parse
from ontology.standard import skos_exactMatch
from ontology.terms import inheritance

from ...conftest import SHARED

DATA = SHARED / "data"
FILES: list[tuple[Kind, str]] = [
    (mondo_json.KIND, "assembled/mondo.json.gz"),
    (mondo_sssom.KIND, "mondo/mappings/mondo_exactmatch_orphanet.sssom.tsv"),
    (orphadata_product1.KIND, "assembled/en_product1.xml.gz"),
    (orphadata_product3.KIND, "orphanet/product3/en_product3_193.xml"),
    (orphadata_product3.KIND, "orphanet/product3/en_product3_202.xml"),
    (orphadata_product7.KIND, "assembled/en_product7.xml.gz"),
    (orphadata_product9_prev.KIND, "assembled/en_product9_prev.xml.gz"),
    (orphadata_product9_ages.KIND, "assembled/en_product9_ages.xml.gz"),
    (orphapackets.KIND, "orphanet/orphapackets/orphapackets_subset.tar.gz"),
    (ordo_obo.KIND, "orphanet/ordo/ordo.obo.gz"),
    (gard_records.KIND, "gard/GARD.csv"),
]
TUMORS = (19954, 5815, 6048, 23206, 4334, 5048, 24677, 19959, 3523, 3525, 24638, 19960, 6976)
OTHERS = (19610, 4058, 19955, 19957, 15063, 15064, 5462, 7540)
ENTITIES = (97253, 506052, 506060, 506075, 97279, 97280, 97282, 97283, 97261, 97278, 913, 652)
GROUPS = (100076, 100077, 250908, 97978)
RECORDS = (13034, 22052, 3787, 5493)
CONDITIONS = frozenset(
    [parse(f"MONDO:{n:07}") for n in (*TUMORS, *OTHERS)]
    + [parse(f"ORPHA:{n}") for n in (*ENTITIES, *GROUPS)]
    + [NamedNode(f"{ID}gard-{n:07}") for n in RECORDS]
)
# The number in pnet_facts.md, section 8; the kind of the conflict; how its label begins.
EXPECTED = [
    (1, "different-identifiers", "(ORPHA:97253) and its exact match have different"),
    (3, "shared-name", '"pancreatic neuroendocrine neoplasm" names Neuroendocrine neoplasm'),
    (4, "identifier-routes", "UMLS:C0021670 leads to pancreatic insulin-producing"),
    (4, "identifier-routes", "MESH:D007340 leads to pancreatic insulin-producing"),
    (4, "different-identifiers", "Insulinoma (ORPHA:97279) and its exact match"),
    (4, "shared-name", '"insulinoma" names Insulinoma (ORPHA:97279), pancreatic insulinoma'),
    (5, "several-identifiers", "(ORPHA:913) is an exact match of UMLS:C0017150, UMLS:C0043515"),
    (5, "several-identifiers", "(ORPHA:913) is an exact match of MESH:D015043, MESH:D015408"),
    (5, "identifier-routes", "UMLS:C0017150 leads to Zollinger-Ellison syndrome"),
    (5, "identifier-routes", "MESH:D015408 leads to Zollinger-Ellison syndrome"),
    (5, "shared-name", '"gastrinoma" names Zollinger-Ellison syndrome (ORPHA:913)'),
    (5, "hierarchy", "(ORPHA:913) is under Functioning neuroendocrine tumor of pancreas"),
    *(
        (6, "hierarchy", f"(ORPHA:{n}) is under Functioning neuroendocrine tumor of pancreas")
        for n in (97279, 97280, 97282, 97283, 97261, 97278)
    ),
    (7, "hierarchy", "(ORPHA:97283) is under Duodenal neuroendocrine tumor (ORPHA:100076)"),
    (7, "hierarchy", "(ORPHA:97283) is under Jejunal neuroendocrine tumor (ORPHA:100077)"),
    (8, "several-identifiers", "(ORPHA:97282) is an exact match of UMLS:C0011993, UMLS:C0086768"),
    (8, "identifier-routes", "UMLS:C0086768 leads to VIPoma (MONDO:0019960), pancreatic cholera"),
    (8, "shared-name", '"wdha syndrome" names VIPoma (ORPHA:97282), pancreatic cholera'),
    (8, "shared-name", '"pancreatic cholera" names VIPoma (ORPHA:97282), pancreatic cholera'),
    (9, "shared-name", '"vipoma" names VIPoma (GARD:0003787), VIPoma (GARD:0005493)'),
    (10, "epidemiology", "(ORPHA:97253): 1-5 / 10 000, 1-9 / 100 000"),
    (10, "epidemiology", "(ORPHA:97253): 1-9 / 1 000 000, 1-9 / 100 000"),
    (11, "preferred-parent", "(ORPHA:97253) is linearised unlike its parents and its children"),
    (12, "inheritance-modes", "(ORPHA:97253) has several modes of inheritance"),
    (12, "inheritance-modes", "(ORPHA:652) has several modes of inheritance"),
    (
        13,
        "identifier-editions",
        "(ORPHA:97279) is matched differently by different releases: ICD10",
    ),
    (16, "several-identifiers", "(MONDO:0019959) is an exact match of icd11.foundation:19180"),
    (17, "packet-children", "(ORPHA:97253) and of its children do not agree on Functioning"),
]
# Of these the loaded files hold one side only, or sides that no mapping makes comparable:
# the curated conflicts tell them.
CURATED = {2: "pnet-icd11", 14: "zes-meddra", 15: "zes-snomed-ct"}


def of_the_conditions(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield what is said of the conditions: their triples, and whole claims and mapping records."""
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        said = list(group)
        is_record = str(subject.value).startswith((CLAIM, MAPPING))
        if subject in CONDITIONS or (is_record and any(q.object in CONDITIONS for q in said)):
            yield from said


def kept(kind: Kind, path: Path) -> Iterator[Quad]:
    """Yield what a file says of the conditions."""
    file = SourceFile(path, path.name)
    return of_the_conditions(kind.quads(Reading(file, kind, kind.header(file))))


def with_default_graph(quads: Iterable[Quad]) -> list[Quad]:
    return [one for quad in quads for one in (quad, Quad(*quad.triple))]


@pytest.fixture(scope="module")
def loaded() -> Store:
    """Return the store of the files, of our own graphs and of the closure, with their union."""
    if not DATA.is_dir():
        pytest.skip("the real files are not here: they lie in ../shared, beside the project")
    store = Store()
    for kind, name in FILES:
        store.extend(with_default_graph(kept(kind, DATA / name)))
    for graph in own_graphs():
        store.extend(with_default_graph(graph.quads()))
    store.extend(with_default_graph(list(closure(store))))
    return store


@pytest.fixture(scope="module")
def conflicts(loaded: Store) -> list[Found]:
    """Return the conflicts of that store, curated and detected ones, in a copy of it."""
    store = Store()
    store.extend(list(loaded))
    store.extend(with_default_graph(conflict_quads(loaded)))
    return list(listed(store, Wanted()))


def name_of(conflict: Found) -> str:
    return conflict.iri.value.rpartition("/")[2]


@pytest.mark.parametrize(("number", "kind", "label"), EXPECTED)
def test_the_disagreement_is_found(
    conflicts: list[Found], number: int, kind: str, label: str
) -> None:
    of_kind = [one for one in conflicts if name_of(one).rpartition("-")[0] == kind]

    found = [one for one in of_kind if label.casefold() in one.label.casefold()]
    # Product 9 and the ORPHApackets say the same of inheritance, each with its own claims.
    files = 2 if kind == "inheritance-modes" else 1
    assert len(found) == files, (number, [one.label for one in of_kind])
    assert all(one.sources for one in found)


@pytest.mark.parametrize("name", CURATED.values())
def test_what_no_query_can_compare_is_curated(conflicts: list[Found], name: str) -> None:
    assert name in {name_of(one) for one in conflicts}


def test_nothing_is_reconciled(loaded: Store) -> None:
    before = len(loaded)
    made = list(conflict_quads(loaded))

    assert len(loaded) == before
    assert skos_exactMatch not in {quad.predicate for quad in made}


def test_modes_side_by_side_have_no_direct_triple(loaded: Store) -> None:
    for name in ("ORPHA:97253", "ORPHA:652"):
        assert not list(loaded.quads_for_pattern(parse(name), inheritance, None, None))
