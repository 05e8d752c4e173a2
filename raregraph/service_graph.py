"""The description of the endpoint as a graph of the release that the endpoint serves."""

from collections.abc import Sequence
from importlib.metadata import version

from pyoxigraph import NamedNode, Quad

from graph_data.addresses import ENDPOINT
from graph_data.assembling import ADDED
from graph_data.canonical import canonical_hash
from graph_data.own_graphs import LICENCE
from graph_data.source_graph import SourceGraph
from ontology.base import GRAPH
from ontology.standard import rdf_type, schema_target, sh_SPARQLExecutable
from server.description.service import stored_description

SERVICE_GRAPH = NamedNode(GRAPH + "service")
EXAMPLES = NamedNode(GRAPH + "examples")


def service_graph(graphs: Sequence[SourceGraph]) -> SourceGraph:
    """Return the service description of a release of these graphs, with what a build adds.

    It also says which example queries can be asked there (schema:target).
    """
    named = [*(graph.iri for graph in graphs), SERVICE_GRAPH, *ADDED]
    quads = stored_description([iri.value for iri in named], ENDPOINT.value, SERVICE_GRAPH)
    examples = (graph for graph in graphs if graph.iri == EXAMPLES)
    for quad in (quad for graph in examples for quad in graph.quads()):
        if quad.predicate == rdf_type and quad.object == sh_SPARQLExecutable:
            quads.append(Quad(quad.subject, schema_target, ENDPOINT, SERVICE_GRAPH))
    return SourceGraph(
        iri=SERVICE_GRAPH,
        title="Description of the SPARQL endpoint",
        licence=LICENCE,
        version=version("raregraph"),
        sha256=canonical_hash(quads),
        quads=lambda: quads,
    )
