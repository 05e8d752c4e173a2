"""What naming an identifier loads."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_naming_an_identifier_needs_no_heavy_library() -> None:
    program = (
        "import sys; from ontology.identifiers import parse; parse('ORPHA:97253');"
        "print(sorted({'curies', 'flask', 'pydantic', 'rdflib'} & set(sys.modules)))"
    )

    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert shown.stdout.strip() == "[]"
