"""ORPHApackets: shapes that depend on how much is in them; alone or in a tar."""

import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest
from pyoxigraph import Literal

from loaders.kind import Header, Reading, entity
from loaders.loader import SourceError
from loaders.orphanet.packet_files import PACKET_BYTES
from loaders.reading.source_file import SourceFile
from loaders.sources.orphadata_product9_ages import MODES, NO_MODES
from loaders.sources.orphapackets import KIND
from ontology import terms as rg
from ontology.standard import (
    owl_annotatedTarget,
    rdf_object,
    rdf_type,
    rdfs_label,
    rdfs_subClassOf,
    schema_name,
    skos_altLabel,
    skos_broader,
    skos_definition,
    skos_exactMatch,
    skos_narrower,
    skos_narrowMatch,
)
from tests.loaders import bulk
from tests.loaders.bulk import SHARED
from tests.loaders.sources.orphanet import (
    english,
    fixture,
    loaded,
    objects,
    orpha,
    pairs,
    skips,
)

PNET, MEN1, INSULINOMA = orpha(97253), orpha(652), orpha(97279)
BOTH = ("ORPHApacket_97253.json", "ORPHApacket_652.json")


def content(name: str) -> bytes:
    return fixture(name).path.read_bytes()


def tar_of(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        tar.addfile(_folder("json"))
        for name, written in members.items():
            member = tarfile.TarInfo(f"json/{name}")
            member.size = len(written)
            tar.addfile(member, io.BytesIO(written))
    return packed.getvalue()


def _folder(name: str) -> tarfile.TarInfo:
    folder = tarfile.TarInfo(name)
    folder.type = tarfile.DIRTYPE
    return folder


def packet(**fields: object) -> str:
    given = {"ORPHAcode": "652", "Label": "MEN1", "creationDate": "2025-12-09 10:41:42"}
    return json.dumps({"Orphapacket": given | fields})


def test_a_packet_has_names_definition_and_parents() -> None:
    reading, quads = loaded(KIND, fixture(BOTH[0]))

    assert reading.header == Header("2025-12-09", "2025-12-09")
    assert objects(quads, PNET, schema_name) == [english("Neuroendocrine tumor of pancreas")]
    assert objects(quads, PNET, skos_altLabel) == [english("PNET"), english("Pancreatic NET")]
    assert objects(quads, PNET, skos_definition) == [
        english("A group of endocrine tumors of the pancreas .")
    ]
    assert objects(quads, PNET, rg.entityType) == [english("Category")]
    assert objects(quads, PNET, skos_broader) == [orpha(506052)]
    assert not pairs(quads, rdfs_label)
    assert not pairs(quads, rdfs_subClassOf)


def test_several_modes_side_by_side_are_no_direct_triples() -> None:
    """Error 1 of the sources: autosomal dominant beside not applicable, without a condition."""
    _, quads = loaded(KIND, fixture(BOTH[0]))

    claims = {q.object: q.subject for q in quads if q.predicate == rdf_object}
    dominant, none = MODES["Autosomal dominant"], NO_MODES["Not applicable"]
    assert set(claims) == {dominant, none}
    for mode, other in ((dominant, none), (none, dominant)):
        claim = claims[mode]
        assert rg.UnqualifiedSourceClaim in {q.object for q in quads if q.subject == claim}
        assert (claim, claims[other]) in pairs(quads, rg.contextualisedBy)
    assert not pairs(quads, rg.inheritance)


def test_one_mode_alone_is_a_direct_triple_with_its_place() -> None:
    reading, quads = loaded(KIND, fixture(BOTH[1]))

    assert pairs(quads, rg.inheritance) == {(MEN1, MODES["Autosomal dominant"])}
    (claim,) = {q.subject for q in quads if q.object == rg.PlainClaim}
    assert (claim, reading.place("ORPHA:652/TypeOfInheritance/1")) in pairs(quads, rg.evidence)
    assert (claim, Literal("Autosomal dominant")) in pairs(quads, rg.asWritten)


def test_both_shapes_of_references_are_read() -> None:
    _, quads = loaded(KIND, fixture(BOTH[1]))

    assert objects(quads, MEN1, skos_exactMatch) == [entity("OMIM", "131100")]
    assert objects(quads, MEN1, skos_narrowMatch) == [entity("OMIM", "613733")]
    assert len(pairs(quads, owl_annotatedTarget)) == 2


def test_children_are_told_as_the_packet_itself_tells_them() -> None:
    """The packets of parents and children disagree; neither side is filled in from the other."""
    reading, quads = loaded(KIND, fixture(BOTH[1]))

    assert pairs(quads, skos_narrower) == {(MEN1, INSULINOMA)}
    assert pairs(quads, skos_broader) == {(MEN1, orpha(276161)), (MEN1, orpha(181408))}
    assert skips(reading) == [
        ("ORPHA:652/Child/2", "expected another entity, found the packet's own")
    ]


def test_what_the_other_products_hold_is_counted() -> None:
    reading, _ = loaded(KIND, fixture(BOTH[1]))

    assert reading.tally.passed_over == {
        "genes: in product 6": 1,
        "genes of children: in product 6": 1,
        "epidemiology: in product 9, epidemiology": 1,
    }


@pytest.mark.parametrize("name", ["packets.tar", "packets.tar.gz", "packets.tgz"])
def test_a_tar_holds_many_packets(tmp_path: Path, name: str) -> None:
    packed = tar_of({one: content(one) for one in BOTH} | {"README.txt": b"no packet"})
    packed = gzip.compress(packed) if name.endswith("gz") else packed
    path = tmp_path / name
    path.write_bytes(packed)
    reading, quads = loaded(KIND, SourceFile(path, name))

    assert {PNET, MEN1} <= {q.subject for q in quads if q.predicate == rdf_type}
    assert reading.tally.records == 2


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (b"{", "broken JSON"),
        (b"[" * 200_000, "nested too deep"),
        (b"\xff\xfe", "broken JSON"),
        (b'{"other": 1}', "expected an object Orphapacket, found none"),
        (b"[]", "expected an object Orphapacket, found none"),
        (b" " * (PACKET_BYTES + 1), "expected a packet of at most 4,194,304 bytes"),
        (packet(ORPHAcode="no").encode(), "'ORPHA:no' is no known identifier"),
        (packet(ORPHAcode=None).encode(), "'ORPHA:' is no known identifier"),
        (packet(Parents="all").encode(), "Parents: expected objects, found 'all'"),
        (packet(Label=["a"]).encode(), "Label: expected a text, found \"['a']\""),
        (packet(Label="a\0").encode(), "Label: expected a text"),
        (packet(Label="\ud800").encode(), "Label: expected a text"),
        (packet(Synonyms=[{"Synonym": 1.5}]).encode(), "Synonym: expected a text"),
    ],
)
def test_a_member_of_a_tar_that_cannot_be_read_is_skipped(
    tmp_path: Path, written: bytes, problem: str
) -> None:
    packed = tar_of({BOTH[0]: content(BOTH[0]), "bad.json": written, BOTH[1]: content(BOTH[1])})
    reading, quads = loaded(KIND, bulk.written(tmp_path, "packets.tar", packed))

    place, why = skips(reading)[0]
    assert place == "json/bad.json"
    assert problem in why
    assert {PNET, MEN1} <= {q.subject for q in quads}


