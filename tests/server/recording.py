"""An HTTP server on the loopback interface that notes who calls it."""

import gc
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

NO_ROWS = b'{"head":{"vars":[]},"results":{"bindings":[]}}'


class Reply(NamedTuple):
    """What the server answers at a path."""

    status: int = 200
    body: bytes = NO_ROWS
    headers: tuple[tuple[str, str], ...] = ()


class Recording(NamedTuple):
    """The address of the server, and each request so far: its path and its body."""

    address: str
    requests: list[tuple[str, str]]

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]


@contextmanager
def recording(replies: Mapping[str, Reply] | None = None) -> Iterator[Recording]:
    """Serve no rows at every path but those of `replies`.

    Python collects no garbage meanwhile: the engine's results must not be dropped by the thread
    of another, and this server has threads.
    """
    requests: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            requests.append((self.path, body.decode()))
            reply = (replies or {}).get(self.path, Reply())
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        do_GET = do_POST  # noqa: N815  # the name is the base class's

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        gc.collect()
        gc.disable()
        thread.start()
        try:
            yield Recording(f"http://127.0.0.1:{server.server_port}", requests)
        finally:
            server.shutdown()
            thread.join()
            gc.enable()
