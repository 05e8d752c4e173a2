"""A sample of a large graph in which every form that a description takes occurs.

SHACL over millions of triples takes hours in Python and gigabytes in Rust. What shapes ask of a
node is nearly always decided by its form: which properties it has, once or more often, and of
what kind their values are. So a few nodes of each form stand for all of that form.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from string import ascii_letters, digits
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from ontology.standard import rdf_predicate, rdf_type

_LOCAL: Final = (ascii_letters + digits + "-.~%").encode()
# The values of these properties are terms, each a kind of its own.
_NAMING: Final = frozenset(f"<{one.value}>".encode() for one in (rdf_type, rdf_predicate))


def sampled_subjects(lines: Iterable[bytes], each: int = 2) -> Iterator[NamedNode]:
    """Yield the first `each` subjects of every form among N-Quads that are sorted by subject.

    The form of a subject is the set of its properties with the kinds of their values (class or
    predicate, namespace of an IRI, datatype or language of a literal), and whether it has one
    value of that kind or several. Blank nodes as subjects are not given.
    """
    seen: Counter[int] = Counter()
    current, said = b"", set[bytes]()
    for line in lines:
        subject, _, rest = line.partition(b" ")
        if subject != current:
            if current.startswith(b"<") and _is_new(said, seen, each):
                yield NamedNode(current[1:-1].decode())
            current, said = subject, set()
        said.add(rest)
    if current.startswith(b"<") and _is_new(said, seen, each):
        yield NamedNode(current[1:-1].decode())


def with_context(store: Store, subjects: Iterable[NamedNode]) -> Iterator[Quad]:
    """Yield the quads of the subjects in named graphs, and the types of what they refer to."""
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
        if isinstance(quad.graph_name, NamedNode):
            yield quad


def _is_new(said: set[bytes], seen: Counter[int], each: int) -> bool:
    forms = Counter(map(_form, said))
    key = hash(frozenset((form, count > 1) for form, count in forms.items()))
    seen[key] += 1
    return seen[key] <= each


def _form(rest: bytes) -> tuple[bytes, bytes]:
    """Return the predicate and the kind of the object of a line without its subject."""
    predicate, _, value = rest.partition(b" ")
    if value.startswith(b"<"):
        iri = value[: value.index(b">") + 1]
        return predicate, iri if predicate in _NAMING else iri[:-1].rstrip(_LOCAL)
    end = value.rindex(b'"') + 1 if value.startswith(b'"') else 0
    return predicate, value[end:].partition(b" ")[0]
