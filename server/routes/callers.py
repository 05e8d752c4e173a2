"""Who asks: the client's address, whether it is still there, and what it has left to spend."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import current_app
from werkzeug.middleware.proxy_fix import ProxyFix

from server.budget import ClientBudget
from server.connections import ClientWatch, ConnectionTable
from server.messages import Caller
from server.places import READERS, SENDERS, SHARE, Places
from server.settings import Settings

_EXTENSION = "raregraph-callers"


class Callers:
    """The clients of one server; `asking` is what a route that evaluates needs."""

    def __init__(self, settings: Settings) -> None:
        self._budget = ClientBudget(settings)
        self._connected = ConnectionTable(settings.port).read
        self._proxies = settings.trusted_proxies
        share = min(settings.client_queries, SHARE)
        self._senders = Places("sends the body of a request", SENDERS, share)
        self._readers = Places("reads a long answer", READERS, share)

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
    def sending(self, environ: Mapping[str, Any]) -> Iterator[None]:
        """Hold a place while the body is read. Raises TooManyRequests, or PoolBusy."""
        give_back = self._senders.take(address(environ, self._proxies))
        try:
            yield
        finally:
            give_back()

    def reading(self, environ: Mapping[str, Any]) -> Callable[[], None]:
        """Take a place for a long answer and return what gives it back.

        Raises TooManyRequests, or PoolBusy.
        """
        return self._readers.take(address(environ, self._proxies))


def callers() -> Callers:
    """Return the clients of the current application: one table serves the whole of it."""
    found: Callers | None = current_app.extensions.get(_EXTENSION)
    if found is None:
        # setdefault is atomic: of two first requests at once both get the same table
        found = current_app.extensions.setdefault(
            _EXTENSION, Callers(current_app.config["SETTINGS"])
        )
    return found


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
