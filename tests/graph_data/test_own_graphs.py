from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph_data.own_graphs import BadTurtle, turtle_quads

GRAPH = NamedNode("https://example.org/graph")


@pytest.mark.parametrize(
    "turtle", ["ex:a ex:b ex:c .", "_:a <https://e/p> _:b . _:b <https://e/p> _:a .", "\udcff"]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, turtle: str) -> None:
    file = tmp_path / "facts.ttl"
    file.write_text(turtle, encoding="utf-8", errors="surrogateescape")

    with pytest.raises(BadTurtle, match=r"^facts\.ttl: "):
        list(turtle_quads([file], GRAPH))
