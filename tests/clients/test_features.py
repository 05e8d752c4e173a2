"""The features that the README's table claims for us are there."""

from collections.abc import Iterator

import pytest

from benchmarks.feature_probes import HARSH_PROBES, PROBES
from benchmarks.peers import Endpoint, peer

ALL = {**PROBES, **HARSH_PROBES}
# What files of one's own do not bring with them.
OF_A_RELEASE = {"VoID at /.well-known/void"}


@pytest.fixture(scope="module")
def ours() -> Iterator[Endpoint]:
    with peer("raregraph") as endpoint:
        yield endpoint


@pytest.mark.parametrize("feature", sorted(set(ALL) - OF_A_RELEASE))
def test_the_endpoint_has_the_feature(feature: str, ours: Endpoint) -> None:
    assert ALL[feature](ours)


@pytest.mark.parametrize("feature", sorted(OF_A_RELEASE))
def test_the_endpoint_of_a_release_has_the_feature(feature: str, server: str) -> None:
    assert ALL[feature](Endpoint(f"{server}/sparql", f"{server}/store"))
