"""Strategies for the text of queries: from pieces of the grammar, and from examples, mutated."""

from hypothesis import strategies as st

from graph_data.files import examples

VARIABLES = st.sampled_from(["?a", "?b", "?c", "$d", "?é", "?1"])
IRIS = st.sampled_from(
    ["rdf:type", "a", "d:gard-0013034", "skos:altLabel", "<x:y>", "<>", "<http://e/%20>", "nope:x"]
)
LITERALS = st.sampled_from(
    [
        *('"x"', '"x"@en', '"x"@en--ltr', '"1"^^xsd:integer', "01", "1e400", "-0.0", "true", "''"),
        *('"\\u0000"', '"\\uD800"', "'''a\nb'''", '"2020-02-30"^^xsd:date', '"P1Y"^^xsd:duration'),
        *('"9999999999999999999999"^^xsd:integer', '"a\\tb\\n"', '"😀"', '"<&>"'),
    ]
)
FUNCTIONS = st.sampled_from(
    [
        *(
            "STR",
            "LANG",
            "DATATYPE",
            "IRI",
            "BNODE",
            "ABS",
            "CEIL",
            "STRLEN",
            "UCASE",
            "YEAR",
            "TZ",
        ),
        *("MD5", "SHA512", "isIRI", "BOUND", "xsd:integer", "xsd:dateTime", "<x:f>", "rg:search"),
        *("SUM", "COUNT", "AVG", "MIN", "GROUP_CONCAT", "SAMPLE", "TRIPLE", "SUBJECT", "LANGDIR"),
    ]
)
OPERATORS = st.sampled_from(
    ["+", "-", "*", "/", "=", "!=", "<", ">=", "&&", "||", " IN ", "|", "^"]
)
PATHS = st.sampled_from(
    ["rdf:type*", "rdfs:subClassOf+", "!rdf:type", "^skos:broader?", "(a|!(^a|a))*", "a/a/a", "!()"]
)
MODIFIERS = st.sampled_from(
    [
        *("", "LIMIT 3", "LIMIT -1", "OFFSET 99999999999999999999", "ORDER BY ?a", "GROUP BY ?a"),
        *(
            "GROUP BY ?a HAVING (COUNT(*) > 1)",
            "ORDER BY RAND()",
            "VALUES ?a { 1 UNDEF }",
            "LIMIT 0",
        ),
        *("VALUES (?a ?b) { (1) }", "ORDER BY DESC(BNODE())", "LIMIT 1 LIMIT 1"),
    ]
)
TERMS = VARIABLES | IRIS | LITERALS | st.sampled_from(["_:x", "[]", "()", "(1 2)", "[ a ?a ]"])

EXPRESSIONS = st.recursive(
    VARIABLES | LITERALS | IRIS,
    lambda inner: st.one_of(
        st.builds("{}({})".format, FUNCTIONS, inner),
        st.builds("{}({}, {})".format, FUNCTIONS, inner, inner),
        st.builds("({} {} {})".format, inner, OPERATORS, inner),
        st.builds("REGEX(STR({}), {})".format, inner, st.sampled_from(['"a+"', '"("', '"(a*)*$"'])),
        st.builds("COUNT(DISTINCT {})".format, inner),
    ),
    max_leaves=5,
)
TRIPLES = st.one_of(
    st.builds("{} {} {} .".format, TERMS, VARIABLES | IRIS | PATHS, TERMS),
    st.builds("<<( {} {} {} )>> ?p ?o .".format, TERMS, IRIS, TERMS),
    st.builds("<< {} {} {} ~ ?r >> ?p ?o {{| a ?x |}} .".format, TERMS, IRIS, TERMS),
)
_WRAPPERS = st.sampled_from(
    [
        *("{{ {} }}", "OPTIONAL {{ {} }}", "MINUS {{ {} }}", "GRAPH ?g {{ {} }}", "{} ?s ?p ?o ."),
        *(
            "FILTER EXISTS {{ {} }}",
            "FILTER NOT EXISTS {{ {} }}",
            "{{ SELECT * {{ {} }} LIMIT 2 }}",
        ),
        *(
            "SERVICE <http://127.0.0.1:1/> {{ {} }}",
            "SERVICE SILENT ?s {{ {} }}",
            "{{ {} }} UNION {{}}",
        ),
        *(
            "GRAPH <x:none> {{ {} }}",
            "SERVICE rg:search {{ {} }}",
            "{{ SELECT ?a {{ {} }} GROUP BY ?a }}",
        ),
    ]
)
PATTERNS = st.recursive(
    st.one_of(
        TRIPLES,
        st.builds("FILTER ({})".format, EXPRESSIONS),
        st.builds("BIND ({} AS {})".format, EXPRESSIONS, VARIABLES),
        st.builds("VALUES {} {{ {} }}".format, VARIABLES, LITERALS | IRIS),
    ),
    lambda inner: st.one_of(
        st.builds(str.format, _WRAPPERS, inner), st.builds("{} {}".format, inner, inner)
    ),
    max_leaves=6,
)
_FORMS = st.sampled_from(
    [
        *("SELECT *", "SELECT ?a ?b", "SELECT DISTINCT ?a", "SELECT (COUNT(*) AS ?n)", "ASK"),
        *("CONSTRUCT { ?a ?b ?c }", "CONSTRUCT WHERE", "DESCRIBE ?a", "DESCRIBE <x:y>", "SELECT"),
        *("SELECT REDUCED (?a AS ?z)", "INSERT DATA", "CONSTRUCT { _:b a ?a } FROM <x:none>"),
        *(
            "BASE <http://e/> PREFIX a: <b> SELECT *",
            "SELECT * FROM NAMED <x:none>",
            "DELETE WHERE",
        ),
    ]
)
GRAMMATICAL = st.builds("{} {{ {} }} {}".format, _FORMS, PATTERNS, MODIFIERS)

NESTED = st.builds(
    lambda opening, closing, depth, middle: opening * depth + middle + closing * depth,
    st.sampled_from(["SELECT * { ", "{ ", "(", "[", "OPTIONAL { ", "FILTER (", "<<( ", "!", "a/"]),
    st.sampled_from([" }", ")", "]", "", " )>>"]),
    st.sampled_from([1, 30, 400, 5_000]),
    st.sampled_from(["", "ASK {}", "?s ?p ?o", "1"]),
)


def _example_queries() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in examples()]
    return sorted(text.split('"""')[1] for text in texts if '"""' in text)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return an example query with pieces cut, doubled, moved or put in."""
    text = draw(st.sampled_from(_example_queries()))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        piece = draw(
            st.one_of(
                st.just(""),
                st.just(text[start:end] * 2),
                st.sampled_from(
                    ["{", "}", "(", '"', "\\", "<", "#", "\x00", "\ufeff", "?", ":", "|"]
                ),
                st.text(max_size=6),
            )
        )
        text = text[:start] + piece + text[end:]
    return text


QUERIES = st.one_of(GRAMMATICAL, mutated(), NESTED, st.text(max_size=60))
