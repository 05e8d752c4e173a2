"""The three tests of the SPARQL 1.1 Service Description, which their manifest has in words."""

import urllib.error
import urllib.request
from collections.abc import Callable

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from tests.w3c.manifests import entries
from tests.w3c.outcomes import PASSED

MANIFEST = "sparql11/service-description/manifest.ttl"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# Every term of the vocabulary: https://www.w3.org/TR/sparql11-service-description/
_CLASSES = """
    Service Dataset Graph NamedGraph GraphCollection Feature Language Function Aggregate
    EntailmentRegime EntailmentProfile
"""
_PROPERTIES = """
    endpoint feature defaultEntailmentRegime entailmentRegime defaultSupportedEntailmentProfile
    supportedEntailmentProfile extensionFunction extensionAggregate languageExtension
    supportedLanguage propertyFeature defaultDataset availableGraphs resultFormat inputFormat
    defaultGraph namedGraph name graph
"""
_INSTANCES = """
    SPARQL10Query SPARQL11Query SPARQL11Update DereferencesURIs UnionDefaultGraph RequiresDataset
    EmptyGraphs BasicFederatedQuery
"""


def description_tests() -> dict[str, str]:
    """Return the IRI of each test with its name."""
    return {str(entry): str(entry).partition("#")[2] for entry, _ in entries(MANIFEST)}


def description_outcome(name: str, endpoint: str) -> str:
    """Return PASSED, or what is wrong with what a bare GET of the endpoint gives."""
    request = urllib.request.Request(endpoint, headers={"Accept": "text/turtle"})
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            content = response.read()
    except urllib.error.HTTPError as error:
        error.close()
        return str(error.code)
    return _CHECKS[name](list(parse(content, RdfFormat.TURTLE, base_iri=endpoint)), endpoint)


def _returns_rdf(quads: list[Quad], endpoint: str) -> str:
    return PASSED if quads else "no triple"


def _has_endpoint(quads: list[Quad], endpoint: str) -> str:
    found = {quad.object for quad in quads if quad.predicate.value == f"{_SD}endpoint"}
    return PASSED if NamedNode(endpoint) in found else f"sd:endpoint is {sorted(map(str, found))}"


def _conforms(quads: list[Quad], endpoint: str) -> str:
    """Tell whether every term of the vocabulary stands where it may, and a service is described."""
    types = {quad.object for quad in quads if quad.predicate.value == _RDF_TYPE}
    if NamedNode(f"{_SD}Service") not in types:
        return "no sd:Service"
    wrong = [name for quad in quads for name in _misplaced(quad)]
    return f"not in the vocabulary: {sorted(set(wrong))}" if wrong else PASSED


def _misplaced(quad: Quad) -> list[str]:
    allowed = _CLASSES if quad.predicate.value == _RDF_TYPE else _INSTANCES
    found = [(quad.predicate, _PROPERTIES), (quad.object, allowed)]
    names = [(getattr(term, "value", ""), known) for term, known in found]
    return [
        value
        for value, known in names
        if value.startswith(_SD) and value.removeprefix(_SD) not in known.split()
    ]


_CHECKS: dict[str, Callable[[list[Quad], str], str]] = {
    "returns-rdf": _returns_rdf,
    "has-endpoint-triple": _has_endpoint,
    "conforms-to-schema": _conforms,
}
