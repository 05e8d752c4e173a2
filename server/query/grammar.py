"""The grammar of queries over tokens, after SPARQL 1.1 and 1.2, section 19.8.

It is a little wider than theirs where that keeps it short: it need not refuse what the engine
refuses, only find the first token that cannot stand where it stands.

A line is a rule: its name, in double quotes how an error names what it stands for ("" for what is
not worth naming), and its body. 'X' is a keyword or a mark, a small letter begins a kind of token.
"""

from server.query.tokens import Token

RULES = """
Query = Prologue Form Data?
Prologue = Declaration*
Declaration "" = 'BASE' iri | 'PREFIX' ns iri | 'VERSION' str
Form "SELECT, ASK, CONSTRUCT or DESCRIBE" = Select | Construct | Describe | Ask
Select = 'SELECT' Distinct? ( '*' | SelectItem+ ) Dataset* Where Modifiers
SubSelect "" = 'SELECT' Distinct? ( '*' | SelectItem+ ) Where Modifiers Data?
Distinct "" = 'DISTINCT' | 'REDUCED'
SelectItem "a variable, or ( expression AS ?name )" = var | '(' Expression 'AS' var ')'
Construct = 'CONSTRUCT' ( Template Dataset* Where Modifiers | Dataset* 'WHERE' Template Modifiers )
Template = '{' TripleBlock? '}'
Describe = 'DESCRIBE' ( '*' | Described+ ) Dataset* Where? Modifiers
Described "a variable or an IRI" = var | Iri
Ask = 'ASK' Dataset* Where Modifiers
Dataset "" = 'FROM' 'NAMED'? Iri
Where "WHERE or '{'" = 'WHERE'? Group
Modifiers = GroupBy? Having? OrderBy? Slice?
GroupBy "GROUP BY" = 'GROUP' 'BY' GroupKey+
GroupKey "a variable, or ( expression )" = var | Call | '(' Expression ( 'AS' var )? ')'
Having "HAVING" = 'HAVING' Constraint+
OrderBy "ORDER BY" = 'ORDER' 'BY' OrderKey+
OrderKey "a variable, or DESC(?variable)" = var | Constraint | ( 'ASC' | 'DESC' ) Parentheses
Slice "LIMIT or OFFSET" = 'LIMIT' num ( 'OFFSET' num )? | 'OFFSET' num ( 'LIMIT' num )?
Data "VALUES" = 'VALUES' ( var '{' Value* '}' | '(' var* ')' '{' Row* '}' )
Row "a row ( ... )" = '(' Value* ')'
Value "an IRI, a literal or UNDEF" = Iri | Literal | 'UNDEF' | TripleTerm
Group = '{' ( SubSelect | Patterns ) '}'
Patterns = TripleBlock? ( Clause '.'? TripleBlock? )*
Clause "a clause such as OPTIONAL, FILTER or BIND" = Group ( 'UNION' Group )* | 'OPTIONAL' Group |
  'MINUS' Group | 'LATERAL' Group | 'GRAPH' Described Group | 'FILTER' Constraint | Data |
  'SERVICE' 'SILENT'? Described Group | 'BIND' '(' Expression 'AS' var ')'
TripleBlock "a triple pattern" = Triples ( '.' TripleBlock? )?
Triples = ( var | Iri | Literal | blank | TripleTerm ) Properties | Compound Properties?
Compound "" = '(' Node* ')' | '[' Properties? ']' | Reified
Properties "a predicate" = Verb Objects ( ';' ( Verb Objects )? )*
Verb "a predicate" = var | Path
Objects = Object ( ',' Object )*
Object = Node ( Reifier | Annotation )*
Reifier "" = '~' ( var | Iri | blank )?
Annotation "" = '{|' Properties '|}'
Node "an object: a variable, an IRI or a literal" =
  var | Iri | Literal | blank | Compound | TripleTerm
Reified = '<<' Node Verb Node Reifier? '>>'
TripleTerm "" = '<<(' Node Verb Node ')>>'
Iri "an IRI" = iri | name | ns
Literal "a literal" = str ( Language | Datatype )? | Sign? num | 'TRUE' | 'FALSE'
Language "" = lang ( '-' '-' ( 'LTR' | 'RTL' ) )?
Datatype "" = '^^' Iri
Sign "" = '+' | '-'
Path = PathSequence Alternative*
Alternative "" = '|' PathSequence
PathSequence = PathStep NextStep*
NextStep "" = '/' PathStep
PathStep "a predicate" = '^'? ( Iri | 'a' | '!' Negated | '(' Path ')' ) Repeat?
Repeat "" = '?' | '*' | '+'
Negated = Excluded | '(' ( Excluded ( '|' Excluded )* )? ')'
Excluded "an IRI" = '^'? ( Iri | 'a' )
Constraint "( expression ) or a function" = Parentheses | Call
Parentheses = '(' Expression ')'
Call "a function" = Iri Arguments | builtin Arguments | Aggregate | Exists
Arguments = '(' 'DISTINCT'? Expressions? ')'
Expressions = Expression ( ',' Expression )*
Aggregate = aggregate '(' Distinct? ( '*' | Expressions )? ( ';' 'SEPARATOR' '=' str )? ')'
Exists = 'NOT'? 'EXISTS' Group
Expression "an expression" = Conjunction Or*
Or "an operator" = '||' Conjunction
Conjunction = Comparison And*
And "an operator" = '&&' Comparison
Comparison = Sum Compared?
Compared "an operator" = ( '=' | '!=' | '<' | '>' | '<=' | '>=' ) Sum | 'NOT'? 'IN' List
List = '(' Expressions? ')'
Sum = Unary Added*
Added "an operator" = ( '+' | '-' | '*' | '/' ) Unary
Unary = Negation* Primary
Negation "" = '!' | '+' | '-'
Primary "an expression" = Parentheses | Iri Arguments? | builtin Arguments | Aggregate | Exists |
  var | Literal | TripleTerm
"""


