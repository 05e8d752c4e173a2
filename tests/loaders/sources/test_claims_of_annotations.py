"""What the loaders of annotations say keeps every check and every shape of the project."""

from collections.abc import Iterator

import pytest
from pyoxigraph import DefaultGraph, Quad, Store

from graph_data.files import checks
from graph_data.own_graphs import own_graphs
from graph_data.validation import shape_violations, store_violations
from loaders.folder.source_description import source_description
from loaders.kind import Kind
from loaders.sources import (
    orphadata_product4,
    orphadata_product6,
    orphadata_product9_ages,
    orphadata_product9_prev,
    phenotype_hpoa,
)
from ontology.files import shapes
from ontology.identifiers import query_prefixes
from tests.loaders.bulk import FIXTURES, file_of, reading_of

FILES: dict[str, Kind] = {
    "orphanet/en_product4.xml": orphadata_product4.KIND,
    "orphanet/en_product6.xml": orphadata_product6.KIND,
    "orphanet/en_product9_ages.xml": orphadata_product9_ages.KIND,
    "orphanet/en_product9_prev.xml": orphadata_product9_prev.KIND,
    "hpo/phenotype_new_header.hpoa": phenotype_hpoa.KIND,
}


def _quads(name: str) -> Iterator[Quad]:
    reading = reading_of(FILES[name], file_of(FIXTURES / name))
    yield from FILES[name].quads(reading)
    yield from source_description(reading, reading.file.sha256)


@pytest.mark.parametrize("name", FILES)
def test_a_file_breaks_no_shape(name: str) -> None:
    assert list(shape_violations(list(_quads(name)), shapes())) == []


def test_the_files_beside_what_is_curated_break_no_check() -> None:
    loaded = [quad for name in FILES for quad in _quads(name)]
    store = Store()
    for quad in (*loaded, *(quad for graph in own_graphs() for quad in graph.quads())):
        store.add(quad)
        store.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))

    ours = {str(quad.subject).strip("<>") for quad in loaded}
    found = store_violations(store, checks(), query_prefixes())

    assert [violation for violation in found if violation.focus in ours] == []


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_gives_the_same_quads_in_the_same_order(name: str) -> None:
    assert list(_quads(name)) == list(_quads(name))


@pytest.mark.parametrize("name", FILES)
def test_no_other_loader_of_annotations_takes_the_file(name: str) -> None:
    file = file_of(FIXTURES / name)

    taking = [kind.name for kind in FILES.values() if kind.recognises(file, file.head())]

    assert taking == [FILES[name].name]
