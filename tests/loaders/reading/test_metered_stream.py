"""A stream stops where a record is too long."""

from io import BytesIO

import pytest

from loaders.loader import SourceError
from loaders.reading.metered_stream import MeteredStream


def test_any_length_is_read_between_marks_of_short_records() -> None:
    stream = MeteredStream("a.tar", BytesIO(b"12345678" * 3), 8)

    chunks = []
    while chunk := stream.read(8):
        chunks.append(chunk)
        stream.mark()
    assert chunks == [b"12345678"] * 3
    assert stream.last == b"12345678"


def test_a_long_record_is_refused_with_its_line() -> None:
    stream = MeteredStream("a.tar", BytesIO(b"1\n2\n3\n4\n5\n"), 8)

    assert stream.read(4) == b"1\n2\n"
    with pytest.raises(SourceError, match=r"a\.tar, line 6 or before: expected records below 8 b"):
        stream.read(6)


def test_no_more_than_the_limit_is_read_at_once() -> None:
    stream = MeteredStream("a.tar", BytesIO(b"x" * 100), 8)

    assert len(stream.read()) == 8
