"""Names of single requests that nobody can guess."""

import os

_ID_BYTES = 16
_AT_ONCE = 256

_ready: list[str] = []


def new_query_id() -> str:
    """Return 32 hexadecimal digits, of 128 random bits, that were never returned before.

    Random bits are drawn for many ids at once, since each call of the system lets another thread
    take the interpreter. `pop` and `extend` are atomic, so any thread may ask.
    """
    while True:
        try:
            return _ready.pop()
        except IndexError:
            drawn = os.urandom(_ID_BYTES * _AT_ONCE).hex()
            width = 2 * _ID_BYTES
            _ready.extend(drawn[at : at + width] for at in range(0, len(drawn), width))
