"""The first page of a real release, over HTTP."""

import urllib.request

import pytest


@pytest.fixture(scope="module")
def page(server: str) -> str:
    with urllib.request.urlopen(server + "/", timeout=60) as response:
        text: str = response.read().decode("utf-8")
    return text


@pytest.mark.parametrize(
    "shown",
    [
        "Pancreatic neuroendocrine tumor</h1>",
        "Summary by raregraph of: Pancreatic neuroendocrine tumor (GARD page)",
        '<time datetime="2018-05-18">',
        "also names: primitive neuroectodermal tumor",
        "Most pancreatic NETs are not inherited and occur sporadically",
        "about 10 %",
        "Autosomal dominant|Not applicable",
        "medical advice",
        "Which hormone does each functional subtype make?",
    ],
)
def test_the_first_page_shows_the_condition_with_its_evidence(page: str, shown: str) -> None:
    assert shown in page


def test_every_statement_on_inheritance_has_its_words(page: str) -> None:
    table = page.split('id="inheritance"')[1].split("</table>")[0]

    assert table.count("<q>") == table.count('<th scope="row">') == 5
