"""Which of two limits holds."""

import pytest

from server.execution.patience import Patience
from server.messages import GraphRequest, SparqlRequest, Task


@pytest.mark.parametrize(
    ("task", "name", "value"),
    [
        (SparqlRequest("ASK {}"), "query_seconds", 100),
        (SparqlRequest("ASK {}", timeout_seconds=7), "timeout", 7),
        (SparqlRequest("ASK {}", timeout_seconds=1_000), "query_seconds", 100),
        (GraphRequest(), "query_seconds", 100),
    ],
)
def test_the_lower_limit_holds_and_is_named(task: Task, name: str, value: float) -> None:
    limit = Patience(task, 100).limit()

    assert (limit.name, limit.value) == (name, value)
    assert limit.seconds <= value
    assert limit.reached().members["limit"] == {"setting": name, "value": value}


def test_a_client_waits_no_longer_than_it_said() -> None:
    assert Patience(SparqlRequest("ASK {}", timeout_seconds=7), 100).waiting_seconds() <= 7
    assert 7 < Patience(SparqlRequest("ASK {}"), 100).waiting_seconds() <= 100


def test_no_time_that_is_left_is_negative() -> None:
    patience = Patience(SparqlRequest("ASK {}", timeout_seconds=-5), 100)

    assert patience.waiting_seconds() == patience.limit().seconds == 0
