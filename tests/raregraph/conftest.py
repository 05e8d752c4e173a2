"""A small release for the tests of commands that do not care what is in it."""

from pathlib import Path

import pytest

from ..graph_data.offenders import SOUND
from ..graph_data.small_release import built

MAPPING = """
ex:m{n} a owl:Axiom ; owl:annotatedSource {one} ; owl:annotatedProperty {predicate} ;
    owl:annotatedTarget {other} ; rg:assertedBy ex:source ;
    sssom:mapping_justification semapv:UnspecifiedMatching .
{one} {predicate} {other} .
"""
MAPPINGS = [
    ("MONDO:0000001", "skos:narrowMatch", "MONDO:0000002"),
    ("MONDO:0000003", "oio:hasDbXref", "MONDO:0000002"),
]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a release of a few triples."""
    records = [
        MAPPING.format(n=n, one=one, predicate=predicate, other=other)
        for n, (one, predicate, other) in enumerate(MAPPINGS)
    ]
    return built(tmp_path_factory.mktemp("small") / "release", SOUND + "".join(records))
