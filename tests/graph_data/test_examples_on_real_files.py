"""Examples of bulk sources over the files that users download, where these are."""

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad, QueryResultsFormat, QuerySolutions, Store

from graph_data.closure import closure
from graph_data.files import curated_mappings
from graph_data.own_graphs import own_graphs
from loaders.kind import Kind, Reading
from loaders.reading.source_file import SourceFile
from loaders.sources import (
    hp_json,
    orphadata_product6,
    orphadata_product9_ages,
    orphadata_product9_prev,
    phenotype_hpoa,
    sssom,
)
from ontology.identifiers import query_prefixes

from ..conftest import SHARED
from .test_examples import SELECT, values

DATA = SHARED / "data"
HPOA = DATA / "hpo" / "phenotype.excerpt.hpoa.gz"
FILES: list[tuple[Kind, Path]] = [
    (hp_json.KIND, DATA / "hpo" / "hp.v2024-08-13.json.gz"),
    (orphadata_product6.KIND, DATA / "assembled" / "en_product6.xml.gz"),
    (orphadata_product9_prev.KIND, DATA / "assembled" / "en_product9_prev.xml.gz"),
    (orphadata_product9_ages.KIND, DATA / "assembled" / "en_product9_ages.xml.gz"),
]
TUMOURS = ("ORPHA:97279\t", "ORPHA:97280\t", "ORPHA:97282\t")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the union of our graphs and the files; of the annotations only those of tumours."""
    if not HPOA.is_file():
        pytest.skip("the real files are not here: they lie in ../shared, beside the project")
    tumours = tmp_path_factory.mktemp("hpoa") / "phenotype.hpoa"
    with gzip.open(HPOA, "rt", encoding="utf-8") as lines:
        kept = [line for line in lines if line.startswith(("#", *TUMOURS))]
    tumours.write_text("".join(kept), encoding="utf-8")
    store = Store()
    mappings = [sssom.LOADER.source_graph(file, "1") for file in curated_mappings()]
    for graph in [*own_graphs(), *mappings]:
        store.extend(graph.quads())
    for kind, path in [*FILES, (phenotype_hpoa.KIND, tumours)]:
        store.bulk_extend(quads(kind, path))
    store.extend(list(closure(store)))
    store.bulk_extend([Quad(q.subject, q.predicate, q.object) for q in store])
    return store


def quads(kind: Kind, path: Path) -> Iterator[Quad]:
    file = SourceFile(path, path.name)
    return kind.quads(Reading(file, kind, kind.header(file)))


def rows(store: Store, name: str) -> list[list[str]]:
    query = values(name, SELECT)[0]
    prefixes = {name: iri for name, iri in query_prefixes().items() if f"{name}:" in query}
    found = store.query(query, prefixes=prefixes)
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
