"""Run all suites, write build/earl.ttl and the tables of docs/conformance.md."""

import tempfile
from pathlib import Path

from tests.w3c.report import DOCUMENT, earl, numbers_table, tables, written_into
from tests.w3c.run import run_all

EARL = DOCUMENT.parents[1] / "build" / "earl.ttl"


def main() -> None:
    """Write the report and its summary, and print the numbers."""
    with tempfile.TemporaryDirectory() as folder:
        runs = run_all(Path(folder))
    EARL.parent.mkdir(exist_ok=True)
    EARL.write_bytes(earl(runs))
    document = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(written_into(document, tables(runs)), encoding="utf-8")
    print(numbers_table(runs))


if __name__ == "__main__":
    main()
