"""Mondo, HPO, GARD and HGNC at full size: the counts that the files' own documentation gives."""

from collections import Counter
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from loaders.kind import Kind, Reading
from loaders.sources import (
    gard_genes,
    gard_hierarchy,
    gard_records,
    gard_xrefs,
    hgnc_complete_set,
    hp_json,
    mondo_json,
    mondo_sssom,
)
from ontology import terms as rg
from ontology.standard import (
    RO,
    dcterms_isReplacedBy,
    oio_hasDbXref,
    oio_hasExactSynonym,
    owl_annotatedSource,
    owl_Axiom,
    owl_Class,
    owl_deprecated,
    rdf_type,
    rdfs_subClassOf,
    skos_broader,
    skos_exactMatch,
    sssom_subject_label,
)
from tests.loaders.bulk import SHARED, file_of, needs_shared, reading_of

pytestmark = needs_shared

KNOWN_TYPOS: Final = {"MedDRA:1008095", "MedDRA:100233350", "NCIT:3921"}


def counted(
    kind: Kind, path: Path, *kept: NamedNode
) -> tuple[Reading, Counter[NamedNode], dict[NamedNode, list[Quad]]]:
    """Return the reading of a file, how often each property is used, the quads of some."""
    reading = reading_of(kind, file_of(path))
    uses: Counter[NamedNode] = Counter()
    quads: dict[NamedNode, list[Quad]] = {predicate: [] for predicate in kept}
    for quad in kind.quads(reading):
        predicate = quad.predicate
        uses[predicate] += 1
        if predicate in quads:
            quads[predicate].append(quad)
    return reading, uses, quads


def test_mondo_json() -> None:
    path = SHARED / "assembled" / "mondo.json.gz"
    reading, uses, quads = counted(
        mondo_json.KIND, path, dcterms_isReplacedBy, owl_deprecated, rdf_type
    )
    replaced = {quad.subject: quad.object for quad in quads[dcterms_isReplacedBy]}
    dead = {quad.subject for quad in quads[owl_deprecated]}

    assert sum(quad.object == owl_Class for quad in quads[rdf_type]) == 31_958
    assert len(dead) == 3_968
    assert uses[rdfs_subClassOf] == 41_908
    assert uses[NamedNode(RO + "0004003")] == 1_068
    assert uses[rg.geneAssociation] == reading.tally.claims == 1_068
    assert uses[oio_hasExactSynonym] == 72_116
    assert uses[oio_hasDbXref] == 109_151 - 3
    assert len(replaced) == 2_221
    assert sum(successor in dead for successor in replaced.values()) == 83
    assert len([one for one in replaced.values() if "MONDO_" not in str(one)]) == 12
    assert {skip.problem.partition("'")[2].partition("'")[0] for skip in reading.tally.skips} == {
        "MedDRA:1008095",
        "MedDRA:100233350",
        "NCIT:3921",
        "hgnc.5166",
        "hgnc.5167",
        "http://identifiers.org/meddra/1008095",
        "http://identifiers.org/meddra/100233350",
        "http://purl.obolibrary.org/obo/NCIT_3921",
    }


def test_hp_json() -> None:
    path = SHARED / "hpo" / "hp.v2024-08-13.json.gz"
    reading, uses, _ = counted(hp_json.KIND, path)

    # Of 19,487 nodes 19,434 are classes of HPO.
    assert reading.tally.records == 19_434 + 23_409
    assert uses[rdfs_subClassOf] == 23_409
    assert uses[owl_deprecated] == 446
    assert uses[dcterms_isReplacedBy] == 351
    assert [skip.problem.partition(" is")[0] for skip in reading.tally.skips] == [
        "'ICD-10:26.8'",
        "'UMLS:0189573'",
    ]


