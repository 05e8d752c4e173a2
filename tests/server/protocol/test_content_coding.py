from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis.strategies import text

from server.problems import NotAcceptable
from server.protocol.content_coding import CODINGS, IDENTITY, choose_coding


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", "identity"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("zstd", "zstd"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, zstd;q=0.5", "gzip"),
        ("br, deflate", "identity"),
        ("*", "gzip"),
        ("*;q=0.5, gzip;q=0", "identity"),
        ("gzip;q=0", "identity"),
        ("gzip;q=0.3, identity;q=0.8", "identity"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("*;q=0, zstd", "zstd"),
        ("gzip;q=high", "identity"),
    ],
)
def test_the_best_liked_coding_wins(header: str, coding: str) -> None:
    assert choose_coding(header) == coding


@pytest.mark.parametrize("header", ["identity;q=0", "*;q=0", "br, identity;q=0"])
def test_a_client_that_accepts_no_coding_at_all_is_told_those_that_there_are(header: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        choose_coding(header)

    assert refused.value.members["expected"] == ["zstd", "gzip", "identity"]


@given(text(max_size=60))
def test_no_header_breaks_the_choice(header: str) -> None:
    with suppress(NotAcceptable):
        assert choose_coding(header) in {*CODINGS, IDENTITY}
