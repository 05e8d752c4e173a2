"""The products of Orphadata are told apart by what is in them."""

from pathlib import Path

import pytest

from loaders.kind import Header
from loaders.orphanet.orphadata import dated_header, product
from loaders.reading.source_file import SourceFile
from tests.loaders import bulk
from tests.loaders.bulk import SHARED

NAME = '<OrphaCode>58</OrphaCode><Name lang="en">Alexander disease</Name>'
TYPE = '<DisorderType id="1"><Name lang="en">Disease</Name></DisorderType>'
LINKS = '<DisorderDisorderAssociationList count="0"></DisorderDisorderAssociationList>'
REFERENCES = "<SynonymList/><ExternalReferenceList/>"


def listed(content: str, before: str = "") -> str:
    disorder = f'<Disorder id="2">{NAME}{content}</Disorder>'
    return f'{before}<JDBOR date="2024-12-03"><DisorderList>{disorder}</DisorderList></JDBOR>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (listed("<DisorderFlagList/>" + TYPE + LINKS), "orphadata-product1"),
        (listed(REFERENCES + TYPE), "orphadata-product1"),
        ("<JDBOR><ClassificationList/></JDBOR>", "orphadata-product3"),
        ("<JDBOR><HPODisorderSetStatusList/></JDBOR>", "orphadata-product4"),
        (listed(TYPE + "<DisorderGeneAssociationList/>"), "orphadata-product6"),
        (listed(LINKS), "orphadata-product7"),
        (listed(TYPE + "<PrevalenceList/>"), "orphadata-product9-prev"),
        (listed(TYPE + "<AverageAgeOfOnsetList/>"), "orphadata-product9-ages"),
        (listed(REFERENCES), ""),  # the ICD-11 mapping of the nomenclature pack
        (listed(TYPE), ""),
        ("<JDBOR><DisorderDisabilityRelevanceList/></JDBOR>", ""),
        (listed(TYPE, before="<!-- <PrevalenceList> -->"), ""),
        (listed("<PrevalenceList/>").replace('lang="en"', 'lang="fr"'), ""),
        ("<html><PrevalenceList/></html>", ""),
        ("ClassificationList", ""),
        ("", ""),
    ],
)
def test_a_product_is_known_by_its_elements(tmp_path: Path, content: str, expected: str) -> None:
    file = bulk.written(tmp_path, "any.xml.gz", content)

    assert product(file, file.head()) == expected


def test_only_files_named_as_xml_are_looked_into(tmp_path: Path) -> None:
    file = bulk.written(tmp_path, "linearisation_SM.txt", listed(LINKS))

    assert product(file, file.head()) == ""


def test_more_than_the_head_is_read_where_it_does_not_tell(tmp_path: Path) -> None:
    padding = "<Availability>" + " " * 20_000 + "</Availability>"
    content = listed("<PrevalenceList/>").replace("<DisorderList>", padding + "<DisorderList>")
    file = bulk.written(tmp_path, "any.xml", content)

    assert product(file, file.head()) == "orphadata-product9-prev"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('date="2024-12-03 07:03:37"', Header("2024-12-03", "2024-12-03")),
        ('ExtractionDate="2022-06-14 07:58:25"', Header("2022-06-14", "2022-06-14")),
        ('date="yesterday"', Header("")),
        ('date="2024-13-45 07:03:37"', Header("")),
        ("", Header("")),
    ],
)
def test_the_date_of_the_root_is_the_version(
    tmp_path: Path, attributes: str, expected: Header
) -> None:
    assert dated_header(bulk.written(tmp_path, "a.xml", f"<JDBOR {attributes}/>")) == expected


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the upstream files in ../shared/data")
def test_the_real_files_are_told_apart() -> None:
    found = {}
    for path in sorted(SHARED.rglob("*.xml*")):
        file = SourceFile(path, path.name)
        if name := product(file, file.head()):
            found[path.name] = name
    assert found == {
        "en_product1.xml.gz": "orphadata-product1",
        "en_product1_test.xml": "orphadata-product1",
        "en_product1_test_obsolete.xml": "orphadata-product1",
        "test_multi_mappings_moi_product1.xml": "orphadata-product1",
        "en_product3_193.xml": "orphadata-product3",
        "en_product3_202.xml": "orphadata-product3",
        "en_product4.xml.gz": "orphadata-product4",
        "en_product6.xml.gz": "orphadata-product6",
        "en_product6_test.xml": "orphadata-product6",
        "orphanet_disease2gene_en_product6_head.xml": "orphadata-product6",
        "test_multi_mappings_moi_product6.xml": "orphadata-product6",
        "en_product7.xml.gz": "orphadata-product7",
        "en_product9_prev.xml.gz": "orphadata-product9-prev",
        "en_product9_ages.xml": "orphadata-product9-ages",
        "en_product9_ages.xml.gz": "orphadata-product9-ages",
        "test_multi_mappings_moi_product9_ages.xml": "orphadata-product9-ages",
    }
