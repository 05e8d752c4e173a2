"""What the benchmark of a full release measures of a program."""

import sys
from pathlib import Path

import pytest

from benchmarks.full_release import run

HOLDS_MEMORY = "import time; held = bytearray(80_000_000); time.sleep(1)"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_run_has_the_memory_of_all_its_processes() -> None:
    below = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDS_MEMORY!r}])"

    measured = run([sys.executable, "-c", below])

    assert measured.memory_bytes > 80_000_000


def test_a_program_that_fails_tells_what_it_said() -> None:
    with pytest.raises(RuntimeError, match="no such source"):
        run([sys.executable, "-c", "raise SystemExit('no such source')"])
