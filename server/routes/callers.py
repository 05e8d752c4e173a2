"""Who asks: the client's address, whether it is still there, and what it has left to spend."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import current_app
from werkzeug.middleware.proxy_fix import ProxyFix

from server.budget import ClientBudget
from server.connections import ClientWatch, ConnectionTable
from server.messages import Caller
from server.settings import Settings

_EXTENSION = "raregraph-callers"


class Callers:
    """The clients of one server; `asking` is what a route that evaluates needs."""

    def __init__(self, settings: Settings) -> None:
        self._budget = ClientBudget(settings)
        self._connected = ConnectionTable(settings.port).read
        self._proxies = settings.trusted_proxies

    @contextmanager
    def asking(self, environ: Mapping[str, Any]) -> Iterator[Caller]:
        """Yield who sent the request, and count it among the client's queries until the end.

        Behind a proxy the connection is that of the proxy: it has left when the proxy gives up.
        Raises TooManyRequests.
        """
        client = address(environ, self._proxies)
        watch = ClientWatch(self._connected, str(environ.get("REMOTE_ADDR") or ""))
        with self._budget.spending(client) as charge:
            yield Caller(client, watch.has_left, charge)


@contextmanager
def asking(environ: Mapping[str, Any]) -> Iterator[Caller]:
    """Yield who sent the request to the current application. Raises TooManyRequests.

    One table of clients serves the whole application.
    """
    callers: Callers | None = current_app.extensions.get(_EXTENSION)
    if callers is None:
        # setdefault is atomic: of two first requests at once both get the same table
        callers = current_app.extensions.setdefault(
            _EXTENSION, Callers(current_app.config["SETTINGS"])
        )
    with callers.asking(environ) as caller:
        yield caller


def address(environ: Mapping[str, Any], trusted_proxies: int) -> str:
    """Return the address of the client: that of the connection, or what our proxies say it is.

    Of `X-Forwarded-For` only the entries that the trusted proxies have added themselves are read;
    what stands before them can be anybody's invention.
    """
    seen = dict(environ)
    if trusted_proxies:
        fix = ProxyFix(lambda *_: (), trusted_proxies, 0, 0, 0, 0)
        fix(seen, lambda *_: lambda _: None)
    return str(seen.get("REMOTE_ADDR") or "")
