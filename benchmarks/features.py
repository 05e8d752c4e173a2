"""Which features of the protocol an endpoint has, each found out by asking: a column of a table.

python -m benchmarks.features                     ours, oxigraph and rdflib-endpoint, here
python -m benchmarks.features NAME=QUERY_URL,STORE_URL ...   others, which hold peers.DATA
"""

import http.client
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from benchmarks.feature_probes import HARSH_PROBES, PROBES, Probe
from benchmarks.peers import PEERS, Endpoint, peer

Start = Callable[[], AbstractContextManager[Endpoint]]
YES, NO = "yes", "no"


def column(start: Start) -> list[str]:
    """Return what each probe finds, in the order of PROBES and HARSH_PROBES.

    `start` gives the endpoint: once for all probes, and anew for each that may end it.
    """
    with start() as endpoint:
        found = [_found(probe, endpoint) for probe in PROBES.values()]
    for probe in HARSH_PROBES.values():
        with start() as endpoint:
            found.append(_found(probe, endpoint))
    return found


def _found(probe: Probe, endpoint: Endpoint) -> str:
    try:
        return YES if probe(endpoint) else NO
    except (OSError, http.client.HTTPException, ValueError, KeyError):
        return NO


def table(columns: Mapping[str, list[str]]) -> str:
    """Return a Markdown table with a line for each feature."""
    lines = [["", *columns], ["---"] * (len(columns) + 1)]
    lines += [
        [name, *cells]
        for name, *cells in zip([*PROBES, *HARSH_PROBES], *columns.values(), strict=True)
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _running(argument: str) -> tuple[str, Start]:
    name, _, addresses = argument.partition("=")
    query, _, store = addresses.partition(",")
    return name, lambda: nullcontext(Endpoint(query, store))


def main() -> None:
    """Print the table for the endpoints that are named, or for all peers, started here."""
    named = dict(map(_running, sys.argv[1:])) or {name: partial(peer, name) for name in PEERS}
    print(table({name: column(start) for name, start in named.items()}))


if __name__ == "__main__":
    main()
