"""Results to the model of an HTML page: the first rows, with labels and CURIEs, and the count."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
)

from ontology.standard import RDF, RDFS, SKOS, XSD
from server.execution.serialisation import Results
from server.execution.spool import Spool
from server.protocol.formats import HTML

Term = NamedNode | BlankNode | Literal | Triple
Cell = dict[str, object]

_LABELS = (NamedNode(SKOS + "prefLabel"), NamedNode(RDFS + "label"))
_MOST_LOOKUPS = 5_000  # 10 microseconds each
_MOST_LABELS_OF_ONE = 100
_MOST_CHARACTERS = 20_000
# A page is rendered in the process that serves all clients: this takes it up to 0.4 seconds.
_MOST_CHARACTERS_OF_PAGE = 3_000_000
_PLAIN_TYPES = frozenset({XSD + "string", RDF + "langString", RDF + "dirLangString"})
_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))


def write_page(
    results: Results,
    store: Store,
    prefixes: Mapping[str, str],
    most_rows: int,
    spool: Spool,
) -> str:
    """Write the model of the page of these results as JSON, and return the media type of the page.

    At most `most_rows` rows are in it, and no more than a page can hold; `total` counts them all.
    """
    model: dict[str, object]
    if isinstance(results, QueryBoolean):
        model = {"kind": "boolean", "value": bool(results)}
    elif isinstance(results, QuerySolutions):
        variables = [variable.value for variable in results.variables]
        model = {
            "kind": "solutions",
            **_table(variables, results, Cells(store, prefixes), most_rows),
        }
    else:
        triples = ((one.subject, one.predicate, one.object) for one in results)
        head = ["subject", "predicate", "object"]
        model = {"kind": "triples", **_table(head, triples, Cells(store, prefixes), most_rows)}
    spool.write(json.dumps(model, ensure_ascii=False).encode())
    return HTML


def _table(
    variables: Sequence[str], rows: Iterable[Iterable[Any]], cells: "Cells", most_rows: int
) -> dict[str, object]:
    remaining = iter(rows)
    shown: list[list[Cell | None]] = []
    total = 0
    room = _MOST_CHARACTERS_OF_PAGE
    for row in islice(remaining, most_rows):
        total += 1
        found = [cells.cell(term) for term in row]
        room -= len(json.dumps(found, ensure_ascii=False))
        if room < 0:
            break
        shown.append(found)
    return {"variables": variables, "rows": shown, "total": total + sum(1 for _ in remaining)}


class Cells:
    """Terms as cells of a table, with the labels that a store has for them."""

    def __init__(self, store: Store, prefixes: Mapping[str, str]) -> None:
        self._store = store
        self._namespaces = sorted(
            ((space, prefix) for prefix, space in prefixes.items()), key=lambda one: -len(one[0])
        )
        self._known: dict[str, Cell] = {}

    def cell(self, term: Term | None) -> Cell | None:
        """Return what is shown of a term: its kind and text, and what is known beside; None stays.

        An IRI has `curie` and `label`; a literal `language`, `datatype` (a CURIE) and `number`;
        a text that is longer than can be read is `cut`.
        """
        if term is None:
            return None
        if isinstance(term, NamedNode):
            if term.value not in self._known:
                self._known[term.value] = self._iri(term)
            return self._known[term.value]
        if isinstance(term, Literal):
            return self._literal(term)
        kind = "blank" if isinstance(term, BlankNode) else "triple"
        return {"kind": kind, "text": str(term)[:_MOST_CHARACTERS]}

    def _iri(self, node: NamedNode) -> Cell:
        label = self._label(node) if len(self._known) < _MOST_LOOKUPS else ""
        return {
            "kind": "iri",
            "text": node.value,
            "curie": self.curie(node.value),
            "label": label,
        }

    def curie(self, iri: str) -> str:
        """Return the IRI by the longest namespace that begins it, "" if none does."""
        for space, prefix in self._namespaces:
            local = iri.removeprefix(space)
            if local != iri and local and not set(local) & set('/#?<>" '):
                return f"{prefix}:{local}"
        return ""

    def _literal(self, literal: Literal) -> Cell:
        datatype = literal.datatype.value
        shown = "" if datatype in _PLAIN_TYPES else self.curie(datatype) or datatype
        return {
            "kind": "literal",
            "text": literal.value[:_MOST_CHARACTERS],
            "cut": len(literal.value) > _MOST_CHARACTERS,
            "language": literal.language or "",
            "datatype": shown,
            "number": datatype in _NUMBERS,
        }

    def _label(self, node: NamedNode) -> str:
        found = (label for predicate in _LABELS for label in self._labels(node, predicate))
        return min(found, key=_language_rank, default=Literal("")).value

    def _labels(self, node: NamedNode, predicate: NamedNode) -> Iterator[Literal]:
        quads = self._store.quads_for_pattern(node, predicate, None, None)
        for quad in islice(quads, _MOST_LABELS_OF_ONE):
            if isinstance(quad.object, Literal):
                yield quad.object


def _language_rank(label: Literal) -> tuple[int, str]:
    """Return where a label stands in the choice: English first, then what is of no language."""
    language = (label.language or "").lower()
    rank = 0 if language.partition("-")[0] == "en" else 1 if not language else 2
    return rank, label.value if rank == 2 else ""