def test_the_mapping_sets_of_mondo() -> None:
    paths = sorted((SHARED / "mondo" / "mappings").glob("*.sssom.tsv"))
    rows: dict[str, int] = {}
    skipped: list[str] = []
    for path in paths:
        reading = reading_of(mondo_sssom.KIND, file_of(path))
        made = sum(quad.object == owl_Axiom for quad in mondo_sssom.KIND.quads(reading))
        assert made == reading.tally.records - len(reading.tally.skips)
        rows[reading.header.set_name] = reading.tally.records
        skipped += [skip.problem.split("'")[1] for skip in reading.tally.skips]

    assert len(rows) == len(paths) == 42
    assert rows["exactmatch-orphanet"] == 9_785
    assert rows["hasdbxref-gard"] == 15_947
    assert rows["exactmatch-umls"] == 21_660
    assert sum(rows.values()) == 127_197
    assert len(skipped) == 5
    assert set(skipped) == KNOWN_TYPOS


def test_the_exact_matches_with_orphanet_and_the_cross_references_to_gard() -> None:
    mappings = SHARED / "mondo" / "mappings"
    path = mappings / "mondo_exactmatch_orphanet.sssom.tsv"
    _, matches, quads = counted(mondo_sssom.KIND, path, sssom_subject_label)
    labels = [str(quad.object) for quad in quads[sssom_subject_label]]
    obsolete = [label for label in labels if label.startswith('"obsolete ')]

    assert matches[skos_exactMatch] == 9_785
    # One of the 1,327 obsolete classes has two matches: MONDO:0017663.
    assert (len(obsolete), len(set(obsolete))) == (1_328, 1_327)
    _, uses, _ = counted(mondo_sssom.KIND, mappings / "mondo_hasdbxref_gard.sssom.tsv")
    assert uses[oio_hasDbXref] == 15_947
    assert uses[skos_exactMatch] == 0


def test_the_tables_of_gard() -> None:
    gard = SHARED / "gard"
    table, _, _ = counted(gard_records.KIND, gard / "GARD.csv")
    xrefs, _, _ = counted(gard_xrefs.KIND, gard / "GARD_xrefs.csv")
    links, broader, _ = counted(gard_hierarchy.KIND, gard / "gard_to_gard_mappings.csv")

    assert (table.tally.records, table.tally.skips) == (12_004, [])
    assert xrefs.tally.records == 49_974
    # One concept of UMLS under MedDRA; 51 pieces of numbers that were cut at their commas.
    assert len(xrefs.tally.skips) == 1 + 51
    assert (links.tally.records, links.tally.skips) == (20_978, [])
    assert broader[skos_broader] == 20_978


def test_the_genes_of_gard() -> None:
    reading, uses, _ = counted(gard_genes.KIND, SHARED / "gard" / "GARD_genes.csv")
    causes = {number: uses[NamedNode(RO + number)] for number in ("0004001", "0004002")}

    assert (reading.tally.records, reading.tally.claims) == (10_438, 10_438)
    assert reading.tally.skips == []
    assert causes == {"0004001": 208, "0004002": 1_169}
    assert uses[rg.geneAssociation] == 208 + 1_169 + 4_867 + 197


def test_the_excerpt_of_hgnc() -> None:
    path = SHARED / "hgnc" / "hgnc_complete_set.excerpt.txt"
    reading, _, _ = counted(hgnc_complete_set.KIND, path)

    assert (reading.tally.records, reading.tally.skips) == (377, [])


def test_slices_of_older_releases_are_read_and_other_layouts_are_not_recognised() -> None:
    small = SHARED / "mondo" / "small"
    older = small / "phenoxtract" / "mondo_2025-11-04_slice.json.gz"
    first = file_of(small / "phenol" / "mondo_small.json")
    other = file_of(SHARED / "mondo" / "MONDO-ontology-v2026-05-05.json.gz")

    assert reading_of(mondo_json.KIND, file_of(older)).header.version == "2025-11-04"
    assert reading_of(mondo_json.KIND, first).header.version == "2020-01-27"
    assert not mondo_json.KIND.recognises(other, other.head())
    _, uses, quads = counted(mondo_json.KIND, older, skos_exactMatch)
    assert uses[owl_annotatedSource] == 440
    assert [quad for quad in quads[skos_exactMatch] if "Orphanet_" in str(quad.object)]
