"""What the check lets pass must not make the engine call anybody.

The oracle is the engine itself: it refuses port 1 of the loopback address before it connects, with
an OSError, or asks a recorder on the loopback interface, so no test here reaches a network.
"""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from server.problems import ServiceRefused, SyntaxProblem
from server.query.federation import forbid_service
from tests.server.recording import Recording, recording

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


ALLOWED = ["https://q.example/sparql", "https://r.example/?a=b"]
ALLOWED_PREFIXES = {"q": "https://q.example/", "ex": "http://e/"}


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <https://q.example/sparql> {} }",
        "ASK { service silent<https://q.example/sparql>{} }",
        "ASK { SERVICE # c\n SILENT # c\n q:sparql {} }",
        "PREFIX x: <https://q.example/> ASK { SERVICE x:sparql {} }",
        "BASE <https://q.example/a> ASK { SERVICE <sparql> {} }",
        "BASE <https://q.example/> PREFIX x: <spar> ASK { SERVICE x:ql {} }",
        "ASK { SERVICE <https://q.example/\\u0073parql> {} }",
        "ASK { SERVICE <https://q.example/sparql> { SERVICE <https://r.example/?a=b> {} } }",
        "ASK { OPTIONAL { { SELECT * { SERVICE q:sparql { ?s ?p 'SERVICE <http://e/>' } } } } }",
    ],
)
def test_an_allowed_endpoint_may_be_called_however_it_is_written(query: str) -> None:
    assert forbid_service(query, ALLOWED, ALLOWED_PREFIXES)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("ASK { SERVICE <https://q.example/> {} }", "<https://q.example/> is not called"),
        ("ASK { SERVICE <https://q.example/sparql?x> {} }", "sparql?x> is not called"),
        ("ASK { SERVICE <https://q.example/%73parql> {} }", "%73parql> is not called"),
        ("ASK { SERVICE <HTTPS://q.example/sparql> {} }", "<HTTPS://q.example/sparql>"),
        ("ASK { SERVICE <https://q.example/a/../sparql> {} }", "is not called"),
        ("ASK { SERVICE SILENT ex:sparql {} }", "<http://e/sparql> is not called"),
        ("PREFIX q: <http://f/> ASK { SERVICE q:sparql {} }", "<http://f/sparql>"),
        ("ASK { SERVICE ?endpoint {} }", "found '?endpoint'"),
        ("ASK { SERVICE SILENT $endpoint {} }", "found '$endpoint'"),
        ("ASK { SERVICE {} }", "found '{'"),
        ("ASK { SERVICE", "found nothing"),
        ("ASK { SERVICE nope:sparql {} }", "nope:sparql stands for no IRI"),
        ("ASK { SERVICE <a> {} }", "<https://w3id.org/raregraph/a> is not called"),
        ("ASK { SERVICEq:sparql {} }", "'SERVICEq:sparql' holds the word SERVICE"),
        ("ASK { SERVICE q:sparql { SERVICE <http://e/> {} } }", "<http://e/> is not called"),
        ("ASK { SERVICE q:sparql {} SERVICE ?e {} }", "found '?e'"),
    ],
)
def test_every_other_endpoint_is_refused_by_name_with_those_that_are_allowed(
    query: str, reason: str
) -> None:
    with pytest.raises(ServiceRefused) as refused:
        forbid_service(query, ALLOWED, ALLOWED_PREFIXES)

    assert reason in refused.value.detail
    assert "SERVICE <https://q.example/sparql>" in str(refused.value.members["expected"])


def test_a_query_without_a_call_tells_that_it_calls_nobody() -> None:
    assert not forbid_service("ASK { ?s ?p 'SERVICE' }", ALLOWED, ALLOWED_PREFIXES)


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


@pytest.fixture(scope="module")
def recorder() -> Iterator[Recording]:
    with recording() as found:
        yield found


# @HERE is the address of the recorder; only @HERE/allowed and @HERE/outer may be called.
TARGETS = st.sampled_from(
    [
        "<@HERE/allowed>", "<@HERE/other>", "<allowed>", "<./a/../allowed>", "<../other>",
        "h:allowed", "h:other", "h:a\\u006clowed", "<@HERE/\\u0061llowed>", "<@HERE/%61llowed>",
        "a:wed", ":allowed", "?x", "SILENT", "SILENT h:other", "<@HERE/allowed#>",
        "<@HERE/allowed?>", "h:allowed\\-",
    ]
)  # fmt: skip
PROLOGUES = st.sampled_from(
    [
        "", "BASE <@HERE/> ", "BASE <@HERE/a/b> ", "PREFIX h: <@HERE/x/>",
        "PREFIX : <@HERE/>BASE<@HERE/>", "PREFIX a: <@HERE/allo> #PREFIX h: <@HERE/x/>\n",
        "BASE <@HERE/>PREFIX a:<othe>PREFIX a:<allo>",
    ]
)  # fmt: skip
_INNER_CALL = re.compile(r"(?<![?:.\w])SERVICE (?:SILENT )?(<[^>]*>|\?\w+)")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


@given(PROLOGUES, st.lists(st.one_of(PIECES, TARGETS), max_size=6), TARGETS)
@example("", [], "<@HERE/allowed>")
@example("BASE <@HERE/>PREFIX a:<othe>PREFIX a:<allo>", ["?s ?p ?o ."], "a:wed")
def test_what_passes_calls_allowed_endpoints_alone(
    recorder: Recording, prologue: str, pieces: list[str], target: str
) -> None:
    group = f"{''.join(pieces)} SERVICE {target} {{ ?s ?p ?o }}\n"
    text = f"{prologue}SELECT * {{ SERVICE <@HERE/outer> {{ {group} }} }}"
    query = text.replace("@HERE", recorder.address)
    prefixes = {**PREFIXES, "h": f"{recorder.address}/"}
    allowed = [f"{recorder.address}/{name}" for name in ("outer", "allowed")]
    with suppress(ServiceRefused, SyntaxProblem):
        forbid_service(query, allowed, prefixes)

        assert called_by_engine(query, prefixes, recorder) <= set(allowed)


def called_by_engine(query: str, prefixes: dict[str, str], recorder: Recording) -> set[str]:
    """Return the endpoints of a query in the engine's own reading.

    Those inside a call are not called; they stand in the text that is sent, as the engine has
    parsed and resolved them.
    """
    recorder.requests.clear()
    with suppress(SyntaxError, OSError, RuntimeError):
        list(Store().query(query, prefixes=prefixes))  # type: ignore[arg-type]
    sent = [_STRING.sub("", body) for _, body in recorder.requests]
    inside = {target for text in sent for target in _INNER_CALL.findall(text)}
    direct = {recorder.address + path for path in recorder.paths}
    return direct | {iri.strip("<>") for iri in inside}


def test_the_oracle_sees_calls_and_calls_inside_them(recorder: Recording) -> None:
    query = "BASE <@HERE/> SELECT * { SERVICE <a> { SERVICE SILENT h:b { SERVICE ?c {} } } }"

    called = called_by_engine(
        query.replace("@HERE", recorder.address), {"h": f"{recorder.address}/"}, recorder
    )

    assert called == {f"{recorder.address}/a", f"{recorder.address}/b", "?c"}


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
