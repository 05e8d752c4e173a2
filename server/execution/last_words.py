"""What a process said before it died, without anything that it may have read in a query."""

import re

_PLACES = re.compile(
    r'^(?:  File ".+", line \d+, in \S+'  # Python
    r"|[\w.]*(?:Error|Exception|Interrupt|Exit)\b"
    r"|thread '.*' panicked at [^\s']+:\d+:\d+"  # Rust
    r"|memory allocation of \d+ bytes failed"
    r"|terminate called after throwing an instance of '.+')",  # C++
    re.MULTILINE,
)


def places(words: str) -> str:
    r"""Return where it died and of which kind of error: messages may quote the query.

    >>> places("thread 'main' panicked at lib/a.rs:1:2:\nno insulinoma\nValueError: insulinoma")
    "thread 'main' panicked at lib/a.rs:1:2; ValueError"
    """
    return "; ".join(found.strip() for found in _PLACES.findall(words))
