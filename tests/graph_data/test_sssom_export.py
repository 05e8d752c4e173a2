import io

from pyoxigraph import NamedNode, Quad, Store

from graph_data.sssom_export import COLUMNS, Selection, write_sssom
from loaders.sources import sssom
from ontology.standard import SKOS, sssom_predicate_modifier

from .conflicts.small_store import diseases, mapping, store_of

DATA = (
    diseases("MONDO:0000001")
    + "MONDO:0000001 rdfs:label 'one\\ttumor'@en ."
    + mapping("MONDO:0000001", "UMLS:C0000001")
    + mapping("MONDO:0000001", "ICD11:2C10.1", predicate="oio:hasDbXref")
    + mapping("ORPHA:1", "ICD10:E16.8", predicate="skos:broadMatch")
    + "mapping:orpha-1-icd10-e16.8 rg:asWritten 'NTBT' ; rdfs:comment 'said twice' ;"
    + " rdfs:seeAlso <https://example.org/a> , <https://example.org/b> ."
    + mapping("ORPHA:2", "OMIM:100100")
    + "mapping:orpha-2-omim-100100 sssom:predicate_modifier 'Not' ."
)


def exported(store: Store, wanted: Selection | None = None) -> str:
    file = io.StringIO()
    write_sssom(store, file, "0.1.0-abc", wanted or Selection())
    return file.getvalue()


def cells(text: str) -> list[dict[str, str]]:
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert lines[0] == list(COLUMNS)
    return [dict(zip(COLUMNS, line, strict=True)) for line in lines[1:]]


def test_each_record_is_a_row_in_a_fixed_order() -> None:
    store = store_of(mondo__1=DATA)

    rows = cells(exported(store))
    assert [(row["subject_id"], row["predicate_id"], row["object_id"]) for row in rows] == [
        ("MONDO:0000001", "oboInOwl:hasDbXref", "icd11.code:2C10.1"),
        ("MONDO:0000001", "skos:exactMatch", "UMLS:C0000001"),
        ("ORPHA:1", "skos:broadMatch", "ICD10:E16.8"),
        ("ORPHA:2", "skos:exactMatch", "OMIM:100100"),
    ]
    assert {row["mapping_justification"] for row in rows} == {"semapv:UnspecifiedMatching"}
    assert rows[1]["mapping_source"] == "source:mondo-1"
    assert rows[1]["subject_label"] == "one tumor"
    assert rows[2]["comment"] == "said twice; as written: NTBT"
    assert rows[2]["see_also"] == "https://example.org/a|https://example.org/b"


def test_a_denied_match_stays_denied() -> None:
    rows = cells(exported(store_of(mondo__1=DATA)))

    assert [row["predicate_modifier"] for row in rows] == ["", "", "", "Not"]


def test_what_is_exported_is_read_back_as_the_same_mappings() -> None:
    store = store_of(mondo__1=DATA)

    read = list(sssom.read(io.BytesIO(exported(store).encode())))
    triples = {(one.subject, one.predicate, one.object): one.negated for one in read}
    assert len(triples) == 4
    for (subject, predicate, target), negated in triples.items():
        assert (Quad(subject, predicate, target) in store) is True
        assert negated == target.value.endswith("/100100")
    assert {one.record for one in read} == {
        NamedNode(quad.subject.value)
        for quad in store
        if isinstance(quad.subject, NamedNode) and "/mapping/" in quad.subject.value
    }


def test_a_denied_match_is_read_back_without_a_direct_triple() -> None:
    text = exported(store_of(mondo__1=DATA))

    quads = list(sssom.quads(io.BytesIO(text.encode())))
    (denied,) = {q.subject for q in quads if q.predicate == sssom_predicate_modifier}
    assert isinstance(denied, NamedNode)
    assert not [q for q in quads if "ORDO/Orphanet_2" in str(q.subject)]


def test_only_the_mappings_that_are_wanted_are_exported() -> None:
    store = store_of(mondo__1=DATA)

    mondo = exported(store, Selection(subject_space="MONDO", object_space="UMLS"))
    assert [row["object_id"] for row in cells(mondo)] == ["UMLS:C0000001"]
    assert '#subject_source: "prefix:MONDO"' in mondo.splitlines()
    broad = exported(store, Selection(predicate=NamedNode(SKOS + "broadMatch")))
    assert [row["subject_id"] for row in cells(broad)] == ["ORPHA:1"]


def test_the_header_has_what_sssom_demands_and_every_prefix() -> None:
    text = exported(store_of(mondo__1=DATA))

    head = [line[1:] for line in text.splitlines() if line.startswith("#")]
    assert any(line.startswith("mapping_set_id: ") for line in head)
    assert 'license: "https://creativecommons.org/licenses/by/4.0/"' in head
    declared = {line.strip().partition(":")[0] for line in head if line.startswith("  ")}
    columns = ("record_id", "subject_id", "predicate_id", "object_id", "mapping_source")
    used = {row[column].partition(":")[0] for row in cells(text) for column in columns}
    assert used <= declared
