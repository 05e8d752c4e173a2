"""The mapping sets of Mondo in SSSOM TSV, mondo_exactmatch_orphanet.sssom.tsv and its likes."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from loaders.claims import Property
from loaders.kind import Header, Kind, Reading
from loaders.loader import SourceError
from loaders.mappings import mapping
from loaders.obo.values import address
from loaders.reading.source_file import SourceFile
from loaders.sources.sssom import JUSTIFICATIONS, PREDICATES
from loaders.sssom_table import Row, rows
from loaders.xrefs import found
from ontology.identifiers import query_prefixes
from ontology.standard import sssom_mapping_source, sssom_object_label, sssom_subject_label

_KEY: Final = r"(?m)^#[ \t]*{}:[ \t]*[\"']?(\S+?)[\"']?[ \t]*\r?$"
_SET_ID: Final = re.compile(_KEY.format("mapping_set_id"))
_VERSION: Final = re.compile(_KEY.format("mapping_set_version"))
_RELEASE: Final = re.compile(r"/releases/([0-9]{4}-[0-9]{2}-[0-9]{2})/")
_SET: Final = re.compile(r"/mondo/(?:.*/)?mondo_([A-Za-z0-9_.]+?)\.sssom\.tsv$")
# Names of OMIM, SNOMED CT and MedDRA are not open: identifiers are kept, texts are not.
_CLOSED: Final = tuple(query_prefixes()[space] for space in ("OMIM", "OMIMPS", "SCTID", "MEDDRA"))


class Mapping(NamedTuple):
    """One row: what is mapped, how, on what grounds, what the row calls both, and its line."""

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode
    justification: NamedNode
    subject_label: str
    object_label: str
    line: int


def recognises(file: SourceFile, head: bytes) -> bool:
    """Return whether the file is a mapping set of Mondo: its id says so."""
    text = head.decode("utf-8", "replace")
    return text.lstrip("\ufeff").startswith("#") and _SET.search(_value(_SET_ID, text)) is not None


def header(file: SourceFile) -> Header:
    """Return the release of the mapping set and its name, such as exactmatch-orphanet."""
    text = file.head().decode("utf-8", "replace")
    name = _SET.search(_value(_SET_ID, text))
    release = _RELEASE.search(_value(_VERSION, text))
    version = release[1] if release else ""
    set_name = re.sub("[_.]", "-", name[1]) if name else ""
    return Header(version, issued=version, set_name=set_name)


def read(reading: Reading) -> Iterator[Mapping]:
    """Yield the mappings of a set; a row that is none is a skip. Raises SourceError."""

    def skip(fault: SourceError) -> None:
        reading.skip(f"line {fault.place}", fault.problem)

    with reading.file.opened() as stream:
        for row in rows(stream, reading.file.name, skip):
            reading.tally.records += 1
            try:
                yield _mapping(row)
            except SourceError as error:
                skip(error)


def describe(reading: Reading, record: Mapping, source: Property) -> Iterator[Quad]:
    """Yield the quads of a mapping; `source` is the note that names its set."""
    notes = [source]
    if record.subject_label:
        notes.append((sssom_subject_label, Literal(record.subject_label)))
    if record.object_label and not record.object.value.startswith(_CLOSED):
        notes.append((sssom_object_label, Literal(record.object_label)))
    yield from mapping(
        reading,
        record.subject,
        record.predicate,
        record.object,
        record.justification,
        notes=tuple(notes),
        fragment=f"line={record.line}",
    )


def quads(reading: Reading) -> Iterator[Quad]:
    """Yield the quads of a mapping set. Raises SourceError."""
    written = _value(_SET_ID, reading.file.head().decode("utf-8", "replace"))
    mapping_set = address(written)
    if mapping_set is None:
        problem = f"mapping_set_id {written!r}: expected an address"
        raise SourceError(reading.file.name, "beginning", problem)
    source = (sssom_mapping_source, mapping_set)
    for record in read(reading):
        yield from describe(reading, record, source)


KIND: Final = Kind(
    name="mondo-sssom",
    title="Mappings of Mondo",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    credit="Mondo Disease Ontology, Monarch Initiative: mapping sets, CC0 1.0",
    home="https://mondo.monarchinitiative.org/",
    recognises=recognises,
    header=header,
    quads=quads,
    many_files=True,
)


def _mapping(row: Row) -> Mapping:
    cells = row.cells
    predicate, justification = _iri(row, "predicate_id"), _iri(row, "mapping_justification")
    if predicate not in PREDICATES:
        raise row.error(f"expected a match or a cross reference, found {cells['predicate_id']!r}")
    if justification not in JUSTIFICATIONS:
        written = cells["mapping_justification"]
        raise row.error(f"expected a justification of semapv, found {written!r}")
    return Mapping(
        _iri(row, "subject_id"),
        predicate,
        _iri(row, "object_id"),
        justification,
        cells.get("subject_label", ""),
        cells.get("object_label", ""),
        row.place,
    )


def _iri(row: Row, column: str) -> NamedNode:
    """Return the IRI of a CURIE, whose prefix means what the file declares."""
    text = row.cells[column]
    prefix, _, local_id = text.partition(":")
    namespace = row.curie_map.get(prefix)
    iri = found(text if namespace is None else namespace + local_id)
    if isinstance(iri, NamedNode):
        return iri
    raise row.error(f"{column} {text!r}: {iri}")


def _value(key: re.Pattern[str], text: str) -> str:
    match = key.search(text)
    return match[1] if match else ""
