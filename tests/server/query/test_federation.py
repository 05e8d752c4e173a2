"""What the check lets pass must not make the engine call anybody.

The oracle is the engine itself: it refuses port 1 of the loopback address before it connects, with
an OSError, so no test here reaches a network.
"""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from server.problems import ServiceRefused, SyntaxProblem
from server.query.federation import forbid_service

ELSEWHERE = "<http://127.0.0.1:1/>"
PREFIXES = {"ex": "http://127.0.0.1:1/", "": "http://127.0.0.1:1/", "SERVICEex": "http://e/"}

CALLS = [
    f"SERVICE {ELSEWHERE} {{ ?s ?p ?o }}",
    f"service {ELSEWHERE} {{}}",
    f"SeRvIcE SILENT {ELSEWHERE} {{}}",
    f"SERVICESILENT{ELSEWHERE}{{}}",
    f"SERVICE#c\n{ELSEWHERE} {{}}",
    f"SERVICE # 'c\n SILENT #\n {ELSEWHERE} {{}}",
    "SERVICE ex:x {}",
    "SERVICEex:x{}",
    "SERVICE:x{}",
    "BIND(ex:x AS ?e) SERVICE ?e {}",
    f"OPTIONAL {{ {{ SERVICE {ELSEWHERE} {{}} }} }}",
    f"FILTER EXISTS {{ ?s ?p ?o . SERVICE {ELSEWHERE} {{}} }}",
    f"MINUS {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
    f"{{ SELECT * {{ SERVICE {ELSEWHERE} {{}} }} }}",
    f"GRAPH ?g {{ SERVICE {ELSEWHERE} {{}} }}",
    f"?s ?p 1.SERVICE {ELSEWHERE} {{}}",
    f"?s ?p ?o #c\rSERVICE {ELSEWHERE} {{}}",
    f"VALUES ?x {{ UNDEF }}SERVICE{ELSEWHERE}{{}}",
    f"OPTIONAL {{ ?s ?p trueSERVICE{ELSEWHERE}{{}} }}",
    f"BIND(1 AS ?a) FILTER(?a<'x>'||true) SERVICE {ELSEWHERE} {{}} #'\n",
    "BIND(ex:x AS ?x) BIND(1 AS ?a) FILTER(?a<?b||true)SERVICE?x#>\n{}",
    f"FILTER('\\u0027' != '') SERVICE {ELSEWHERE} {{}} #'\n",
    f"FILTER('''a'b''c''' != '') SERVICE {ELSEWHERE} {{}}",
]

NO_CALLS = [
    "?s ?p 'SERVICE <http://e/> {}'",
    '?s ?p """SERVICE "<http://e/> {}"""',
    "?s ?p ?o # SERVICE <http://e/> {}",
    "?service ?p $SERVICE",
    "?s ex:service ex:a.service",
    "?s <http://www.w3.org/ns/sparql-service-description#endpoint> ?o",
    "?s <https://e/service/(1)#it's> ?o",
    "?s ?p 'service'@en , 'a\\'service'",
    "?s ?p _:service",
]


def calls_out(query: str) -> bool:
    store = Store()
    store.add(Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal("o")))
    try:
        results = store.query(query, prefixes=PREFIXES)
        list(results)  # type: ignore[arg-type]
    except OSError as error:
        return "port 1" in str(error)
    except RuntimeError as error:
        return "service" in str(error)
    except (SyntaxError, TypeError):
        return False
    return False


@pytest.mark.parametrize("call", CALLS)
def test_a_call_is_refused_wherever_it_hides(call: str) -> None:
    with pytest.raises((ServiceRefused, SyntaxProblem)):
        forbid_service(f"SELECT * {{ {call} }}")


def test_a_call_is_refused_with_its_place() -> None:
    with pytest.raises(ServiceRefused) as refused:
        forbid_service("ASK {\n  SERVICE <http://e/> {} }")

    assert refused.value.status == 403
    assert (refused.value.members["line"], refused.value.members["column"]) == (2, 3)


@pytest.mark.parametrize("text", NO_CALLS)
def test_the_word_alone_is_no_call(text: str) -> None:
    forbid_service(f"SELECT * {{ {text}\n}}")


@pytest.mark.parametrize(
    "text", ["\\u0053ERVICE <http://e/> {}", "\\U00000053\\u0045RVICE <http://e/> {}"]
)
def test_a_call_in_escapes_is_refused(text: str) -> None:
    with pytest.raises((ServiceRefused, SyntaxProblem)):
        forbid_service(f"ASK {{ {text} }}")


def test_a_call_that_only_shows_when_escapes_are_decoded_is_refused() -> None:
    with pytest.raises(ServiceRefused):
        forbid_service("ASK { FILTER('\\u0027 != '') SERVICE <http://e/> {} #' ) }")


@pytest.mark.parametrize("text", ["'SERVICE", '"""SERVICE ""', "SERVICE \\ x"])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises((SyntaxProblem, ServiceRefused)):
        forbid_service(f"ASK {{ {text} }}")


def test_a_text_without_the_word_passes_unread() -> None:
    forbid_service("this is 'no SPARQL")


PIECES = st.sampled_from(
    [
        *CALLS,
        *NO_CALLS,
        "SERVICE", "service", "SILENT", ELSEWHERE, "{", "}", "{}", "(", ")", "'", '"', "'''", '"""',
        "#", "\n", "\r", " ", "<", ">", "<<", "\\", "\\u0027", "\\u0053", ".", ";", "?x", "$y", ":",
        "ex:", "ex:a", "_:b", "@en", "1", "1.", "true", "a", "?s ?p ?o", "FILTER(", "BIND(1 AS ?a)",
        "EXISTS", "||", "<'x>", "é", "\u200c", "\xa0", "-", "%41",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12))
@example(["FILTER(", "1", "<'x>", "'", "||", "true", ")", f"SERVICE {ELSEWHERE} {{}}", "#", "'"])
def test_what_passes_never_makes_the_engine_call_out(pieces: list[str]) -> None:
    query = f"SELECT * {{ {''.join(pieces)}\n}}"
    try:
        forbid_service(query)
    except (ServiceRefused, SyntaxProblem):
        return

    assert not calls_out(query)


@given(st.text())
def test_any_text_in_a_string_passes(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    literal = "'service " + escaped.replace("\r", "\\r") + "'"

    forbid_service(f"ASK {{ ?s ?p {literal} }}")


@given(st.text(alphabet=" \t\r\n"), st.text(alphabet="#'\"<>{}\\ab"), st.sampled_from(CALLS))
def test_comments_and_spaces_around_a_call_hide_nothing(
    space: str, comment: str, call: str
) -> None:
    with pytest.raises((ServiceRefused, SyntaxProblem)):
        forbid_service(f"SELECT * {{{space}#{comment}\n{space}{call} #{comment}\n}}")


def test_the_calls_of_these_tests_are_calls() -> None:
    # The engine leaves these out of the evaluation on a store of one triple, or says nothing.
    unseen = ("SILENT", "GRAPH", "EXISTS", "MINUS", "true", "1.SERVICE")
    seen = [call for call in CALLS if not any(word in call for word in unseen)]

    assert [call for call in seen if not calls_out(f"SELECT * {{ {call} }}")] == []
    assert len(seen) > 10
