"""Fuzz the current release for long: python -m tests.fuzz [EXAMPLES], 10,000 if not said."""

import sys

from hypothesis import HealthCheck, Phase, given, settings

from graph_data.release import current
from tests.fuzz.requests import ANY_REQUEST, PLAIN_QUERY, Request, check, send
from tests.fuzz.server import is_alive, started


def main() -> None:
    """Send the requests, other ones at each run; the first that fails is shown, made small."""
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    long = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    with started(str(current())) as address:

        @long
        @given(request=ANY_REQUEST | PLAIN_QUERY)
        def fuzz(request: Request) -> None:
            check(request, send(address, request))

        fuzz()
        assert is_alive(address)
    print(f"{examples} requests: every response was proper, and the server lives.")


if __name__ == "__main__":
    main()
