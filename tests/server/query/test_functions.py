import pytest
from pyoxigraph import Store

from server.query.functions import unknown_function

XSD = "http://www.w3.org/2001/XMLSchema#"
KNOWN = {"xsd": XSD, "ex": "http://e/"}


def message(query: str) -> str:
    with pytest.raises(RuntimeError) as error:
        Store().query(query, prefixes=KNOWN)
    return str(error.value)


@pytest.mark.parametrize(
    ("call", "column", "hint"),
    [
        ("xsd:number(1)", 14, "xsd:"),
        ("xsd:int(1)", 14, "xsd:integer"),
        ("ex:contains('a', 'b')", 14, "CONTAINS, without a prefix"),
        ("<http://e/str-len>('a')", 14, "STRLEN"),
        ("<http://e/zzz>('a')", 14, "None"),
    ],
)
def test_an_unknown_function_has_its_place_and_a_hint(call: str, column: int, hint: str) -> None:
    query = f"ASK {'{'} FILTER({call}) {'}'}"

    problem = unknown_function(query, message(query), KNOWN)

    assert problem is not None
    assert (problem.members["line"], problem.members["column"]) == (1, column)
    assert hint in str(problem.members.get("hint"))


def test_another_message_names_no_function() -> None:
    assert unknown_function("ASK {}", "something else", KNOWN) is None
