"""The content of an answer as the body of a response, coded as the client asked for it."""

import os
import weakref
from collections.abc import Callable
from typing import BinaryIO

from flask import Response, request
from werkzeug.wsgi import FileWrapper

from server.compression import LEAST_BYTES, compressed, compressed_file
from server.protocol.content_coding import IDENTITY
from server.routes.callers import callers

_BLOCK_BYTES = 65_536


def content_response(content: bytes | BinaryIO, media_type: str, coding: str) -> Response:
    """Return a 200 with the content, its type, its length and its coding; it closes a file.

    Content so short that a coding gains nothing is sent as it is.
    """
    coding = coding if _length(content) >= LEAST_BYTES else IDENTITY
    if isinstance(content, bytes):
        response = Response(content if coding == IDENTITY else compressed(content, coding))
    else:
        response = file_response(
            content if coding == IDENTITY else compressed_file(content, coding)
        )
    response.content_type = content_type(media_type)
    if coding != IDENTITY:
        response.content_encoding = coding
    return response


def whole(content: bytes | BinaryIO) -> bytes:
    """Return all of the content; a file is closed."""
    if isinstance(content, bytes):
        return content
    with content:
        return content.read()


def close(content: bytes | BinaryIO) -> None:
    """Close the file of content that is not sent, if there is one."""
    if not isinstance(content, bytes):
        content.close()


def content_type(media_type: str) -> str:
    """Return the value of Content-Type: where a charset is registered, it is told.

    >>> content_type("text/turtle; version=1.2"), content_type("application/n-triples")
    ('text/turtle; charset=utf-8; version=1.2', 'application/n-triples')
    """
    essence, separator, parameters = media_type.partition("; ")
    charset = "; charset=utf-8" if essence.startswith("text/") else ""
    return essence + charset + separator + parameters


def _length(content: bytes | BinaryIO) -> int:
    if isinstance(content, bytes):
        return len(content)
    length = content.seek(0, os.SEEK_END)
    content.seek(0)
    return length


def file_response(file: BinaryIO) -> Response:
    """Return a 200 with what a file holds, and close the file when it is sent.

    Whoever reads it slowly holds a thread. Raises TooManyRequests or PoolBusy where too many do.
    """
    try:
        response = Response(
            _Sending(file, callers().reading(request.environ)), direct_passthrough=True
        )
    except BaseException:
        file.close()
        raise
    response.content_length = _length(file)
    return response


class _Sending(FileWrapper):
    """The blocks of a file; its end, whoever brings it about, gives back the reader's place."""

    def __init__(self, file: BinaryIO, give_back: Callable[[], None]) -> None:
        super().__init__(file, _BLOCK_BYTES)
        self._give_back = weakref.finalize(self, give_back)

    def close(self) -> None:
        """Close the file; a second time does nothing more."""
        super().close()
        self._give_back()
