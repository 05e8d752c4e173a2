"""Parts of a release: everything, one graph, or one condition with all that is said of it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from graph_data.canonical import canonical
from graph_data.dumps import write_form
from graph_data.lines import sort_lines, write_quads
from ontology import terms as rg
from ontology.base import BASE
from ontology.standard import (
    biolink_Disease,
    owl_annotatedSource,
    owl_annotatedTarget,
    rdf_object,
    rdf_subject,
    rdf_type,
    rdfs_label,
    skos_prefLabel,
)

REFERRING = (
    rdf_subject,
    rdf_object,
    owl_annotatedSource,
    owl_annotatedTarget,
    rg.concerns,
)
NAMING = (rdf_type, skos_prefLabel, rdfs_label)


class NotInRelease(ValueError):
    """The release holds nothing under this name."""


def one_graph(store: Store, graph: NamedNode) -> Iterator[Quad]:
    """Return the quads of one graph, in the store's order.

    Raises NotInRelease, with the graphs there are, if there is no such graph.
    """
    found = store.quads_for_pattern(None, None, None, graph)
    first = next(found, None)
    if first is None:
        there = ", ".join(sorted(str(g.value) for g in store.named_graphs()))
        raise NotInRelease(f"no graph {graph.value}; the release has {there}")
    return chain([first], found)


def condition(store: Store, entity: NamedNode) -> list[Quad]:
    """Return what a release says of one condition, in canonical order.

    Its own triples; each claim, mapping record and conflict about it; and of all that these
    refer to either everything (evidence, sources, references, resources) or, for other
    conditions and for terms of others, type and name.
    Raises NotInRelease if nothing is said of it.
    """
    found = set(_about(store, entity))
    if not found:
        raise NotInRelease(f"nothing is said of {entity.value} in this release")
    for predicate in REFERRING:
        for quad in store.quads_for_pattern(None, predicate, entity, None):
            found |= set(_about(store, quad.subject))
    return canonical(_with_context(store, found, entity))


def _with_context(store: Store, found: set[Quad], entity: NamedNode) -> set[Quad]:
    done = {entity, *(q.subject for q in found)}
    waiting = {q.object for q in found} - done
    while waiting:
        resource = waiting.pop()
        if not isinstance(resource, NamedNode) or resource in done:
            continue
        done.add(resource)
        about = set(_about(store, resource))
        if _is_other(about, resource):
            found |= {q for q in about if q.predicate in NAMING}
        else:
            found |= about
            waiting |= {q.object for q in about} - done
    return found


def _is_other(about: set[Quad], resource: NamedNode) -> bool:
    is_condition = any(q.predicate == rdf_type and q.object == biolink_Disease for q in about)
    ours = resource.value.startswith(BASE) and not resource.value.startswith(rg.NAMESPACE)
    return is_condition or not ours


def _about(store: Store, resource: object) -> Iterator[Quad]:
    if isinstance(resource, NamedNode):
        for quad in store.quads_for_pattern(resource, None, None, None):
            if isinstance(quad.graph_name, NamedNode):
                yield quad


def write_export(
    quads: Iterable[Quad], folder: Path, form: RdfFormat, prefixes: Mapping[str, str]
) -> Path:
    """Write quads in an RDF format to a file in a folder, and return the file.

    A format without named graphs gets their union, each triple once. Equal quads give equal
    bytes, in any order. Raises NoSort.
    """
    unsorted, lines, target = (folder / name for name in ("unsorted", "lines", "export"))
    write_quads(quads, unsorted)
    sort_lines([unsorted], lines)
    unsorted.unlink()
    write_form(lines, target, form, prefixes)
    return target
