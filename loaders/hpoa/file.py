"""phenotype.hpoa as a file: its header lines, its columns in both spellings, its rows by disease.

https://obophenotype.github.io/human-phenotype-ontology/annotations/phenotype_hpoa/
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from loaders.kind import Header, Reading
from loaders.loader import SourceError
from loaders.reading.source_file import SourceFile
from loaders.reading.text_tables import TableRow, table

COLUMNS: Final = (
    "database_id",
    "disease_name",
    "qualifier",
    "hpo_id",
    "reference",
    "evidence",
    "onset",
    "frequency",
    "sex",
    "modifier",
    "aspect",
    "biocuration",
)
# Until 2023 the header row was a comment and its names were these.
OLD_COLUMNS: Final = (
    "DatabaseID",
    "DiseaseName",
    "Qualifier",
    "HPO_ID",
    "Reference",
    "Evidence",
    "Onset",
    "Frequency",
    "Sex",
    "Modifier",
    "Aspect",
    "Biocuration",
)
# So many rows of diseases whose rows do not stand together are kept; releases have none.
MOST_APART: Final = 500_000

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Row(NamedTuple):
    """A row: its line and its cells, named as in the newer releases."""

    line: int
    database_id: str
    disease_name: str
    qualifier: str
    hpo_id: str
    reference: str
    evidence: str
    onset: str
    frequency: str
    sex: str
    modifier: str
    aspect: str
    biocuration: str


def recognises(file: SourceFile, head: bytes) -> bool:
    """Return whether the head holds the header row of phenotype.hpoa, in either spelling."""
    lines = head.decode("utf-8-sig", "replace").splitlines()
    found = [set(line.removeprefix("#").split("\t")) for line in lines if "\t" in line]
    return bool(found) and (found[0] >= set(COLUMNS) or found[0] >= set(OLD_COLUMNS))


def header(file: SourceFile) -> Header:
    """Return the version or the date that the comment lines name."""
    said: dict[str, str] = {}
    for line in file.head().decode("utf-8-sig", "replace").splitlines():
        key, colon, value = line.removeprefix("#").partition(":")
        if line.startswith("#") and colon:
            said.setdefault(key.strip(), value.strip())
    version = said.get("version") or said.get("date") or ""
    date = _DATE.fullmatch(said.get("date") or version)
    return Header(version=version, issued=date[0] if date else "")


def rows(reading: Reading) -> Iterator[Row]:
    """Yield the rows of a file; one with too few or too many cells is skipped.

    Raises SourceError.
    """
    is_old = any(
        line.startswith(b"#" + OLD_COLUMNS[0].encode()) for line in reading.file.head().splitlines()
    )
    columns = OLD_COLUMNS if is_old else COLUMNS
    for row in _table(reading, columns):
        yield Row(row.line, *(row.cells[column] for column in columns))


def rows_by_disease(reading: Reading) -> Iterator[list[Row]]:
    """Yield all rows of one disease, then of the next. Raises SourceError.

    The file is read twice: first to see which diseases have rows in several places. Those are
    kept to the end, all others are held one disease at a time.
    """
    apart = _apart(reading.file)
    kept: dict[str, list[Row]] = {}
    number_kept = 0
    run: list[Row] = []
    for row in rows(reading):
        if row.database_id in apart:
            kept.setdefault(row.database_id, []).append(row)
            number_kept += 1
            if number_kept > MOST_APART:
                raise _too_many_apart(reading.file, row)
        elif run and run[0].database_id != row.database_id:
            yield run
            run = [row]
        else:
            run.append(row)
    yield from filter(None, (run, *kept.values()))


def _too_many_apart(file: SourceFile, row: Row) -> SourceError:
    expected = "expected the rows of a disease to stand together"
    found = f"more than {MOST_APART:,} rows of diseases whose rows are in several places"
    return SourceError(file.name, row.line, f"{expected}, found {found}")


def _table(reading: Reading, columns: tuple[str, ...]) -> Iterator[TableRow]:
    return table(
        reading.file,
        delimiter="\t",
        columns=columns,
        quoting=False,
        comment="#",
        header_prefix="#",
        on_fault=reading.skip,
    )


def _apart(file: SourceFile) -> frozenset[str]:
    """Return the first cells that occur again after another one came between."""
    seen: set[bytes] = set()
    apart: set[bytes] = set()
    before = b""
    with file.opened() as stream:
        for line in stream:
            disease = line.partition(b"\t")[0].strip()
            if disease != before and not line.startswith(b"#"):
                (apart if disease in seen else seen).add(disease)
                before = disease
    return frozenset(disease.decode("utf-8", "replace") for disease in apart)
