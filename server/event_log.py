"""What happens to the server itself, beside its requests: lines of JSON on standard error."""

import json
import logging
from datetime import UTC, datetime


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
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry).replace("\x7f", "\\u007f")
