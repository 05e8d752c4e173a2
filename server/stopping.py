"""Whether the server is ending: told by the process that is asked to, seen by the one that serves.

The flag is a page of memory that a process shares with those that it forks.
"""

import mmap

_FLAG = mmap.mmap(-1, 1)


def announce() -> None:
    """Tell, in this process and those that it forked, that the server is ending."""
    _FLAG[0] = 1


def is_announced() -> bool:
    """Tell whether the server is ending."""
    return _FLAG[0] == 1
