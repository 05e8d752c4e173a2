"""Disorders of an Orphadata product: one record each, under a code."""

from pathlib import Path

import pytest

from loaders.loader import SourceError
from loaders.orphanet.records import names_only_articles, references
from loaders.sources.orphadata_product4 import KIND as PRODUCT4
from loaders.sources.orphadata_product9_ages import KIND
from tests.loaders.bulk import skips, written
from tests.loaders.sources.statements import loaded, short

DISORDER = """<Disorder id="1">{code}<Name lang="en">Insulinoma</Name>
<AverageAgeOfOnsetList count="1"><AverageAgeOfOnset id="1"><Name lang="en">{onset}</Name>
</AverageAgeOfOnset></AverageAgeOfOnsetList></Disorder>"""


def _file(*disorders: tuple[str, str]) -> str:
    inside = "".join(DISORDER.format(code=code, onset=onset) for code, onset in disorders)
    listed = f'<DisorderList count="{len(disorders)}">{inside}</DisorderList>'
    return f'<JDBOR date="2024-12-03 07:10:31">{listed}</JDBOR>'


def test_a_second_record_of_a_disorder_is_skipped(tmp_path: Path) -> None:
    code = "<OrphaCode>97279</OrphaCode>"
    file = written(tmp_path, "x.xml", _file((code, "Adult"), (code, "Elderly")))

    assert skips(KIND, file) == [
        ("Disorder/2", "expected one record of ORPHA:97279, found a second one")
    ]
    assert loaded(KIND, file).says("ORPHA:97279", "rg:onset") == {"HP:0003581"}


@pytest.mark.parametrize("code", ["", "<OrphaCode/>", "<OrphaCode>MEN1</OrphaCode>"])
def test_a_disorder_without_a_code_is_skipped(tmp_path: Path, code: str) -> None:
    file = written(
        tmp_path, "x.xml", _file((code, "Adult"), ("<OrphaCode>652</OrphaCode>", "Adult"))
    )

    ((place, problem),) = skips(KIND, file)

    assert place == "Disorder/1"
    assert "is no known identifier: expected ORPHA:" in problem


def test_a_set_of_annotations_without_a_disorder_is_skipped(tmp_path: Path) -> None:
    sets = '<HPODisorderSetStatusList count="1"><HPODisorderSetStatus id="1"/>'
    content = f'<JDBOR date="2024-12-03">{sets}</HPODisorderSetStatusList></JDBOR>'

    ((place, problem),) = skips(PRODUCT4, written(tmp_path, "x.xml", content))

    assert place == "HPODisorderSetStatus/1"
    assert "is no known identifier" in problem


def test_a_file_that_breaks_off_is_an_error_with_its_place(tmp_path: Path) -> None:
    content = _file(("<OrphaCode>97279</OrphaCode>", "Adult"))[:-40]

    with pytest.raises(SourceError, match=r"x\.xml, line .*broken XML"):
        skips(KIND, written(tmp_path, "x.xml", content))


@pytest.mark.parametrize(
    ("source", "articles", "is_all"),
    [
        ("", [], True),
        ("22587682[PMID]", ["PMID:22587682"], True),
        ("22587682[PMID]_16150725[PMId]", ["PMID:22587682", "PMID:16150725"], True),
        ("1[PMID]_1[PMID]", ["PMID:1"], True),
        ("ORPHANET_11389160[PMID]", ["PMID:11389160"], False),
        ("28775045 [PMID]_[EXPERT]", ["PMID:28775045"], False),
        ("PMID: 33310876", ["PMID:33310876"], False),
        ("PMID:27900362 ;  29209020", ["PMID:27900362", "PMID:29209020"], False),
        ("PMID: 32926520: 27545680", ["PMID:32926520", "PMID:27545680"], False),
        ("PMID reference: 29474920, 31859446", ["PMID:29474920", "PMID:31859446"], False),
        ("PMID: 30450550 & ORPHANET", ["PMID:30450550"], False),
        ("PMID: 1234567890", [], False),
        ("29773874{PMID]", [], False),
        ("PMC11389160[PMID]", [], False),
        ("ISBN:0849359937[OTHER]", [], False),
    ],
)
def test_articles_are_found_in_source_cells(source: str, articles: list[str], is_all: bool) -> None:
    assert [short(value) for _, value in references(source)] == articles
    assert names_only_articles(source) is is_all
