import pytest

from loaders.fetching.choice import BadAddress, NoSuchSource, remotes
from loaders.fetching.downloads import DOWNLOADS


def test_every_file_has_a_name_of_its_own() -> None:
    names = [remote.name for download in DOWNLOADS for remote in download.remotes]

    assert len(names) == len(set(names))
    assert all(name[0] != "." and "/" not in name for name in names)


def test_every_official_address_is_encrypted() -> None:
    assert {remote.address.split(":")[0] for remote in remotes([])} == {"https"}


def test_sources_and_files_are_named_each_once() -> None:
    chosen = remotes(["hp-json", "mondo_hasdbxref_gard.sssom.tsv", "hp-json"])

    assert [remote.name for remote in chosen] == ["hp.json", "mondo_hasdbxref_gard.sssom.tsv"]
    assert len(remotes(["mondo-sssom"])) == 42
    assert len(remotes([])) == sum(len(download.remotes) for download in DOWNLOADS)


def test_an_address_is_replaced() -> None:
    moved = {"hp-json": "http://mirror/x.json", "mondo-sssom": "http://mirror/m/"}

    hp, first, *_ = remotes(["hp-json", "mondo-sssom"], moved)

    assert hp.address == "http://mirror/x.json"
    assert first.address == f"http://mirror/m/{first.name}"


def test_a_replaced_address_chooses_nothing() -> None:
    assert [r.name for r in remotes(["hp-json"], {"mondo-json": "http://m/"})] == ["hp.json"]


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(NoSuchSource, match="did you mean mondo-json"):
        remotes(["mondo-jason"])
    with pytest.raises(NoSuchSource, match="--list"):
        remotes(["qqq"])
    with pytest.raises(NoSuchSource):
        remotes(["hp-json"], {"qqq": "http://mirror/"})


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "mirror", "http://", "http://u:p@m/", "http://[::/", "ftp://m/"],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(BadAddress, match="expected http"):
        remotes(["hp-json"], {"hp-json": address})


def test_one_address_for_many_files_is_a_folder() -> None:
    with pytest.raises(BadAddress, match="with / at its end"):
        remotes(["mondo-sssom"], {"mondo-sssom": "http://mirror/x.tsv"})