@pytest.mark.parametrize(
    ("fields", "place", "problem"),
    [
        ({"Parents": {"Parent": {"ORPHAcode": "x"}}}, "ORPHA:652/Parent/1", "'ORPHA:x'"),
        (
            {"TypeOfInheritances": {"TypeOfInheritance": [{"value": "Magic"}]}},
            "ORPHA:652/TypeOfInheritance/1",
            "found 'Magic'",
        ),
        (
            {"ExternalReferences": [{"Source": "OMIM", "Reference": "1"}]},
            "ORPHA:652/ExternalReference/1",
            "'OMIM:1' is no known identifier",
        ),
    ],
)
def test_a_part_of_a_packet_that_cannot_be_read_is_skipped(
    tmp_path: Path, fields: dict[str, object], place: str, problem: str
) -> None:
    reading, quads = loaded(KIND, bulk.written(tmp_path, "a.json", packet(**fields)))

    ((where, why),) = skips(reading)
    assert where == place
    assert problem in why
    assert objects(quads, MEN1, schema_name) == [english("MEN1")]


def test_a_lone_packet_that_is_broken_is_refused(tmp_path: Path) -> None:
    file = bulk.written(tmp_path, "ORPHApacket_652.json", content(BOTH[1])[:-20])

    with pytest.raises(SourceError, match=r"ORPHApacket_652\.json, JSON: broken JSON"):
        KIND.header(file)


@pytest.mark.parametrize("kept", [600, 4_000, -1_024, -10_240])
def test_a_tar_that_is_broken_off_is_refused(tmp_path: Path, kept: int) -> None:
    packed = tar_of({f"{n}-{one}": content(one) for n in range(4) for one in BOTH}).rstrip(b"\0")
    whole = packed + bytes(-len(packed) % 512)
    file = bulk.written(tmp_path, "packets.tar", whole if kept < 0 else whole[:kept])

    with pytest.raises(SourceError, match="broken off"):
        list(KIND.quads(_reading(file)))


def _reading(file: SourceFile) -> Reading:
    return Reading(file, KIND, Header("1"))


def test_other_json_and_other_tars_are_not_ours(tmp_path: Path) -> None:
    for name, written in (
        ("ORPHApacket_1.json", b'{"graphs": []}'),
        ("orphapackets_index.jsonl", content(BOTH[0])),
        ("other.tar", tar_of({})),
    ):
        file = bulk.written(tmp_path, name, written)
        assert not KIND.recognises(file, file.head())


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the upstream files in ../shared/data")
def test_the_real_packets_are_read() -> None:
    path = SHARED / "orphanet" / "orphapackets" / "orphapackets_subset.tar.gz"
    reading, quads = loaded(KIND, SourceFile(path, path.name))

    assert reading.tally.records == 771
    assert len(pairs(quads, schema_name)) == 771
    assert len(pairs(quads, owl_annotatedTarget)) == 349
    assert len(pairs(quads, skos_narrower)) == 1_470
    assert reading.tally.passed_over["phenotypes: in product 4"] == 5_944
    assert not reading.tally.skips
