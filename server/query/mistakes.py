r"""What is probably meant where a query leaves the grammar: a table of the mistakes people make.

Each pattern is searched in the tokens around the place, as the grammar sees them, with one space
between and keywords and functions in capitals; '@' stands before the token that does not fit.
"""

import re
from typing import NamedTuple


class Mistake(NamedTuple):
    """A pattern, what to say, what must have been expected, whether the token before is at fault.

    A hint may name {found}, the token that does not fit, and {before}, the one before it.
    """

    pattern: str
    hint: str
    expected: str = ""
    at_previous: bool = False


_OPERATOR = r"(?:=|!=|<|>|<=|>=|&&|\|\||\+|-|\*|/|IN|NOT) "
_TERM = r"@ (?:var|iri|name|ns|str|num|blank|TRUE|FALSE|\[|\(|<<) "
_END_OF_TRIPLE = r"@ (?:\.|;|,|\}|FILTER|OPTIONAL|BIND|VALUES|GRAPH|MINUS|UNION|\{|SELECT)? "
_ORDER = "The order is: GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET."
_COMMENT = "A comment begins with '#'."

MISTAKES = (
    # comments, and what other languages have
    Mistake(r"/ @ / |@ / [/*] |/ @ \* |@ - - ", _COMMENT),
    Mistake(r"= @ = ", "SPARQL compares with a single '='."),
    Mistake(r"= @ (?:<|>) ", "'At most' is <= and 'at least' is >=."),
    Mistake(r"! @ = |@ ! = ", "Write != without a space."),
    Mistake(r"< @ > |@ <> ", "'Not equal' is !=."),
    Mistake(r"@ \| ", "'Or' is || in an expression.", "an operator"),
    Mistake(
        r"(?:=|<|>|<=|>=) \S+ @ (?:=|<|>|<=|>=) ",
        "Comparisons do not chain: write ?a < ?b && ?b < ?c.",
    ),
    Mistake(r"(?:\(|,) @ / ", 'A regular expression is a string: REGEX(?x, "abc", "i").'),
    Mistake(r"@ \? \w+ ", "The name of a variable follows '?' without a space."),
    # literals and functions
    Mistake(r"(?:&&|\|\|) @ (?:=|!=|<|>|<=|>=) ",
            "A comparison has two sides: write ?a > 5 && ?a < 9."),
    Mistake(r"var @ \^\^ ",
            "Only a string in quotes takes a datatype; STRDT(?x, xsd:date) makes one."),
    Mistake(r"@ (?:var|iri|name|str|num|[A-Z_0-9]+) ",
            "A ',' stands between arguments.", "',' ')'"),
    Mistake(r"\^\^ @ ", "A datatype is an IRI: xsd:integer, xsd:date."),
    Mistake(r"; @ |SEPARATOR @ ", 'The separator is written so: GROUP_CONCAT(?x; SEPARATOR=", ").',
            "SEPARATOR"),
    Mistake(r"SEPARATOR @ ", 'The separator is written so: GROUP_CONCAT(?x; SEPARATOR=", ").'),
    Mistake(r"[A-Z_0-9]+ @ ", "{before} takes round brackets: {before}( ... ).", "'('"),
    # prologue
    Mistake(r"@ lang ns ", "SPARQL writes PREFIX, without '@' and without a '.' at the end."),
    Mistake(r"PREFIX ns @ (?:name|str|ns) ",
            "The namespace stands in angle brackets: PREFIX {before}"
            " <http://...>."),
    Mistake(r"PREFIX @ (?:name|\w+) ", "A prefix ends in a colon: PREFIX ex: <http://...>."),
    Mistake(r"PREFIX ns @ ",
            "A prefix is followed by its namespace: PREFIX {before} <http://...>."),
    Mistake(r"(?:PREFIX ns|BASE) iri @ [.;,] ", "A PREFIX line ends without '{found}'."),
    Mistake(r"@ (?:PREFIX|BASE) ", "PREFIX and BASE stand before the query form."),
    Mistake(r"@ lang ", "A language tag follows a string at once; by itself it is a string, as in"
            ' LANG(?x) = "en".'),
    # SELECT
    Mistake(r"SELECT (?:DISTINCT |REDUCED )?\( var @ , ",
            "Variables of SELECT stand side by side: no brackets, no commas."),
    Mistake(r"SELECT [^{}]*@ , ", "Variables of SELECT stand side by side, without commas."),
    Mistake(r"SELECT (?:DISTINCT |REDUCED )?@ (?:WHERE|FROM|\{) ",
            "Name what to select: variables, or * for all."),
    Mistake(r"SELECT (?:DISTINCT |REDUCED )?\* @ (?:var|\() |SELECT [^{}]*@ \* ",
            "'*' stands alone: it means every variable already.", "WHERE or '{'"),
    Mistake(r"SELECT [^{}]*@ (?:DISTINCT|REDUCED) ", "{found} stands right after SELECT."),
    Mistake(r"SELECT [^{}]*@ AS ", "AS stands inside brackets, with its expression:"
            " ( expression AS ?name )."),
    Mistake(r"SELECT [^{}]*@ [A-Z_0-9]+ \( ",
            "What SELECT computes needs brackets and a name: ({found}(...) AS ?name)."),
    Mistake(r"SELECT [^{}]*\( [^{}]*@ \) ", "What SELECT computes needs a name: ( ... AS ?name)."
            " A variable alone stands without brackets.", "AS"),
    Mistake(r"SELECT [^{}]*@ (?:name|iri|str|num|ns) ", "SELECT takes variables: ?name.",
            "a variable, or"),
    Mistake(r"SELECT [^{}]*@ (?:var|WHERE|FROM|\{) ",
            "What SELECT computes needs a name: ( ... AS ?name).", "AS"),
    Mistake(r"SELECT @ \+ ", "The '+' stand for spaces: the query is encoded twice."),
    Mistake(r"(?:ASK|WHERE) @ ", "{before} takes a group in braces: {before} {{ ... }}."),
    Mistake(r"CONSTRUCT @ ",
            "The triples to make stand in braces: CONSTRUCT {{ ... }} WHERE {{ ... }}."),
    Mistake(r"DESCRIBE @ ",
            "DESCRIBE takes an IRI, or a variable and its pattern: DESCRIBE ?x {{ ... }}."),
    Mistake(r"FROM (?:NAMED )?@ ",
            "FROM takes the IRI of a graph; any graph is GRAPH ?g {{ ... }}."),
    Mistake(r"START @ (?:\{|WHERE) ", "A query begins with its form: SELECT * {{ ... }}."),
    # clauses
    Mistake(r"(?:OPTIONAL|MINUS|UNION|EXISTS|LATERAL) @ ",
            "{before} takes a group in braces: {before} {{ ... }}."),
    Mistake(r"@ UNION ", "UNION stands between two groups in braces: {{ ... }} UNION {{ ... }}."),
    Mistake(r"NOT @ ", "NOT goes with IN or EXISTS; any other condition is negated by !( ... )."),
    Mistake(r"(?:FILTER|HAVING) @ ", "The condition stands in brackets: {before} ( ... )."),
    Mistake(rf"(?:FILTER|HAVING) \S+ \( [^{{}}]*\) @ {_OPERATOR}",
            "The whole condition stands in brackets: ( f(?x) = 1 )."),
    Mistake(rf"(?:FILTER|HAVING) \( [^{{}}]*\) @ {_OPERATOR}",
            "The whole condition stands in one pair of brackets: ( (...) && (...) )."),
    Mistake(r"BIND @ |BIND \( [^{}]*@ (?:,|\)|=|var|\}|\.) ", "BIND takes an expression and a new"
            " variable: BIND ( expression AS ?name ).", "AS"),
    Mistake(r"BIND @ ", "BIND takes brackets: BIND ( expression AS ?name )."),
    Mistake(r"AS @ ", "AS gives its value to a variable: AS ?name."),
    Mistake(r"GRAPH @ ", "GRAPH takes the IRI of a graph, or a variable: GRAPH ?g {{ ... }}."),
    Mistake(r"(GRAPH|SERVICE) (?:SILENT )?(?:var|iri|name|ns) @ ", "What is asked there stands in"
            " braces: {{ ... }}."),
    Mistake(r"VALUES var @ ", "The values stand in braces: VALUES {before} {{ 1 2 }}."),
    Mistake(r"VALUES [^{}]*\{ [^{}]*@ , ", "Values stand side by side, without commas."),
    Mistake(r"VALUES var \{ [^{}]*@ \( ", "The values of one variable stand without brackets."),
    Mistake(r"VALUES \( (?:var )*\) \{ ",
            "Each row stands in brackets of its own: (1 2).", "a row ( ... )"),
    Mistake(r"VALUES \S+ \{ [^{}]*@ var ", "A value is an IRI or a literal, never a variable."),
    Mistake(r"IN @ ", "IN takes a list in round brackets: IN (1, 2)."),
    # solution modifiers
    Mistake(r"(?:ORDER|GROUP) @ ", "Write {before} BY."),
    Mistake(r"(?:ORDER|GROUP) BY [^{}]*@ , ",
            "What to sort or group by stands side by side, without commas."),
    Mistake(r"(?:ASC|DESC) @ ",
            "{before} stands before what it sorts, with brackets: {before}(?name)."),
    Mistake(r"(?:BY|LIMIT|OFFSET|HAVING) [^{}]*@ (?:GROUP|HAVING|ORDER) ", _ORDER),
    Mistake(r"LIMIT num @ , ", "Write LIMIT 20 OFFSET 10 for the rows from the eleventh on."),
    Mistake(r"LIMIT num .*@ LIMIT |OFFSET num .*@ OFFSET ", "One {found} is enough."),
    Mistake(r"(?:LIMIT|OFFSET) @ ", "{before} takes a whole number, not negative, without quotes."),
    Mistake(r"@ (?:LIMIT|OFFSET|ORDER|GROUP|HAVING) ",
            "{found} stands behind the '}}' that closes the pattern.", "'}'"),
    # triples
    Mistake(r"(?:iri|name|a|\)) @ \{ num ",
            "A path repeats by +, * or ?; a number of times is written out: p/p, p?/p?."),
    Mistake(r"var @ - (?!var)\S+ ",
            "The name of a variable has letters, digits and '_', never a '-'."),
    Mistake(r"[{.}] @ SELECT ",
            "A SELECT within a pattern has braces of its own: {{ SELECT ... }}."),
    Mistake(r"CONSTRUCT \{.*\} @ ", "After the triples to make comes the pattern: WHERE"
            " {{ ... }}. CONSTRUCT WHERE {{ ... }} has one for both.",
            "WHERE or '{'"),
    Mistake(r"@ [)}.] ", "An operand is missing here.", "an expression"),
    Mistake(r"@ \|\| ", "One of several predicates is written with a single '|'.", "an object"),
    Mistake(r"var @ [*/|?] |var \+ @ ",
            "A path is made of IRIs; a variable stands for one predicate."),
    Mistake(r"@ < ", "An IRI in angle brackets holds no space, no quote and no brace."),
    Mistake(r"SELECT .*@ (?:var|iri|name|\[|OPTIONAL|FILTER) ",
            "A SELECT within a pattern has braces of its own: {{ SELECT ... }}.", "VALUES '}'"),
    Mistake(r"@ [;.] ",
            "Nothing stands behind the last '}}': leave out '{found}'.", "the end of the query"),
    Mistake(r"[.{] @ \. ", "One '.' between two triple patterns is enough, and none comes first."),
    Mistake(r", @ ", "After ',' comes one more object; leave the ',' out if there is none."),
    Mistake(r"[{.}] @ ; ", "';' repeats a subject: a triple pattern must stand before it."),
    Mistake(r"@ str ", "A predicate is an IRI or a variable, never a string.", "a predicate"),
    Mistake(_END_OF_TRIPLE, "The triple has no object: subject, predicate and object belong to it.",
            "an object"),
    Mistake(_END_OF_TRIPLE,
            "The triple has a subject alone: a predicate and an object are missing.",
            "a predicate"),
    Mistake(_TERM, "A '.' seems to be missing here, or a ';' if the subject stays the same.", "'.'",
            at_previous=True),
    Mistake(r"@ \} ",
            "There is one '}}' too many, or a '{{' is missing before.", "the end of the query"),
    Mistake(r"@ \) ", "There is one ')' too many, or a '(' is missing before."),
)  # fmt: skip


def hint(view: str, expected: str, texts: dict[str, str]) -> tuple[str | None, bool]:
    """Return what is probably meant at a place, and whether the token before is at fault.

    `view` is the tokens around the place as the patterns see them, `texts` the words found and
    before as they are written.
    """
    for one in MISTAKES:
        if one.expected in expected and re.search(one.pattern, view):
            return one.hint.format(**texts), one.at_previous
    return None, False
