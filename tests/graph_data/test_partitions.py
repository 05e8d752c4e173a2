"""What VoID counts, on data small enough to count by hand."""

from pyoxigraph import NamedNode, RdfFormat, parse

from graph_data.partitions import Described, Statement, links, statistics
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


def statements() -> set[Statement]:
    quads = parse(TURTLE, RdfFormat.TURTLE)
    return {(quad.subject, quad.predicate, quad.object) for quad in quads}


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
    counts = counted(list(statistics(DATASET, statements())), DATASET)

    assert counts["triples"] == "7"
    assert (counts["distinctSubjects"], counts["distinctObjects"]) == ("2", "7")
    assert (counts["classes"], counts["properties"]) == ("2", "3")


def test_a_class_has_a_partition_with_its_entities() -> None:
    described = list(statistics(DATASET, statements()))

    part = parts(described, DATASET, void_classPartition, void_class)["http://e/Disease"]
    assert [o.value for s, p, o in described if (s, p) == (part, void_entities)] == ["1"]


def test_a_property_has_a_partition_with_its_triples() -> None:
    described = list(statistics(DATASET, statements()))

    part = parts(described, DATASET, void_propertyPartition, void_property)["http://e/name"]
    counts = counted(described, part)
    assert (counts["triples"], counts["distinctSubjects"], counts["distinctObjects"]) == (
        *("3", "2"),
        "3",
    )


def test_a_class_tells_which_classes_its_properties_lead_to() -> None:
    described = [*statistics(DATASET, statements()), *links(DATASET, statements())]

    disease = parts(described, DATASET, void_classPartition, void_class)["http://e/Disease"]
    causes = parts(described, disease, void_propertyPartition, void_property)["http://e/causes"]
    led_to = parts(described, causes, void_classPartition, void_class)
    assert list(led_to) == ["http://e/Symptom"]
    (count,) = [o.value for s, p, o in described if (s, p) == (causes, void_triples)]
    assert count == "2"


def test_a_class_tells_the_datatypes_of_its_literals() -> None:
    described = [*statistics(DATASET, statements()), *links(DATASET, statements())]

    symptom = parts(described, DATASET, void_classPartition, void_class)["http://e/Symptom"]
    name = parts(described, symptom, void_propertyPartition, void_property)["http://e/name"]
    partition, datatype = (NamedNode(VOIDEXT + n) for n in ("datatypePartition", "datatype"))
    found = parts(described, name, partition, datatype)
    assert {one.rpartition("#")[2] for one in found} == {"string", "langString"}
    assert XSD + "string" in found
