"""Of a folder of real files, next to extracts and other projects' tables, the official ones."""

import pytest

from loaders.folder.discovery import Found, discovered

from ...conftest import SHARED

DATA = SHARED / "data"
EXPECTED = {
    "gard-genes": ["gard/GARD_genes.csv"],
    "gard-hierarchy": ["gard/gard_to_gard_mappings.csv"],
    "gard-records": ["gard/GARD.csv"],
    "gard-xrefs": ["gard/GARD_xrefs.csv"],
    "hgnc-complete-set": ["hgnc/hgnc_complete_set.excerpt.txt"],
    "hp-json": ["hpo/hp.v2024-08-13.json.gz"],
    "mondo-json": ["assembled/mondo.json.gz"],
    "ordo-obo": ["orphanet/ordo/ordo.obo.gz"],
    "orphadata-product1": ["assembled/en_product1.xml.gz"],
    "orphadata-product3 193": ["orphanet/product3/en_product3_193.xml"],
    "orphadata-product3 202": ["orphanet/product3/en_product3_202.xml"],
    "orphadata-product4": ["assembled/en_product4.xml.gz"],
    "orphadata-product6": ["assembled/en_product6.xml.gz"],
    "orphadata-product7": ["assembled/en_product7.xml.gz"],
    "orphadata-product9-ages": ["assembled/en_product9_ages.xml.gz"],
    "orphadata-product9-prev": ["assembled/en_product9_prev.xml.gz"],
    "orphapackets": ["orphanet/orphapackets/orphapackets_subset.tar.gz"],
    "phenotype-hpoa": ["hpo/phenotype.excerpt.hpoa.gz"],
}

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="needs the upstream files in ../shared/data"
)


@pytest.fixture(scope="module")
def found() -> Found:
    return discovered([DATA])


def test_the_newest_official_file_of_each_kind_is_taken(found: Found) -> None:
    taken = {
        f"{chosen.kind.name} {chosen.files[0][1].part}".strip(): [f.name for f, _ in chosen.files]
        for chosen in found.graphs
    }
    mappings = taken.pop("mondo-sssom")

    assert taken == EXPECTED
    assert len(mappings) == 42
    assert all(name.startswith("mondo/mappings/mondo_") for name in mappings)


def test_every_medquad_page_is_taken(found: Found) -> None:
    assert len(found.pages) == 30
    assert all(file.name.startswith("gard/medquad/2_GARD_QA/") for file in found.pages)


def test_every_other_file_is_told(found: Found) -> None:
    taken = [file for chosen in found.graphs for file, _ in chosen.files]
    all_files = [path for path in DATA.rglob("*") if path.is_file()]
    told = {one.name: one.reason for one in found.not_taken}

    assert len(taken) + len(found.pages) + len(told) == len(all_files)
    older = {name for name, reason in told.items() if reason == "older release"}
    assert {name.split("/")[1] for name in older} == {
        "small",
        "orphadata_xml_extracts_exomiser",
        "orphadata_xml_extracts_phenol",
    }
    assert sum(reason == "same content" for reason in told.values()) == 25
    assert set(told.values()) == {"older release", "same content", "not recognised"}
