"""The content of an answer as the body of a response, coded as the client asked for it."""

import os
from typing import BinaryIO

from flask import Response, request
from werkzeug.wsgi import wrap_file

from server.compression import LEAST_BYTES, compressed, compressed_file
from server.protocol.content_coding import IDENTITY

_BLOCK_BYTES = 65_536


def content_response(content: bytes | BinaryIO, media_type: str, coding: str) -> Response:
    """Return a 200 with the content, its type, its length and its coding; it closes a file.

    Content so short that a coding gains nothing is sent as it is.
    """
    coding = coding if _length(content) >= LEAST_BYTES else IDENTITY
    if isinstance(content, bytes):
        response = Response(content if coding == IDENTITY else compressed(content, coding))
    else:
        response = _file_response(
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


def _file_response(file: BinaryIO) -> Response:
    length = _length(file)
    response = Response(
        wrap_file(request.environ, file, buffer_size=_BLOCK_BYTES), direct_passthrough=True
    )
    response.content_length = length
    response.call_on_close(file.close)
    return response
