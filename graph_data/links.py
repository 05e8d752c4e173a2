"""Which properties the instances of a class have, and where these lead."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Final

from graph_data.census import TYPE, row
from ontology.standard import RDF, XSD

_STRING: Final = f"<{XSD}string>".encode()
_TEXT: Final = f"<{RDF}langString>".encode()
_DIRECTED: Final = f"<{RDF}dirLangString>".encode()

_Kinds = tuple[bytes, ...]


@dataclass
class Links:
    """Triples by class of the subject and property, and of these by what the object is.

    `datatypes` counts literals by their datatype, `classes` IRIs by each of their classes.
    """

    properties: Counter[tuple[bytes, bytes]] = field(default_factory=Counter)
    datatypes: Counter[tuple[bytes, bytes, bytes]] = field(default_factory=Counter)
    classes: Counter[tuple[bytes, bytes, bytes]] = field(default_factory=Counter)


def links(lines: Callable[[], Iterable[bytes]]) -> Links:
    """Return the links of the distinct triples among sorted N-Quads, which are read twice."""
    kinds = _kinds(lines())
    counted: Counter[tuple[_Kinds, bytes, bytes | _Kinds]] = Counter()
    for subject, rows in groupby(map(row, lines()), itemgetter(0)):
        if own := kinds.get(subject):
            for predicate, value in dict.fromkeys((p, o) for _, p, o, _ in rows):
                is_literal = value.startswith(b'"')
                target = datatype(value) if is_literal else kinds.get(value, ())
                counted[own, predicate, target] += 1
    return _by_class(counted)


def _by_class(counted: Counter[tuple[_Kinds, bytes, bytes | _Kinds]]) -> Links:
    found = Links()
    for (own, predicate, target), count in counted.items():
        for kind in own:
            found.properties[kind, predicate] += count
            if isinstance(target, bytes):
                found.datatypes[kind, predicate, target] += count
            else:
                for other in target:
                    found.classes[kind, predicate, other] += count
    return found


def _kinds(lines: Iterable[bytes]) -> dict[bytes, _Kinds]:
    """Return the classes of all that has any, equal ones as one object."""
    known: dict[_Kinds, _Kinds] = {}
    found: dict[bytes, _Kinds] = {}
    sign = b" " + TYPE + b" <"
    rows = (row(line) for line in lines if sign in line)
    for subject, group in groupby((one for one in rows if one[1] == TYPE), itemgetter(0)):
        kinds = tuple(dict.fromkeys(kind for _, _, kind, _ in group if kind.startswith(b"<")))
        found[subject] = known.setdefault(kinds, kinds)
    return found


def datatype(literal: bytes) -> bytes:
    """Return the datatype of a literal as N-Quads write it."""
    if literal.endswith(b'"'):
        return _STRING
    if literal.endswith(b">"):
        return literal[literal.rindex(b'"^^') + 3 :]
    return _DIRECTED if b"--" in literal[literal.rindex(b'"') :] else _TEXT
