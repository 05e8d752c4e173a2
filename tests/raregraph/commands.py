"""How the tests run a command."""

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from raregraph.main import main

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path, text: str | bytes | None = None) -> Result:
    """Return what a command says in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=text)


def shell(script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Return what a bash script says; "$0" is the command, "$1" the first argument."""
    command = f'raregraph() {{ "$0" -m raregraph "$@"; }}; {script}'
    return subprocess.run(
        ["bash", "-c", command, sys.executable, *(str(argument) for argument in arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
