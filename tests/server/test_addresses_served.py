"""Every address that the descriptions name on this server answers, on the real server."""

import re
import urllib.request

import pytest
from pyoxigraph import RdfFormat, parse

from graph_data.addresses import ADDRESSING

PATHS = ("sparql", ".well-known/void", "dataset", ".well-known/sparql-examples", "prefixes")


def test_every_address_in_the_descriptions_answers(server: str) -> None:
    found: set[str] = set()
    for path in PATHS:
        with urllib.request.urlopen(f"{server}/{path}", timeout=60) as response:
            found |= set(re.findall(rf"<({server}/[^>]*)>", response.read().decode()))

    assert len(found) >= 12
    for address in found:
        with urllib.request.urlopen(address, timeout=60) as response:
            assert response.status == 200, address


@pytest.mark.parametrize("path", PATHS)
def test_no_description_names_a_place_that_is_not_this_server(server: str, path: str) -> None:
    with urllib.request.urlopen(f"{server}/{path}?format=nt", timeout=60) as response:
        quads = list(parse(response.read(), RdfFormat.N_TRIPLES))

    going = {str(quad.object) for quad in quads if quad.predicate in ADDRESSING}
    assert all(address.startswith(f"<{server}/") for address in going)
