"""What VoID counts, on data small enough to count by hand."""

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph_data.canonical import nquads
from graph_data.census import Census
from graph_data.links import links
from graph_data.partitions import Described, linked, statistics
from ontology.standard import (
    VOID,
    VOIDEXT,
    XSD,
    void_class,
    void_classPartition,
    void_entities,
    void_property,
    void_propertyPartition,
    void_triples,
)

DATASET = NamedNode("http://e/dataset")
TURTLE = """
@prefix ex: <http://e/> .
ex:a a ex:Disease ; ex:name "A" ; ex:causes ex:b , ex:nothing .
ex:b a ex:Symptom ; ex:name "B" , "B2"@en .
"""


def lines(*names: str) -> list[bytes]:
    """Return the triples in graphs of these names as sorted N-Quads."""
    quads = [
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(f"http://e/{name}"))
        for quad in parse(TURTLE, RdfFormat.TURTLE)
        for name in names
    ]
    return nquads(quads).splitlines(keepends=True)


def described_whole(*names: str) -> list[Described]:
    """Return what VoID says of the union of graphs that hold the same."""
    counted_lines = lines(*names)
    found = links(lambda: counted_lines)
    return [*statistics(DATASET, Census(counted_lines).whole()), *linked(DATASET, found)]


def counted(described: list[Described], subject: NamedNode) -> dict[str, str]:
    return {
        p.value.removeprefix(VOID): o.value for s, p, o in described if s == subject and o.value
    }


def parts(
    described: list[Described],
    whole: NamedNode,
    relation: NamedNode,
    naming: NamedNode,
) -> dict[str, NamedNode]:
    """Return the partitions of a whole by what they are of."""
    found = [o for s, p, o in described if (s, p) == (whole, relation)]
    return {o.value: s for s, p, o in described if s in found and p == naming}


def test_a_dataset_has_its_counts() -> None:
    counts = counted(described_whole("one"), DATASET)

    assert counts["triples"] == "7"
    assert (counts["distinctSubjects"], counts["distinctObjects"]) == ("2", "7")
    assert (counts["classes"], counts["properties"]) == ("2", "3")


def test_a_class_has_a_partition_with_its_entities() -> None:
    described = described_whole("one")

    part = parts(described, DATASET, void_classPartition, void_class)["http://e/Disease"]
    assert [o.value for s, p, o in described if (s, p) == (part, void_entities)] == ["1"]


def test_a_property_has_a_partition_with_its_triples() -> None:
    described = described_whole("one")

    part = parts(described, DATASET, void_propertyPartition, void_property)["http://e/name"]
    counts = counted(described, part)
    assert (counts["triples"], counts["distinctSubjects"], counts["distinctObjects"]) == (
        *("3", "2"),
        "3",
    )


def test_a_class_tells_which_classes_its_properties_lead_to() -> None:
    described = described_whole("one")

    disease = parts(described, DATASET, void_classPartition, void_class)["http://e/Disease"]
    causes = parts(described, disease, void_propertyPartition, void_property)["http://e/causes"]
    led_to = parts(described, causes, void_classPartition, void_class)
    assert list(led_to) == ["http://e/Symptom"]
    (count,) = [o.value for s, p, o in described if (s, p) == (causes, void_triples)]
    assert count == "2"


def test_a_class_tells_the_datatypes_of_its_literals() -> None:
    described = described_whole("one")

    symptom = parts(described, DATASET, void_classPartition, void_class)["http://e/Symptom"]
    name = parts(described, symptom, void_propertyPartition, void_property)["http://e/name"]
    partition, datatype = (NamedNode(VOIDEXT + n) for n in ("datatypePartition", "datatype"))
    found = parts(described, name, partition, datatype)
    assert {one.rpartition("#")[2] for one in found} == {"string", "langString"}
    assert XSD + "string" in found


def test_a_triple_of_two_graphs_counts_once_in_the_whole() -> None:
    assert set(described_whole("one", "two")) == set(described_whole("one"))


def test_each_graph_has_its_own_counts() -> None:
    census = Census(lines("one", "two")[:-2])

    one, two = (census.graph(NamedNode(f"http://e/{name}")) for name in ("one", "two"))
    assert (one.extent.triples, two.extent.triples) == (6, 6)
    assert one.classes == {b"<http://e/Disease>": 1}
    assert census.quads == 12
    assert census.triples == 6
