"""A sample of a large graph in which every form that a description takes occurs.

SHACL over millions of triples takes hours in Python and gigabytes in Rust. What shapes ask of a
node is nearly always decided by its form: its classes, which properties it has, once or more
often, and of what kind their values are. So a few nodes of each form stand for all of that form.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from string import ascii_letters, digits
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from graph_data.closure import CLOSURE
from ontology.standard import rdf_predicate, rdf_type

_LOCAL: Final = (ascii_letters + digits + "-.~%").encode()
_TYPE: Final = f"<{rdf_type.value}>".encode()
# The values of these properties are terms, each a kind of its own.
_NAMING: Final = frozenset({_TYPE, f"<{rdf_predicate.value}>".encode()})

Form = tuple[object, ...]


def sampled_subjects(lines: Iterable[bytes]) -> Iterator[NamedNode]:
    """Yield a subject of every form among N-Quads that are sorted by subject.

    A subject is given if none before it, of the same classes, had the same set of properties,
    one of them once or several times, or one with a value of that kind (class or predicate,
    namespace of an IRI, datatype or language of a literal). Blank nodes are not given.
    """
    seen: set[Form] = set()
    current, said = b"", set[bytes]()
    for line in lines:
        subject, _, rest = line.partition(b" ")
        if subject != current:
            if current.startswith(b"<") and _is_new(said, seen):
                yield NamedNode(current[1:-1].decode())
            current, said = subject, set()
        said.add(rest)
    if current.startswith(b"<") and _is_new(said, seen):
        yield NamedNode(current[1:-1].decode())


def with_context(store: Store, subjects: Iterable[NamedNode]) -> Iterator[Quad]:
    """Yield the quads of the subjects in named graphs, and the types of what they refer to.

    Those of the closure are left out: they say nothing that a shape is about.
    """
    done: set[NamedNode] = set()
    referred: set[NamedNode] = set()
    for subject in subjects:
        done.add(subject)
        for quad in _about(store, subject, None):
            yield quad
            if isinstance(quad.object, NamedNode):
                referred.add(quad.object)
    for resource in sorted(referred - done, key=str):
        yield from _about(store, resource, rdf_type)


def _about(store: Store, subject: NamedNode, predicate: NamedNode | None) -> Iterator[Quad]:
    for quad in store.quads_for_pattern(subject, predicate, None, None):
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name != CLOSURE:
            yield quad


def _is_new(said: set[bytes], seen: set[Form]) -> bool:
    """Tell whether a description has a form that is not among those seen, and add its forms."""
    kinds = Counter(map(_kind, said))
    whole = (frozenset(kinds.items()),)
    if whole in seen:
        return False
    classes = frozenset(value for predicate, value in kinds if predicate == _TYPE)
    counts = Counter(predicate for predicate, _ in kinds.elements())
    forms: set[Form] = {(classes, *kind) for kind in kinds}
    forms |= {(classes, name, count > 1) for name, count in counts.items()}
    forms.add((classes, frozenset(counts)))
    is_new = not forms <= seen
    seen |= forms | {whole}
    return is_new


def _kind(rest: bytes) -> tuple[bytes, bytes]:
    """Return the predicate and the kind of the object of a line without its subject."""
    predicate, _, value = rest.partition(b" ")
    if value.startswith(b"<"):
        iri = value[: value.index(b">")]
        namespace = iri.partition(b"#")[0] if b"#" in iri else iri.rstrip(_LOCAL)
        return predicate, iri if predicate in _NAMING else namespace
    end = value.rindex(b'"') + 1 if value.startswith(b'"') else 0
    return predicate, value[end:].partition(b" ")[0]
