"""raregraph serve where nobody listens, or where the standard streams were closed before it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import free_port, wait_until_ready

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def close_all() -> None:
    for descriptor in range(3):
        os.close(descriptor)


def write_to_a_full_disk() -> None:
    os.dup2(os.open("/dev/full", os.O_WRONLY), 1)


@pytest.mark.parametrize("prepare", [close_all, write_to_a_full_disk])
def test_it_is_served_whatever_the_standard_streams_are(
    release_folder: Path, prepare: Callable[[], None]
) -> None:
    port = str(free_port())
    command = [sys.executable, "-m", "raregraph", "serve", "--release", str(release_folder)]
    with subprocess.Popen([*command, "--port", port], preexec_fn=prepare) as process:
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", process)
            streams = [os.readlink(f"/proc/{process.pid}/fd/{number}") for number in range(3)]
        finally:
            process.send_signal(signal.SIGTERM)

    assert process.returncode == 0
    assert not [one for one in streams if one.startswith("socket:")]  # that would get our lines
