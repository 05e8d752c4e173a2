"""What `raregraph match` writes: a table, JSON or CSV, each with its method and its limits."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Store

from graph_data.matching import METHOD, NO_DIAGNOSIS, Hit
from graph_data.matching_data import Annotated
from graph_data.matching_terms import Hpo
from ontology.standard import rdfs_label, schema_name, skos_prefLabel
from raregraph.terminal import plain, short

_NAMING: Final = (rdfs_label, skos_prefLabel, schema_name)
_COLUMNS: Final = (
    "rank",
    "disease",
    "name",
    "status",
    "score",
    "symmetric",
    "asked",
    "best_match",
    "in_common",
    "information",
    "said_to_be_absent",
)
NOT_ANNOTATED: Final = "not annotated"


@dataclass(frozen=True)
class Matched:
    """An answer: what was asked of whose annotations, the hits, and what is to be told of both."""

    source: str
    asked: Mapping[str, str]
    hits: Sequence[Hit]
    statuses: Mapping[str, str]
    names: Mapping[str, str]
    notes: Sequence[str]

    @classmethod
    def of(
        cls,
        store: Store,
        hpo: Hpo,
        found: Annotated,
        asked: Mapping[str, str],
        hits: Sequence[Hit],
        diseases: Sequence[str],
    ) -> "Matched":
        """Return the answer; `asked` gives what each term of the query stands for.

        Of the `diseases` that were named, those without a hit are told, too, and why.
        """
        hit = {one.disease for one in hits}
        statuses = {one: _status(found, one, asked) for one in diseases if one not in hit}
        names = {one: _name(store, one) for one in (*hit, *statuses)}
        title = f"{found.source} {found.version}"
        return cls(title, asked, hits, statuses, names | dict(hpo.labels), _notes(found, asked))

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield a row for each hit and term that was asked for, then those without a hit."""
        for rank, hit in enumerate(self.hits, 1):
            absent = {one.asked: one.excluded for one in hit.contradictions}
            scores = (f"{hit.score:.4f}", f"{hit.symmetric:.4f}")
            head = (str(rank), _curie(hit.disease), self.names[hit.disease], "match", *scores)
            for pair in hit.pairs:
                terms = map(self.term, (pair.asked, pair.found, pair.common))
                excluded = self.term(absent.get(pair.asked, ""))
                yield (*head, *terms, f"{pair.information:.4f}", excluded)
        for disease, status in self.statuses.items():
            yield ("", _curie(disease), self.names[disease], status, *[""] * 7)

    def term(self, iri: str) -> str:
        """Return a term as CURIE and label; "" for none."""
        return f"{_curie(iri)} {self.names.get(iri, '')}".rstrip() if iri else ""


def as_table(matched: Matched) -> str:
    """Return lines: how it was done, the rows with tabs between their cells, what to know."""
    rows = [_COLUMNS, *matched.rows()]
    lines = ["\t".join(plain(cell) for cell in row) for row in rows]
    if len(lines) == 1:
        lines = ["no match: nothing informative in common with any annotated disease"]
    told = [f"Method: {METHOD}", f"Annotations: {matched.source}", *matched.notes, NO_DIAGNOSIS]
    return "\n".join([*lines, "", *told]) + "\n"


def as_csv(matched: Matched) -> str:
    """Return CSV (RFC 4180); the columns source and note are the same in each row."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow((*_COLUMNS, "source", "note"))
    note = " ".join([f"{METHOD}.", *matched.notes, NO_DIAGNOSIS])
    found = list(matched.rows()) or [("", "", "", "no match", *[""] * 7)]
    writer.writerows((*row, matched.source, note) for row in found)
    return text.getvalue()


def as_json(matched: Matched) -> str:
    """Return JSON: method, source and notes once, then the hits with their pairs."""
    whole = {
        "method": METHOD,
        "annotations": matched.source,
        "note": NO_DIAGNOSIS,
        "notes": list(matched.notes),
        "query": [
            {"term": _curie(term), "used": _curie(used), "label": matched.names.get(used, "")}
            for term, used in matched.asked.items()
        ],
        "hits": [_json_hit(matched, hit) for hit in matched.hits],
        "without_hit": [
            {"disease": _curie(one), "name": matched.names[one], "status": status}
            for one, status in matched.statuses.items()
        ],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


FORMATS: Final[dict[str, Callable[[Matched], str]]] = {
    "table": as_table,
    "json": as_json,
    "csv": as_csv,
}


def _json_hit(matched: Matched, hit: Hit) -> dict[str, Any]:
    return {
        "disease": _curie(hit.disease),
        "name": matched.names[hit.disease],
        "score": round(hit.score, 4),
        "symmetric": round(hit.symmetric, 4),
        "terms": [
            {
                "asked": matched.term(pair.asked),
                "best_match": matched.term(pair.found),
                "in_common": matched.term(pair.common),
                "information": round(pair.information, 4),
            }
            for pair in hit.pairs
        ],
        "said_to_be_absent": [
            {"asked": matched.term(one.asked), "excluded": matched.term(one.excluded)}
            for one in hit.contradictions
        ],
    }


def _status(found: Annotated, disease: str, asked: Mapping[str, str]) -> str:
    if not found.annotations.present.get(disease):
        return NOT_ANNOTATED
    return "no match" if asked else "annotated"


def _notes(found: Annotated, asked: Mapping[str, str]) -> list[str]:
    notes = [
        f"{_curie(term)} is obsolete: {_curie(used)} stands for it."
        for term, used in asked.items()
        if term != used
    ]
    if found.followed:
        told = "Annotations with an obsolete term that count as its successor"
        notes.append(f"{told}: {sum(found.followed.values()):,} ({len(found.followed)} terms).")
    if found.left_out:
        told = "Annotations left out, their term is obsolete without successor"
        terms = ", ".join(map(_curie, sorted(found.left_out)))
        notes.append(f"{told}: {sum(found.left_out.values()):,} ({terms}).")
    return notes


def _name(store: Store, iri: str) -> str:
    """Return the name of an entity: its label if it has one; of several the first."""
    for naming in _NAMING:
        found = store.quads_for_pattern(NamedNode(iri), naming, None)
        texts = (quad.object.value for quad in found if isinstance(quad.object, Literal))
        if names := sorted(texts):
            return names[0]
    return ""


def _curie(iri: str) -> str:
    return short(NamedNode(iri))
