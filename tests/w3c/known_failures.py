"""The tests that fail, each group with its reason; a test that passes after all may not be here.

`same_alone` groups fail in the same way when the engine is asked in process, without our server.
"""

from typing import NamedTuple


class Group(NamedTuple):
    """Tests that fail for one reason: how they fail, and whether the engine alone fails so too."""

    reason: str
    outcome: str
    same_alone: bool
    tests: tuple[str, ...]


_ANOTHER = "another result"
_SPELLING = "equal values, another spelling"


def _named(folder: str, names: str) -> tuple[str, ...]:
    return tuple(f"{folder}#{name}" for name in names.split())


GROUPS = (
    Group(
        "The store keeps one spelling for equal values: `01` comes back as `1`, `1.0` as `1`.",
        _SPELLING,
        True,
        (
            *_named("sparql10/distinct", "no-distinct-1 no-distinct-9"),
            *_named("sparql10/expr-builtin", "dawg-datatype-1"),
            *_named("sparql10/expr-equals", "eq-2-1 eq-2-2"),
            *_named("sparql10/open-world", "open-eq-03 open-eq-04 date-3"),
            *_named("sparql10/sort", "dawg-sort-7"),
            *_named("sparql11/aggregates", "agg-sum-02 agg-avg-02 agg-min-01 agg-min-02"),
            *_named("sparql11/aggregates", "agg-max-01 agg-max-02 agg-err-02 agg-max-distinct"),
            *_named("sparql11/aggregates", "agg-min-distinct"),
            *_named("sparql11/cast", "cast-bool cast-int cast-float cast-double cast-decimal"),
            *_named("sparql11/cast", "cast-string"),
            *_named("sparql11/csv-tsv-res", "tsv03"),
            *_named("sparql11/functions", "plus-1-corrected plus-2-corrected coalesce01"),
            *_named("sparql12/eval-triple-terms", "op-2"),
        ),
    ),
    Group(
        "The same, told by the answer: STR, sameTerm, DISTINCT, GROUP BY, a pattern or a CSV cell"
        " is about the spelling.",
        _ANOTHER,
        True,
        (
            *_named("sparql10/distinct", "distinct-1 distinct-9"),
            *_named("sparql10/expr-builtin", "dawg-str-1 dawg-str-2"),
            *_named("sparql10/expr-builtin", "sameTerm-simple sameTerm-eq sameTerm-not-eq"),
            *_named("sparql10/expr-equals", "eq-graph-1 eq-graph-2"),
            *_named("sparql10/open-world", "open-eq-01"),
            *_named("sparql11/csv-tsv-res", "csv03"),
            *_named("sparql12/grouping", "group01"),
        ),
    ),
    Group(
        "The engine binds the variable of GRAPH at the wrong moment: before or after a FILTER,"
        " OPTIONAL, MINUS, VALUES or subquery inside.",
        _ANOTHER,
        True,
        (
            *_named("sparql10/graph", "graph-variable-scope graph-optional"),
            *_named("sparql11/aggregates", "agg-empty-group-count-graph"),
            *_named("sparql11/bindings", "graph"),
            *_named("sparql11/negation", "graph-minus"),
        ),
    ),
    Group(
        "The engine takes a path of length zero from a term for empty if no triple has the term.",
        _ANOTHER,
        True,
        _named(
            "sparql11/property-path",
            "zero_or_more_set_start zero_or_more_set_end zero_or_one_set_start zero_or_one_set_end",
        ),
    ),
    Group(
        "The engine takes a date without time zone for unequal to one with, instead of unknown.",
        _ANOTHER,
        True,
        _named("sparql10/open-world", "date-2"),
    ),
    Group(
        "GROUP_CONCAT of the engine keeps a language that all strings share.",
        _ANOTHER,
        True,
        _named("sparql11/aggregates", "agg-groupconcat-04 agg-groupconcat-06"),
    ),
    Group(
        "BNODE of one text is one blank node in all rows of the engine, not one for each row.",
        _ANOTHER,
        True,
        _named("sparql11/functions", "bnode01"),
    ),
    Group(
        "The engine reads `true` and `false` in small letters only.",
        "400 syntax-error",
        True,
        _named("sparql10/expr-builtin", "case-insensitive-booleans"),
    ),
    Group(
        "The engine refuses an aggregate's variable in a later expression of the same SELECT.",
        "400 syntax-error",
        True,
        _named("sparql12/grouping", "select-variable-reuse"),
    ),
    Group(
        "The engine's parser is laxer: `<?a&&?b>`, an aggregate in an aggregate, a triple term as"
        " subject of a triple term.",
        "200 ",
        True,
        (
            *_named("sparql10/syntax-sparql3", "syn-bad-26"),
            *_named("sparql12/syntax", "nested-aggregate-functions"),
            *_named(
                "sparql12/syntax-triple-terms-negative",
                "tripleterm-subject-03 tripleterm-subject-06",
            ),
        ),
    ),
    Group(
        "Deviation: SERVICE is refused unless its endpoint is allow-listed.",
        "403 service-refused",
        False,
        (
            *_named(
                "sparql11/service",
                "service1 service2 service3 service4a service5 service6 service7",
            ),
            *_named("sparql11/syntax-fed", "test_1 test_2 test_3"),
        ),
    ),
    Group(
        "Deviation: a query that calls a function which does not exist is refused before it is"
        " evaluated, also where no row would call it.",
        "400 unknown-function",
        False,
        (
            *_named("sparql10/syntax-sparql1", "syntax-expr-05 syntax-order-05 syntax-order-06"),
            *_named(
                "sparql10/syntax-sparql2",
                "syntax-function-01 syntax-function-02 syntax-function-03 syntax-function-04",
            ),
            *_named("sparql11/syntax-query", "test_4"),
        ),
    ),
)

KNOWN = {test: group for group in GROUPS for test in group.tests}
