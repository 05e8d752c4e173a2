"""Write terms.py: every vocabulary term as a constant that a type checker knows.

Run as `python -m ontology.generate_terms` after a change of vocabulary.ttl.
"""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ontology.files import vocabulary
from ontology.standard import rdf_type

HEADER = '''\
"""Every vocabulary term as a constant; made by ontology.generate_terms, never edited."""

from typing import Final

from pyoxigraph import NamedNode

'''


def terms_module(turtle: str) -> str:
    """Return the source of terms.py: the namespace, then one constant for each term, sorted."""
    typed = {q.subject.value for q in _quads(turtle) if isinstance(q.subject, NamedNode)}
    namespace = next(iri for iri in typed if iri.endswith("/"))
    names = sorted(iri.removeprefix(namespace) for iri in typed if iri != namespace)
    lines = [f'NAMESPACE: Final = "{namespace}"', ""]
    lines += [f'{name}: Final = NamedNode(NAMESPACE + "{name}")' for name in names]
    return HEADER + "\n".join(lines) + "\n"


def _quads(turtle: str) -> Iterator[Quad]:
    return (q for q in parse(turtle, RdfFormat.TURTLE) if q.predicate == rdf_type)


if __name__ == "__main__":
    Path(__file__).with_name("terms.py").write_text(
        terms_module(vocabulary().read_text(encoding="utf-8")), encoding="utf-8"
    )
