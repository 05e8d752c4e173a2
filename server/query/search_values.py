"""The rows that a text search gives, as VALUES."""

from collections.abc import Callable, Sequence
from typing import Final

from pyoxigraph import BaseDirection, Literal, NamedNode

from graph_data.search import Hit
from server.query.search_arguments import Arguments


def values_of(arguments: Arguments, hits: Sequence[Hit]) -> str:
    """Return the hits as VALUES, on one line; the terms are written by the engine itself."""
    fields = list(arguments.variables)
    head = " ".join(f"?{variable}" for variable in arguments.variables.values())
    rows = (" ".join(_TERMS[field](hit) for field in fields) for hit in hits)
    return f" VALUES ({head}) {{ {' '.join(f'({row})' for row in rows)} }} "


def _name(hit: Hit) -> str:
    language, _, direction = hit.language.partition("--")
    if direction:
        literal = Literal(hit.name, language=language, direction=BaseDirection(direction))
    else:
        literal = Literal(hit.name, language=language or None)
    return str(literal)


_TERMS: Final[dict[str, Callable[[Hit], str]]] = {
    "entity": lambda hit: str(NamedNode(hit.entity)),
    "name": _name,
    "property": lambda hit: str(NamedNode(hit.property)),
    "graph": lambda hit: str(NamedNode(hit.graph)) if hit.graph else "UNDEF",
    "score": lambda hit: f"{hit.score:.6f}",
}
