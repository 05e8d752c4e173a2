"""Links between entities of Orphanet, which stand in the records of both their ends."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from pyoxigraph import NamedNode

from loaders.kind import Reading
from loaders.orphanet.records import Disorder
from loaders.reading.xml_records import name_of, orpha, orpha_code
from ontology.identifiers import BadIdentifier, IdentifierError

_PATH: Final = "DisorderDisorderAssociationList/DisorderDisorderAssociation"
# From and to, as they are called since 2021 and before.
_ENDS: Final = (("RootDisorder", "TargetDisorder"), ("Disorder2", "Disorder1"))


def associations(disorder: Disorder) -> Iterator[tuple[str, str, Element]]:
    """Yield the links in a record: of which type, where, and the element."""
    for number, association in enumerate(disorder.element.iterfind(_PATH), 1):
        what = name_of(association, "DisorderDisorderAssociationType")
        yield what, f"{disorder.place}/DisorderDisorderAssociation/{number}", association


def linked(
    reading: Reading, own: NamedNode, association: Element, place: str
) -> tuple[NamedNode, NamedNode] | None:
    """Return from which entity to which a link in the record of `own` goes.

    The end that has the attribute cycle="true" and no code is `own`; in the record of the other
    end the same link is turned round. None, and a skip, for a link without two different ends.
    """
    try:
        root, target = _ends(association, own)
    except IdentifierError as error:
        reading.skip(place, str(error))
        return None
    if root == target:
        reading.skip(place, "expected a link between two entities, found one to itself")
        return None
    return root, target


def _ends(association: Element, own: NamedNode) -> tuple[NamedNode, NamedNode]:
    for root_tag, target_tag in _ENDS:
        root, target = association.find(root_tag), association.find(target_tag)
        if root is not None and target is not None:
            return _end(root, own), _end(target, own)
    raise BadIdentifier("", "RootDisorder and TargetDisorder")


def _end(disorder: Element, own: NamedNode) -> NamedNode:
    if disorder.get("cycle") == "true" and not orpha_code(disorder):
        return own
    return orpha(disorder)
