"""All mapping records of a store as one mapping set in SSSOM TSV.

https://mapping-commons.github.io/sssom/spec-model/
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TextIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graph_data.naming import label, short, space
from ontology import terms as rg
from ontology.base import BASE, ID, MAPPING, SOURCE
from ontology.prefix_table import declarations
from ontology.standard import (
    OIO,
    SEMAPV,
    SKOS,
    owl_annotatedProperty,
    owl_annotatedSource,
    owl_annotatedTarget,
    rdfs_comment,
    rdfs_seeAlso,
    sssom_mapping_justification,
    sssom_mapping_provider,
    sssom_mapping_source,
    sssom_object_label,
    sssom_object_source_version,
    sssom_predicate_modifier,
    sssom_subject_label,
    sssom_subject_source_version,
)

COLUMNS: Final = (
    *("record_id", "subject_id", "subject_label", "predicate_id", "predicate_modifier"),
    *("object_id", "object_label", "mapping_justification", "mapping_source", "mapping_provider"),
    *("subject_source_version", "object_source_version", "see_also", "comment"),
)
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_BUILT_IN: Final = {"oboInOwl": OIO, "semapv": SEMAPV, "skos": SKOS}
# Prefixes that mean something else in SSSOM tools: ICD11 is their name of the foundation.
_RENAMED: Final = {"oio": "oboInOwl", "ICD11": "icd11.code"}
_OWN: Final = {"d": ID, "mapping": MAPPING, "prefix": f"{BASE}prefix/", "source": SOURCE}

Said = dict[NamedNode, list[NamedNode | Literal]]


@dataclass(frozen=True)
class Selection:
    """Which records are wanted: by the identifier spaces of their ends, by predicate, or all."""

    subject_space: str | None = None
    object_space: str | None = None
    predicate: NamedNode | None = None

    def takes(self, subject: NamedNode, predicate: NamedNode, target: NamedNode) -> bool:
        """Tell whether a mapping is wanted."""
        return (
            (self.subject_space is None or space(subject) == self.subject_space)
            and (self.object_space is None or space(target) == self.object_space)
            and (self.predicate is None or predicate == self.predicate)
        )


def write_sssom(store: Store, file: TextIO, release: str, wanted: Selection) -> int:
    """Write the mapping records that are wanted, in a fixed order; return how many they are.

    What a source wrote of a relation follows the comment, after "as written: ".
    """
    file.writelines(f"#{line}\n" for line in header(release, wanted))
    table = csv.DictWriter(file, COLUMNS, delimiter="\t", lineterminator="\n")
    table.writeheader()
    count = 0
    for record in _records(store, wanted):
        table.writerow(_row(store, record))
        count += 1
    return count


def header(release: str, wanted: Selection) -> Iterator[str]:
    """Yield the metadata of the mapping set, lines of YAML."""
    chosen = [wanted.subject_space, wanted.object_space, wanted.predicate]
    path = "/".join(_path(one) for one in chosen) if any(chosen) else "all"
    yield f'mapping_set_id: "{BASE}mapping-set/{release}/{path}"'
    yield f'mapping_set_version: "{release}"'
    yield 'mapping_set_title: "Mappings between identifiers of rare diseases, of many sources"'
    yield f'license: "{_LICENCE}"'
    if wanted.subject_space:
        yield f'subject_source: "prefix:{wanted.subject_space}"'
    if wanted.object_space:
        yield f'object_source: "prefix:{wanted.object_space}"'
    yield "curie_map:"
    spaces = {
        _RENAMED.get(one.prefix, one.prefix): one.namespace
        for one in declarations()
        if one.is_identifier_space
    }
    for prefix, namespace in sorted((spaces | _BUILT_IN | _OWN).items()):
        yield f'  {prefix}: "{namespace}"'


def _path(chosen: str | NamedNode | None) -> str:
    if chosen is None:
        return "any"
    return chosen if isinstance(chosen, str) else short(chosen).rpartition(":")[2]


def _records(store: Store, wanted: Selection) -> list[NamedNode]:
    found = []
    for quad in store.quads_for_pattern(None, owl_annotatedSource, None, DefaultGraph()):
        record, subject = quad.subject, quad.object
        if isinstance(record, NamedNode) and isinstance(subject, NamedNode):
            predicate = _only(store, record, owl_annotatedProperty)
            target = _only(store, record, owl_annotatedTarget)
            if predicate and target and wanted.takes(subject, predicate, target):
                key = (short(subject), short(predicate), short(target), record.value)
                found.append((key, record))
    return [record for _, record in sorted(found, key=lambda one: one[0])]


def _only(store: Store, record: NamedNode, predicate: NamedNode) -> NamedNode | None:
    for quad in store.quads_for_pattern(record, predicate, None, DefaultGraph()):
        if isinstance(quad.object, NamedNode):
            return quad.object
    return None


def _row(store: Store, record: NamedNode) -> dict[str, str]:
    said = _said(store.quads_for_pattern(record, None, None, DefaultGraph()))
    subject, target = said[owl_annotatedSource][0], said[owl_annotatedTarget][0]
    asserting = _joined(said, rg.assertedBy)
    source = _joined(said, sssom_mapping_source) or asserting
    provider = _addresses(said, sssom_mapping_provider)
    if not provider and source != asserting:
        provider = _addresses(said, rg.assertedBy)
    return {
        "record_id": "" if short(record) == record.value else short(record),
        "subject_id": _curie(subject),
        "subject_label": _joined(said, sssom_subject_label) or _label(store, subject),
        "predicate_id": _curie(said[owl_annotatedProperty][0]),
        "predicate_modifier": _joined(said, sssom_predicate_modifier),
        "object_id": _curie(target),
        "object_label": _joined(said, sssom_object_label) or _label(store, target),
        "mapping_justification": _joined(said, sssom_mapping_justification),
        "mapping_source": source,
        "mapping_provider": provider,
        "subject_source_version": _joined(said, sssom_subject_source_version),
        "object_source_version": _joined(said, sssom_object_source_version),
        "see_also": _addresses(said, rdfs_seeAlso),
        "comment": _comment(said),
    }


def _said(quads: Iterable[Quad]) -> Said:
    said: Said = {}
    for quad in quads:
        if isinstance(quad.object, NamedNode | Literal):
            said.setdefault(quad.predicate, []).append(quad.object)
    return said


def _comment(said: Said) -> str:
    written = [f"as written: {text}" for text in _texts(said, rg.asWritten)]
    return _one_line("; ".join([*_texts(said, rdfs_comment), *written]))


def _joined(said: Said, predicate: NamedNode) -> str:
    return _one_line("|".join(sorted({_curie(value) for value in said.get(predicate, [])})))


def _addresses(said: Said, predicate: NamedNode) -> str:
    return "|".join(_texts(said, predicate))


def _texts(said: Said, predicate: NamedNode) -> list[str]:
    return sorted({value.value for value in said.get(predicate, [])})


def _curie(term: NamedNode | Literal) -> str:
    if isinstance(term, Literal):
        return term.value
    prefix, colon, local_id = short(term).partition(":")
    return f"{_RENAMED.get(prefix, prefix)}{colon}{local_id}"


def _label(store: Store, term: NamedNode | Literal) -> str:
    return _one_line(label(store, term)) if isinstance(term, NamedNode) else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
