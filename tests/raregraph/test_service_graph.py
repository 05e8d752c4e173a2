from pyoxigraph import NamedNode

from graph_data.closure import CLOSURE
from graph_data.conflicts import CONFLICTS
from graph_data.dcat import DCAT_GRAPH
from graph_data.source_graph import SourceGraph
from graph_data.void import VOID_GRAPH
from ontology.standard import sd_name
from raregraph.build import standard_graphs
from raregraph.service_graph import SERVICE_GRAPH, service_graph

PAGE = SourceGraph(NamedNode("https://e.org/page"), "A page", "", "1", "0" * 64, lambda: [])


def names(graph: SourceGraph) -> set[object]:
    return {quad.object for quad in graph.quads() if quad.predicate == sd_name}


def test_the_graphs_that_a_build_derives_are_described_too() -> None:
    assert names(service_graph([])) == {SERVICE_GRAPH, CLOSURE, CONFLICTS, VOID_GRAPH, DCAT_GRAPH}


def test_the_graph_of_a_page_is_described() -> None:
    graphs = standard_graphs([PAGE])

    assert PAGE in graphs
    assert PAGE.iri in names(graphs[-1])


def test_what_is_described_depends_on_nothing_but_the_graphs() -> None:
    assert service_graph([PAGE]).sha256 == service_graph([PAGE]).sha256
    assert service_graph([PAGE]).sha256 != service_graph([]).sha256
