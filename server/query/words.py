"""Words that are no SPARQL, and what their writer probably means."""

import difflib

from server.query.grammar import ARITIES, KEYWORDS
from server.query.update import OPERATIONS

_ALL = sorted(KEYWORDS | frozenset(ARITIES))

# Habits of other languages; the close match of a misspelling would lead astray.
_HABITS = {
    "AND": "'And' is &&.",
    "OR": "'Or' is ||.",
    "XOR": "'Either' is !=.",
    "LIKE": 'Write CONTAINS(?x, "part") or REGEX(?x, "pattern", "i").',
    "ILIKE": 'Write REGEX(?x, "pattern", "i").',
    "MATCHES": 'Write REGEX(?x, "pattern", "i").',
    "RLIKE": 'Write REGEX(?x, "pattern", "i").',
    "IS": "Write =, or BOUND(?x) for 'is not null'.",
    "NULL": "Nothing is null: BOUND(?x) tells whether a variable has a value; in VALUES, UNDEF.",
    "NONE": "BOUND(?x) tells whether a variable has a value.",
    "ISNULL": "Write !BOUND(?x).",
    "IFNULL": "Write COALESCE(?x, 0).",
    "NVL": "Write COALESCE(?x, 0).",
    "BETWEEN": "Write ?x >= 1 && ?x <= 9.",
    "JOIN": "Patterns in one group are joined by the variables that they share.",
    "INNER": "Patterns in one group are joined by the variables that they share.",
    "LEFT": "A left join is OPTIONAL { ... }.",
    "UNIQUE": "Write DISTINCT.",
    "TOP": "Write LIMIT 10 at the end.",
    "FETCH": "Write LIMIT 10 at the end.",
    "SORT": "Write ORDER BY.",
    "ORDERBY": "Write ORDER BY, two words.",
    "GROUPBY": "Write GROUP BY, two words.",
    "NOTEXISTS": "Write NOT EXISTS, two words.",
    "NOTIN": "Write NOT IN, two words.",
    "FROMNAMED": "Write FROM NAMED, two words.",
    "ASCENDING": "Write ASC(?x).",
    "DESCENDING": "Write DESC(?x).",
    "LEN": "Write STRLEN(?x).",
    "LENGTH": "Write STRLEN(?x).",
    "UPPER": "Write UCASE(?x).",
    "LOWER": "Write LCASE(?x).",
    "TOLOWER": "Write LCASE(?x).",
    "TOUPPER": "Write UCASE(?x).",
    "SUBSTRING": "Write SUBSTR(?x, 1, 3).",
    "STARTSWITH": 'Write STRSTARTS(?x, "beginning").',
    "ENDSWITH": 'Write STRENDS(?x, "end").',
    "CONCATENATE": "Write CONCAT(?x, ?y).",
    "AVERAGE": "Write AVG(?x).",
    "MEAN": "Write AVG(?x).",
    "CAST": "A cast is a function named as its datatype: xsd:integer(?x).",
    "CASE": "Write IF(condition, then, else).",
    "WHEN": "Write IF(condition, then, else).",
    "ELSE": "Write IF(condition, then, else).",
    "EXCEPT": "Write MINUS { ... }.",
    "INTERSECT": "Patterns in one group hold together: write both there.",
    "MATCH": "This looks like Cypher; SPARQL is SELECT ?x { ?x a ?type }.",
    "RETURN": "This looks like Cypher; SPARQL is SELECT ?x { ?x a ?type }.",
    "A": "The predicate 'a' is a small letter.",
    "TEXT": "A string stands in quotes.",
    **dict.fromkeys(
        [*OPERATIONS, "UPDATE"],
        "Updates are not answered: this endpoint only reads.",
    ),
}


_CLAUSES = frozenset({"WHERE", "FROM", "DISTINCT", "REDUCED"})

# What a word lacks, by what was expected in its place.
_MEANT = {
    "a variable": "A variable has a '?': ?{word}.",
    "a prefix with its colon": "A prefix ends in a colon: PREFIX {word}: <http://...>.",
    "an IRI": "A name needs its prefix: xsd:{word}.",
}


def word_hint(word: str, expected: str, variables: frozenset[str], is_prefix_known: bool) -> str:
    """Return what a word that SPARQL does not have may mean.

    `expected` is what could stand there, `variables` are the names of those in the query,
    `is_prefix_known` tells whether the word is a prefix.
    """
    if habit := _HABITS.get(word.upper()):
        return habit
    if word in variables:
        return f"Did you mean the variable ?{word}?"
    if expected in _MEANT:
        return _MEANT[expected].format(word=word)
    in_columns = "( expression AS ?name )" in expected
    near = difflib.get_close_matches(word.upper(), _CLAUSES if in_columns else _ALL, 1, 0.7)
    if near:
        return f"Did you mean {near[0]}?"
    if in_columns:
        return _MEANT["a variable"].format(word=word)
    if expected.startswith("SELECT"):
        return "A query begins with its form: SELECT * { ... }."
    if is_prefix_known:
        return f"A prefix stands with its colon: {word}:name."
    return "A name needs its prefix (rg:inheritance), a variable its '?', a string its quotes."
