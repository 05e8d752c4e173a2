"""What happens to the server itself, beside its requests: lines of JSON on standard error."""

import json
import logging
import traceback
from datetime import UTC, datetime

# An error may come of one that came of another; only a ring of them is longer.
_MOST_ERRORS = 10


def write_to_standard_error() -> None:
    """Have what the server's modules log written as lines of JSON, beside the access log.

    A standard error that cannot be written to harms nobody.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines())
    handler.handleError = lambda record: None  # type: ignore[method-assign]
    logger = logging.getLogger("server")
    logger.handlers = [handler]
    logger.propagate = False


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Return a JSON object in ASCII, without any control character."""
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[
                :-3
            ]
            + "Z",
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        if record.exc_info:
            entry["traceback"] = _traceback(record.exc_info[1])
        return json.dumps(entry).replace("\x7f", "\\u007f")


def _traceback(error: BaseException | None) -> str:
    """Return where an error and those that led to it arose.

    What they say is left out, since it may quote a query, unless the system says it.
    """
    parts: list[str] = []
    while error is not None and len(parts) < _MOST_ERRORS:
        said = f": {error}" if isinstance(error, OSError) else ""
        steps = "".join(traceback.format_tb(error.__traceback__))
        parts.append(f"{steps}{type(error).__qualname__}{said}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nwhich led to:\n".join(reversed(parts))
