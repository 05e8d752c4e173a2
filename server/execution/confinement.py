"""What a worker process may not do: outlive its parent, take all memory, speak to the network."""

import ctypes
import os
import platform
import resource
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)

# linux/prctl.h, linux/seccomp.h, linux/audit.h, linux/bpf_common.h
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13  # the call fails with EACCES
_CALL, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_SOCKET_CALL = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_INTERNET_FAMILIES = (2, 10)

_M_ARENA_MAX = -8  # malloc.h of glibc
_LAST = 15
_NICENESS = 5  # a third of the share of a process that is not nice


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("operand", ctypes.c_uint),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("first", ctypes.POINTER(_Instruction)))


def die_with_parent() -> None:
    """Have the kernel kill this process when the thread that started it ends (Linux)."""
    if sys.platform == "linux":
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def yield_to_others() -> None:
    """Let processes that start, and the HTTP server, go before this one where cores are scarce."""
    os.nice(_NICENESS)


def go_last(pid: int) -> None:
    """Give a process what the others leave over of the processor time (Linux: each thread)."""
    with suppress(OSError):  # it may be gone already
        for thread in Path(f"/proc/{pid}/task").iterdir():
            os.setpriority(os.PRIO_PROCESS, int(thread.name), _LAST)


def leave_no_core() -> None:
    """Keep a crash from writing the memory of this process to the disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def address_space_bytes() -> int:
    """Return how much address space this process has in use; 0 where the system cannot tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def limit_memory(headroom_bytes: int) -> None:
    """Let every allocation fail that goes further than this beyond what is in use now."""
    most = address_space_bytes() + headroom_bytes
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def share_arenas() -> None:
    """Let the threads of this process share two heaps, so that it keeps less of what they free."""
    if hasattr(_libc, "mallopt"):
        _libc.mallopt(_M_ARENA_MAX, 2)


def return_free_memory() -> None:
    """Give the memory that the allocator keeps for later back to the system (glibc)."""
    if hasattr(_libc, "malloc_trim"):
        _libc.malloc_trim(0)


def run_on_stack(stack_bytes: int, function: Callable[[], object]) -> None:
    """Call the function in a thread with so much stack, and return when it has returned.

    The stack counts as address space in use, touched or not.
    """
    before = threading.stack_size(stack_bytes)
    try:
        thread = threading.Thread(target=function)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()


def forbid_network() -> bool:
    """Let every internet socket be refused from now on; tell whether this system can do so.

    The second line behind server.query.federation: the engine's SERVICE cannot be switched off.
    """
    known = _SOCKET_CALL.get(platform.machine()) if sys.platform == "linux" else None
    if known is None:
        return False
    filter_ = _filter(*known)
    array = (_Instruction * len(filter_))(*filter_)
    program = _Program(len(filter_), array)
    if _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not _libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def _filter(architecture: int, socket_call: int) -> list[_Instruction]:
    """Return: allow all but socket(AF_INET or AF_INET6) of this architecture."""
    internet, internet6 = _INTERNET_FAMILIES
    rows = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 0, 6, architecture),
        (_LOAD, 0, 0, _CALL),
        (_JUMP_IF_EQUAL, 0, 4, socket_call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_JUMP_IF_EQUAL, 1, 0, internet),
        (_JUMP_IF_EQUAL, 0, 1, internet6),
        (_RETURN, 0, 0, _DENY),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return [_Instruction(*row) for row in rows]