def _words(text: str) -> list[str]:
    return text.split()


AGGREGATES = frozenset(_words("COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT"))

# Each function with the number of its arguments, at least and at most; None is no limit.
ARITIES: dict[str, tuple[int, int | None]] = {
    **dict.fromkeys(_words("RAND NOW UUID STRUUID"), (0, 0)),
    "BNODE": (0, 1),
    **dict.fromkeys(_words("COALESCE CONCAT"), (0, None)),
    **dict.fromkeys(
        _words(
            "STR LANG LANGDIR HASLANG HASLANGDIR DATATYPE BOUND ABS CEIL FLOOR ROUND STRLEN UCASE"
            " LCASE ENCODE_FOR_URI YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ MD5 SHA1 SHA256"
            " SHA384 SHA512 ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC SUBJECT PREDICATE OBJECT"
            " ISTRIPLE"
        ),
        (1, 1),
    ),
    **dict.fromkeys(_words("IRI URI"), (1, 2)),
    **dict.fromkeys(
        _words(
            "LANGMATCHES CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER STRLANG STRDT SAMETERM"
            " SAMEVALUE ADJUST"
        ),
        (2, 2),
    ),
    **dict.fromkeys(_words("REGEX SUBSTR"), (2, 3)),
    **dict.fromkeys(_words("IF STRLANGDIR TRIPLE"), (3, 3)),
    "REPLACE": (3, 4),
    **dict.fromkeys(AGGREGATES, (1, 1)),
}
BUILTINS = frozenset(ARITIES) - AGGREGATES
KEYWORDS = frozenset(
    _words(
        "SELECT CONSTRUCT DESCRIBE ASK BASE PREFIX VERSION DISTINCT REDUCED AS FROM NAMED WHERE"
        " GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET VALUES UNDEF OPTIONAL GRAPH UNION FILTER"
        " MINUS SERVICE SILENT LATERAL BIND IN NOT EXISTS SEPARATOR TRUE FALSE LTR RTL"
    )
)
_SYMBOLS = {"variable": "var", "string": "str", "number": "num", "language": "lang"}


def symbol(token: Token) -> str:
    """Return what the grammar sees of a token: its kind, or its text if that alone counts.

    >>> symbol(Token("word", "select", 0)), symbol(Token("word", "strlen", 7))
    ('SELECT', 'builtin')
    """
    if token.kind == "word":
        return _word_symbol(token.text)
    if token.kind == "name" and token.text.endswith(":") and token.text.count(":") == 1:
        return "ns"
    is_mark = token.kind in {"open", "close", "mark"}
    return token.text if is_mark else _SYMBOLS.get(token.kind, token.kind)


def _word_symbol(text: str) -> str:
    word = text.upper()
    if text == "a" or word in KEYWORDS:
        return "a" if text == "a" else word
    return "aggregate" if word in AGGREGATES else "builtin" if word in BUILTINS else "word"
