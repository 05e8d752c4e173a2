import gzip
import io
from typing import BinaryIO

import pytest

from server.compression import compressed, compressed_file, zstd

READERS = {"gzip": gzip.decompress, "zstd": zstd.decompress}
CONTENT = b"http://e/condition " * 50_000


@pytest.mark.parametrize("coding", READERS)
def test_content_comes_back_whole_and_equal_content_gives_equal_bytes(coding: str) -> None:
    short = compressed(CONTENT, coding)

    assert READERS[coding](short) == CONTENT
    assert len(short) < len(CONTENT) / 50
    assert compressed(CONTENT, coding) == short


@pytest.mark.parametrize("coding", READERS)
def test_a_file_comes_back_whole_and_the_former_one_is_closed(coding: str) -> None:
    file: BinaryIO = io.BytesIO(CONTENT)

    with compressed_file(file, coding) as short:
        assert READERS[coding](short.read()) == CONTENT
    assert file.closed
