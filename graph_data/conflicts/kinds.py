"""The table of conflict kinds: how each is found, and when what is found is a disagreement."""

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Final

from pyoxigraph import NamedNode

from graph_data.conflicts import rules
from ontology import terms as rg

_LABEL: Final = "# label: "


@dataclass(frozen=True)
class ConflictKind:
    """A kind of conflict: the rows of its query, grouped, are one where its rule says so.

    The query's rows have ?about and perhaps ?scope, which make a group; ?side and ?differs,
    which the rule compares; ?entity, ?entity2: what it concerns; ?statement, ?statement2:
    claims and mapping records; ?subject ?property ?object, ?subject2 and so on: triples, which
    become their mapping records, or values where no record states them. With `same_space` only
    values of one identifier space disagree.
    """

    name: str
    concept: NamedNode
    rule: rules.Rule
    same_space: bool = False

    @cached_property
    def text(self) -> str:
        """The query with its leading comment, the kind's description and label template."""
        name = f"{self.name.replace('-', '_')}.rq"
        return (files("graph_data") / "conflicts" / name).read_text(encoding="utf-8")

    @property
    def description(self) -> str:
        """What the kind means and what is left out, in words."""
        return self.text.partition("\n")[0].removeprefix("# ")

    @property
    def label(self) -> str:
        """The template of its conflicts' labels, with {about}, {scope} and {differs}."""
        return self.text.split("\n", 2)[1].removeprefix(_LABEL)


KINDS: Final = (
    ConflictKind("identifier-routes", rg.IdentifierConflict, rules.beyond("directly")),
    ConflictKind("different-identifiers", rg.IdentifierConflict, rules.nothing_shared, True),
    ConflictKind("shared-identifier", rg.SharedIdentifier, rules.several, True),
    ConflictKind("several-identifiers", rg.SeveralIdentifiers, rules.several, True),
    ConflictKind("identifier-editions", rg.IdentifierConflict, rules.nothing_shared, True),
    ConflictKind("shared-name", rg.NameConflict, rules.unmatched),
    ConflictKind("label", rg.LabelConflict, rules.beyond("own")),
    ConflictKind("inheritance-modes", rg.InheritanceConflict, rules.several),
    ConflictKind("inheritance-sources", rg.InheritanceConflict, rules.nothing_shared),
    ConflictKind("onset", rg.OnsetConflict, rules.nothing_shared),
    ConflictKind("epidemiology", rg.EpidemiologyConflict, rules.several),
    ConflictKind("hierarchy", rg.HierarchyConflict, rules.any_row),
    ConflictKind("preferred-parent", rg.PreferredParentConflict, rules.alone),
    ConflictKind("obsolete-target", rg.ObsoleteTarget, rules.any_row),
    ConflictKind("packet-children", rg.SourceInconsistency, rules.any_row),
)
