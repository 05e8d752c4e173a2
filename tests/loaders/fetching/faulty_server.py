"""A server of the loopback interface that answers as a test says, badly too."""

import re
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Gives the next answer of a path; the last of them again and again."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        self.server.script.requests.append((self.path, dict(self.headers)))
        answers = self.server.script.answers[self.path]
        self.close_connection = True
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def begin(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass
class Script:
    """What the server answers and what it was asked."""

    address: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def at(self, path: str, *answers: Answer) -> str:
        """Set the answers of a path and return its address."""
        self.answers[path] = list(answers)
        return self.address + path

    def asked(self, header: str) -> list[str | None]:
        """Return what the requests had in a header, in order."""
        return [headers.get(header) for _, headers in self.requests]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: Script

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away."""


@contextmanager
def faulty_server(encryption: ssl.SSLContext | None = None) -> Iterator[Script]:
    """Give the script of a server that runs meanwhile."""
    with _Server(("127.0.0.1", 0), Handler) as server:
        scheme = "https" if encryption else "http"
        server.script = script = Script(f"{scheme}://127.0.0.1:{server.server_port}")
        if encryption:
            server.socket = encryption.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield script
        finally:
            script.ended.set()
            server.shutdown()
            thread.join()


def whole(body: bytes, status: int = 200, **headers: str) -> Answer:
    """Answer with a body and its true length."""
    return claiming(len(body), body, status, **headers)


def claiming(length: int, body: bytes, status: int = 200, **headers: str) -> Answer:
    """Answer with a length that may not be that of the body, and hang up."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(handler: Handler) -> None:
        handler.begin(status, {"Content-Length": str(length), **named})
        handler.wfile.write(body)

    return answer


def unmeasured(body: bytes, **headers: str) -> Answer:
    """Answer without a length: the body ends where the connection does."""

    def answer(handler: Handler) -> None:
        handler.begin(200, headers)
        handler.wfile.write(body)

    return answer


def chunked(*chunks: bytes, last: bytes = b"0\r\n\r\n") -> Answer:
    """Answer in chunks, RFC 9112, 7.1; `last` is the end, or none."""

    def answer(handler: Handler) -> None:
        handler.begin(200, {"Transfer-Encoding": "chunked"})
        for chunk in chunks:
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        handler.wfile.write(last)

    return answer


def stalling(body: bytes, after: int, **headers: str) -> Answer:
    """Answer with so many bytes of a body, and then nothing until the test ends."""

    def answer(handler: Handler) -> None:
        handler.begin(200, {"Content-Length": str(len(body)), **headers})
        handler.wfile.write(body[:after])
        handler.wfile.flush()
        handler.server.script.ended.wait(10)

    return answer


def ranged(body: bytes, etag: str) -> Answer:
    """Answer as a sound server: Range, If-Range, If-None-Match (RFC 9110, 13 and 14)."""

    def answer(handler: Handler) -> None:
        asked = handler.headers
        if asked.get("If-None-Match") == etag:
            return handler.begin(304, {"ETag": etag})
        start = int((re.findall(r"bytes=(\d+)-", asked.get("Range", "")) or ["0"])[0])
        if not start or asked.get("If-Range", etag) != etag:
            return whole(body, ETag=etag)(handler)
        if start >= len(body):
            return whole(b"", 416, Content_Range=f"bytes */{len(body)}")(handler)
        place = f"bytes {start}-{len(body) - 1}/{len(body)}"
        return whole(body[start:], 206, ETag=etag, Content_Range=place)(handler)

    return answer
