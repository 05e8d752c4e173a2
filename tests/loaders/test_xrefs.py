"""Cross references in the spellings of sources."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from loaders.sources.mondo_json import KIND
from loaders.xrefs import checked, cross_reference, found, known
from ontology.identifiers import BadIdentifier, UnknownPrefix
from tests.loaders.bulk import FIXTURES, file_of, reading_of

SEED = NamedNode("http://www.orpha.net/ORDO/Orphanet_97253")


@pytest.mark.parametrize(
    "text",
    [
        "Orphanet:97253",
        "ORPHA:97253",
        "http://www.orpha.net/ORDO/Orphanet_97253",
        "http://purl.obolibrary.org/obo/Orphanet_97253",
    ],
)
def test_spellings_of_one_identifier_are_one_iri(text: str) -> None:
    assert known(text) == SEED


def test_an_unknown_prefix_stays_unknown_and_names_each_text() -> None:
    for number in ("1", "2"):
        error = found(f"NANDO:{number}")

        assert isinstance(error, UnknownPrefix)
        assert error.found == f"NANDO:{number}"
    assert isinstance(found("NCIT:27720"), BadIdentifier)
    assert known("NANDO:1") is None
    assert known("https://example.org/NANDO:1") is None


def test_a_reference_of_an_unknown_prefix_is_kept_and_a_wrong_one_is_a_skip() -> None:
    reading = reading_of(KIND, file_of(FIXTURES / "mondo.json"))

    assert cross_reference(reading, "NANDO:1", "nodes/1") == Literal("NANDO:1")
    assert cross_reference(reading, "Orphanet:97253", "nodes/1") == SEED
    assert reading.tally.skips == []
    assert cross_reference(reading, "NCIT:27720", "nodes/1") is None
    assert checked(reading, "NANDO:1", "nodes/2") is None
    assert [skip.place for skip in reading.tally.skips] == ["nodes/1", "nodes/2"]
    assert {Path(skip.file).name for skip in reading.tally.skips} == {"mondo.json"}
