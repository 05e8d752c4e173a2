"""A small release to start real workers on."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph_data.store import write_store
from server.execution.pool import WorkerPool
from server.settings import Settings

NAMESPACE = "http://e/"
STATEMENTS = 2_000

Pools = Callable[..., WorkerPool]


@pytest.fixture(scope="session")
def small_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a store of so many statements that a product of them never ends."""
    folder = tmp_path_factory.mktemp("release")
    predicate, graph = NamedNode(NAMESPACE + "p"), NamedNode(NAMESPACE + "g")
    subjects = (NamedNode(f"{NAMESPACE}{number}") for number in range(STATEMENTS))
    write_store(
        folder / "store",
        (Quad(node, predicate, Literal(node.value[-1]), graph) for node in subjects),
    )
    return folder


@pytest.fixture
def pools(small_release: Path) -> Iterator[Pools]:
    """Return a function that starts a pool with some settings; all are closed at the end."""
    with ExitStack() as stack:

        def start(**settings: float) -> WorkerPool:
            defaults: dict[str, float] = {"workers": 2, "query_seconds": 60}
            whole = Settings(release=small_release, **(defaults | settings))  # type: ignore[arg-type]
            prefixes = {"ex": NAMESPACE}
            return stack.enter_context(WorkerPool(whole, prefixes, prefixes))

        yield start
