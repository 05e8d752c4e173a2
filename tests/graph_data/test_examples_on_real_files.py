"""Examples of bulk sources over the files that users download, where these are."""

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Store,
)

from graph_data.closure import CLOSURE, closure
from graph_data.files import curated_mappings
from graph_data.matching import Annotations
from graph_data.matching_terms import Hpo
from graph_data.own_graphs import own_graphs
from loaders.kind import Kind, Reading
from loaders.reading.source_file import SourceFile
from loaders.sources import (
    hp_json,
    mondo_sssom,
    orphadata_product1,
    orphadata_product6,
    orphadata_product9_ages,
    orphadata_product9_prev,
    phenotype_hpoa,
    sssom,
)
from ontology.identifiers import query_prefixes
from ontology.standard import xsd_decimal
from ontology.terms import informationContent

from ..conftest import SHARED
from .test_examples import SELECT, values

DATA = SHARED / "data"
HPOA = DATA / "hpo" / "phenotype.excerpt.hpoa.gz"
MAPPINGS = DATA / "mondo" / "mappings"
FILES: list[tuple[Kind, Path]] = [
    (hp_json.KIND, DATA / "hpo" / "hp.v2024-08-13.json.gz"),
    (mondo_sssom.KIND, MAPPINGS / "mondo_exactmatch_mesh.sssom.tsv"),
    (mondo_sssom.KIND, MAPPINGS / "mondo_exactmatch_orphanet.sssom.tsv"),
    (mondo_sssom.KIND, MAPPINGS / "mondo_exactmatch_umls.sssom.tsv"),
    (orphadata_product1.KIND, DATA / "assembled" / "en_product1.xml.gz"),
    (orphadata_product6.KIND, DATA / "assembled" / "en_product6.xml.gz"),
    (orphadata_product9_prev.KIND, DATA / "assembled" / "en_product9_prev.xml.gz"),
    (orphadata_product9_ages.KIND, DATA / "assembled" / "en_product9_ages.xml.gz"),
]
OBO = "http://purl.obolibrary.org/obo/"
ORPHA = "http://www.orpha.net/ORDO/Orphanet_"
# Tumors and their group, then other diseases that fit the same findings: with all, it takes long.
ANNOTATED = frozenset(
    f"ORPHA:{code}"
    for code in (
        *(913, 97253, 97261, 97278, 97279, 97280, 97282, 97283, 99889),
        *(17, 108, 340, 43116, 79276, 90068, 94093, 263455, 276608, 319213),
    )
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the union of our graphs and the files; only some diseases have their annotations.

    The information content of terms is that over all diseases.
    """
    if not HPOA.is_file():
        pytest.skip("the real files are not here: they lie in ../shared, beside the project")
    with gzip.open(HPOA, "rt", encoding="utf-8") as opened:
        lines = opened.readlines()
    some = tmp_path_factory.mktemp("hpoa") / "phenotype.hpoa"
    kept = [line for line in lines if line[0] == "#" or line.partition("\t")[0] in ANNOTATED]
    some.write_text("".join(kept), encoding="utf-8")
    store = Store()
    mappings = [sssom.LOADER.source_graph(file, "1") for file in curated_mappings()]
    for graph in [*own_graphs(), *mappings]:
        store.extend(graph.quads())
    for kind, path in [*FILES, (phenotype_hpoa.KIND, some)]:
        store.bulk_extend(quads(kind, path))
    store.extend([*closure(store), *information_content(store, lines)])
    return store


def information_content(store: Store, lines: list[str]) -> Iterator[Quad]:
    """Yield that of each term over all lines, read here in another way than the loader does."""
    hpo, present = Hpo.of(store), defaultdict(set)
    for row in csv.reader((line for line in lines if line[0] != "#"), delimiter="\t"):
        term = hpo.current(OBO + row[3].replace(":", "_"))
        if row[2] != "NOT" and row[10] == "P" and term:
            present[row[0]].add(term)
    terms = {disease: frozenset(found) for disease, found in present.items()}
    for term, value in Annotations(hpo.hierarchy, terms).information.items():
        number = Literal(f"{value:.6f}", datatype=xsd_decimal)
        yield Quad(NamedNode(term), informationContent, number, CLOSURE)


def quads(kind: Kind, path: Path) -> Iterator[Quad]:
    file = SourceFile(path, path.name)
    return kind.quads(Reading(file, kind, kind.header(file)))


def rows(store: Store, name: str) -> list[list[str]]:
    query = values(name, SELECT)[0]
    prefixes = {name: iri for name, iri in query_prefixes().items() if f"{name}:" in query}
    found = store.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    text = found.serialize(format=QueryResultsFormat.CSV)
    assert text is not None
    return list(csv.reader(io.StringIO(text.decode())))[1:]


def test_of_the_five_genes_of_men1_one_is_causal(real: Store) -> None:
    candidates = ["CDKN1A", "CDKN1B", "CDKN2B", "CDKN2C"]

    assert rows(real, "13_men1_genes.ttl") == [
        *(["Candidate gene tested in", "Not yet assessed", gene, "false"] for gene in candidates),
        ["Disease-causing germline mutation(s) in", "Assessed", "MEN1", "true"],
    ]


def test_only_insulinoma_has_a_somatic_gene_and_one_of_susceptibility(real: Store) -> None:
    assert rows(real, "14_somatic_and_susceptibility_genes.ttl") == [
        ["Insulinoma", "MEN1", "Major susceptibility factor in", "Assessed"],
        ["Insulinoma", "YY1", "Disease-causing somatic mutation(s) in", "Assessed"],
    ]


def test_glucagonoma_has_its_findings_and_the_group_is_not_annotated(real: Store) -> None:
    group, *findings = rows(real, "16_glucagonoma_findings.ttl")

    assert group[1:] == ["not annotated", ""]
    assert len(findings) == 42
    assert findings[0][1:] == ["Neoplasm of the pancreas", "Very frequent"]
    assert [one[2] for one in findings].count("Very rare") == 11


def test_seven_figures_of_frequency_one_of_them_without_a_value(real: Store) -> None:
    found = rows(real, "19_epidemiology.ttl")

    assert len(found) == 7
    assert [row[2] for row in found if not row[3]] == ["Europe"]
    japan = [row[1:6] for row in found if row[2] == "Japan"]
    assert japan == [
        ["annual incidence", "Japan", "1.27", "per 100 000 people a year", "1-9 / 100 000"],
        ["point prevalence", "Japan", "2.69", "per 100 000 people", "1-9 / 100 000"],
    ]


def test_the_modes_of_pancreatic_net_are_unconditional_only_for_orphanet(real: Store) -> None:
    answer = rows(real, "30_conditioned_inheritance.ttl")
    found = {(row[0][-5:], row[1].rpartition("/")[2]) for row in answer}

    assert {("97253", "HP_0000006"), ("97253", "not-genetically-inherited")} <= found


def test_the_findings_shared_by_two_and_not_the_third_are_rare_kinds_first(real: Store) -> None:
    assert [row[1:] for row in rows(real, "17_shared_findings.ttl")] == [
        ["Abnormal diminished volition", "2.701992"],
        ["Abnormal volitional state", "2.04431"],
        ["Abnormal affect", "1.925324"],
        ["Abnormal cardiovascular system physiology", "1.434898"],
    ]


def test_insulinoma_fits_best_among_the_subtypes(real: Store) -> None:
    found = rows(real, "18_best_subtypes.ttl")

    assert found[0] == [f"{ORPHA}97279", "Insulinoma", "3.001950333333333333"]
    scores = {name: float(score) for _, name, score in found}
    assert scores["Glucagonoma"] == scores["VIPoma"] == pytest.approx(1.2455497)
    assert f"{ORPHA}97253" not in {row[0] for row in found}


def test_both_routes_from_an_identifier_to_mondo_are_told(real: Store) -> None:
    answer = rows(real, "27_identifier_routes.ttl")
    found = {(row[0][-5:], row[1].rpartition("/")[2]): row[2:] for row in answer}

    assert found["97279", "C0021670"] == [f"{OBO}MONDO_0005048", f"{OBO}MONDO_0024677"]
    assert found["97282", "C0086768"] == [f"{OBO}MONDO_0019960", f"{OBO}MONDO_0004058"]
    assert {disease for disease, _ in found} == {"97279", "97282"}


def test_only_the_somatostatinoma_of_the_pancreas_also_arises_elsewhere(real: Store) -> None:
    found = rows(real, "28_hierarchy_against_text.ttl")

    assert [row[:3] for row in found] == [
        [f"{OBO}MONDO_0006976", "duodenum or jejunum", "40"],
        [f"{OBO}MONDO_0006976", "gastrointestinal tract", "50"],
    ]


def test_insulinoma_is_among_the_diseases_that_fit_best_and_others_fit_as_well(real: Store) -> None:
    found = rows(real, "31_best_diseases.ttl")

    best = [row[0].removeprefix(ORPHA) for row in found if row[1] == found[0][1]]
    assert best == ["17", "263455", "276608", "97279"]
    assert found[0][1] == "3.001950333333333333"
    assert len(found) == 10


def test_the_identifiers_of_a_disease_stand_with_their_routes_and_sources(real: Store) -> None:
    found = rows(real, "32_all_identifiers.ttl")

    umls = "http://linkedlifedata.com/resource/umls/id/C0086768"
    tied = {(row[1], row[4].rpartition("/")[2]) for row in found if row[0] == row[3] == umls}
    assert (f"{ORPHA}97282", "orphadata-product1-2024-12-03") in tied
    assert (f"{OBO}MONDO_0004058", "mondo-sssom-exactmatch-umls-2026-08-04") in tied
    assert {row[1] for row in found if row[0] == f"{ORPHA}97282"} >= {f"{OBO}MONDO_0019960"}
