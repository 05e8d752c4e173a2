"""Whatever is asked, the server answers properly and stays up."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.requests import ANY_REQUEST, PLAIN_QUERY, Request, check, send
from tests.fuzz.server import is_alive, started

EXAMPLES = 300
BOUNDED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def address(release_folder: object) -> Iterator[str]:
    with started(str(release_folder)) as found:
        yield found
        assert is_alive(found)


@BOUNDED
@given(request_=ANY_REQUEST)
def test_any_request_gets_a_proper_response(address: str, request_: Request) -> None:
    check(request_, send(address, request_))


@BOUNDED
@given(request_=PLAIN_QUERY)
def test_any_query_gets_a_proper_response(address: str, request_: Request) -> None:
    check(request_, send(address, request_))
