"""The HTTP server: granian around the application, until it is told to stop."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import Interfaces

from ontology.identifiers import output_prefixes, query_prefixes
from server import log_file, stopping
from server.execution.pool import WorkerPool
from server.places import READERS, SENDERS
from server.settings import Settings

# Beside those whose queries are answered or wait: for clients that send or read slowly, and some
# that these cannot take, for pages, answers from memory and refusals.
_THREADS_BESIDE = SENDERS + READERS + 16
# A server without any query ends in less; granian takes 0 for no limit at all.
_LEAST_STOP_SECONDS = 0.5


class AddressUnusable(OSError):
    """The server cannot listen at the address that the settings name."""


class _AnnouncedServer(Granian):  # type: ignore[valid-type,misc]  # an alias of two classes
    announce: Callable[[], None]

    def startup(self, *arguments: Any) -> None:
        """Start, then announce: no thread may run while granian forks, or the child can hang.

        A terminal that is closed ends the server: granian would start its child anew instead.
        """
        is_hangup_ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        super().startup(*arguments)
        signal.signal(
            signal.SIGHUP, signal.SIG_IGN if is_hangup_ignored else self.signal_handler_interrupt
        )
        self.announce()

    def signal_handler_interrupt(self, *arguments: Any, **named: Any) -> None:
        """End when the running queries have; at once when told so again."""
        stopping.announce()
        if self.interrupt_signal:
            for child in self.wrks:
                child.kill()
        super().signal_handler_interrupt(*arguments, **named)


def serve(settings: Settings, on_ready: Callable[[str], None] = lambda _: None) -> None:
    """Serve a release until SIGINT or SIGTERM; `on_ready` gets the address once it answers.

    Queries that run then get `stop_seconds` to end, none if the signal comes a second time.
    Must be called in the main thread. All processes that it starts have ended when it returns.
    Raises AddressUnusable, LogUnusable, or ReleaseUnusable, before anything is served.
    """
    listening_at = _usable_address(settings)
    log_file.check(settings.access_log)
    _check_release(settings)
    os.environ.update(settings.to_environment())
    server = _AnnouncedServer(
        "server.app:application",
        factory=True,
        address=listening_at,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=settings.workers + settings.queue_length + _THREADS_BESIDE,
        workers_kill_timeout=max(settings.stop_seconds, _LEAST_STOP_SECONDS),
        log_enabled=False,
    )
    server.announce = lambda: _announce(settings, on_ready)
    server.serve()


def address(settings: Settings) -> str:
    """Return the address of the served pages."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}/"


def _usable_address(settings: Settings) -> str:
    """Return the IP address of the host to listen at. Raises AddressUnusable."""
    reason = f"cannot listen at {settings.host or 'no host'} port {settings.port}"
    try:
        if not settings.host:
            raise OSError(None, "expected a host or an IP address")
        family, kind, _, _, found = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(found)
    except (OSError, UnicodeError) as error:
        raise AddressUnusable(f"{reason}: {getattr(error, 'strerror', error)}") from error
    return str(found[0])


def _check_release(settings: Settings) -> None:
    one = Settings(release=settings.release, workers=1)
    WorkerPool(one, query_prefixes(), output_prefixes()).close()


def _announce(settings: Settings, on_ready: Callable[[str], None]) -> None:
    def wait() -> None:
        while True:
            try:
                socket.create_connection((settings.host, settings.port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                on_ready(address(settings))
                return

    threading.Thread(target=wait, daemon=True).start()
