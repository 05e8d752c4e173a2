import pytest

from server.query.update import is_update
from tests.server.recording import recording

KNOWN = {"ex": "http://e/"}


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { ex:s ex:p 1 }",
        "PREFIX e: <http://e/>\nDELETE WHERE { ?s e:p ?o }",
        "# SELECT\nWITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "drop all",
        "BASE <http://e/> LOAD <x>",
        "CLEAR SILENT ALL ;",
        "PREFIX a: <http://a/> INSERT DATA { a:s a:p 1 ; a:q 2 } ; PREFIX b: <http://b/> LOAD b:x",
        "INSERT { ?s ?p 'SELECT' } WHERE { { SELECT * { ?s ?p ?o } } }",
    ],
)
def test_an_update_is_an_update(text: str) -> None:
    assert is_update(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PREFIX ex: <http://e/>",
        "SELECT ?insert { ?insert 'DELETE' }",
        "PREFIX insert: <http://e/> SELECT * { insert:data ?p ?o }",
        "# INSERT DATA {}\nASK {}",
        "WITH x AS (SELECT 1) SELECT * FROM x",
        "INSERT INTO t VALUES (1)",
        "INSERT DATA { ?s ?p 1 }",
        "INSERT DATA { nope:s nope:p 1 }",
        "INSERT DATA { ex:s ex:p 'x }",
        "DROP ALL SELECT * {}",
        "DROP ALL ; SELECT * {}",
    ],
)
def test_what_does_not_parse_as_an_update_is_none(text: str) -> None:
    assert not is_update(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <@HERE/a>",
        "LOAD SILENT <@HERE/a> INTO GRAPH <http://e/g> ; DROP ALL",
        "BASE <@HERE> LOAD <a>",
        "PREFIX h: <@HERE/> DROP SILENT ALL ; PREFIX i: <@HERE/> LOAD i:a",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <@HERE/a> { ?s ?p ?o } }",
    ],
)
def test_an_update_is_parsed_and_never_done(text: str) -> None:
    with recording() as recorder:
        assert is_update(text.replace("@HERE", recorder.address), KNOWN)

    assert recorder.requests == []
