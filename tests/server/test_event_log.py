import io
import json
import logging
from collections.abc import Iterator

import pytest

from server import event_log

SECRET = "SELECT * { ?patient ex:has ex:insulinoma }"
LOGGER = logging.getLogger("server.anything")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Return what the server's logger writes to; that logger is as before at the end."""
    logger = logging.getLogger("server")
    handlers, propagates = logger.handlers, logger.propagate
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    event_log.write_to_standard_error()
    yield stream
    logger.handlers, logger.propagate = handlers, propagates


def failing() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(SECRET) from error


def test_a_traceback_tells_where_and_not_what_was_asked(written: io.StringIO) -> None:
    try:
        failing()
    except ValueError:
        LOGGER.exception("it failed")

    (line,) = written.getvalue().splitlines()
    entry = json.loads(line)
    assert (entry["level"], entry["event"]) == ("error", "it failed")
    assert "in failing" in entry["traceback"]
    assert "KeyError" in entry["traceback"]
    assert "ValueError" in entry["traceback"]
    assert "insulinoma" not in line


def test_what_the_system_says_is_told(written: io.StringIO) -> None:
    try:
        raise OSError(28, "No space left on device")
    except OSError:
        LOGGER.exception("it failed")

    assert "No space left on device" in written.getvalue()


def test_an_event_is_one_line_whatever_is_in_it(written: io.StringIO) -> None:
    LOGGER.warning("release %s", "a\nb\x1b[31m\x7f\u2028")

    (line,) = written.getvalue().splitlines()
    assert all(" " <= character <= "~" for character in line)
