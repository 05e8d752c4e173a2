"""Why a query that the engine refuses is no SPARQL: the place, what was expected, and a hint.

The engine's own message often names the wrong place. What the tokens and the grammar tell is told
from them; only what is left is told in the engine's words.
"""

from collections.abc import Mapping, Sequence

from server.problems import Problem, QueryRefused, SyntaxProblem, UpdateRefused
from server.query.brackets import open_brackets, unclosed
from server.query.characters import odd_character, unreadable
from server.query.engine_messages import from_engine
from server.query.excerpt import excerpt
from server.query.grammar import symbol
from server.query.meaning import CHECKS
from server.query.mistakes import hint
from server.query.recogniser import Misplaced, misplaced
from server.query.token_checks import Finding, unknown_prefix
from server.query.tokens import Token, Untokenisable, offset, place, tokens
from server.query.update import is_update
from server.query.words import word_hint

_VIEW_BEFORE = 60
_VIEW_BEHIND = 3
_SHOWN_CHARACTERS = 40
_MOST_EXPECTED = 6
_UNREADABLE = "unreadable"


def explain(query: str, engine_message: str, known: Mapping[str, str]) -> QueryRefused:
    """Return the problem of a query that the engine refused with a message.

    `known` are the prefixes that need no PREFIX line.
    """
    if is_update(query, known):
        return UpdateRefused("The text is an update; only queries are answered.")
    query_tokens = _readable_tokens(query)
    if not query_tokens:
        finding = Finding(0, "The query is empty", "SELECT, ASK, CONSTRUCT or DESCRIBE")
    else:
        finding = _first_mistake(query, query_tokens, known) or from_engine(
            query, engine_message, query_tokens
        )
    line, column = place(query, finding.start)
    return SyntaxProblem(
        f"Line {line}, column {column}: {finding.detail}.",
        line=line,
        column=column,
        excerpt=excerpt(query, finding.start),
        expected=finding.expected,
        hint=finding.hint,
    )


def show_place(problem: Problem, query: str) -> None:
    """Add the excerpt to a problem that names line and column of a query, if it has none."""
    line, column = problem.members.get("line"), problem.members.get("column")
    if isinstance(line, int) and isinstance(column, int) and "excerpt" not in problem.members:
        problem.members["excerpt"] = excerpt(query, offset(query, line, column))


def _readable_tokens(query: str) -> list[Token]:
    """Return the tokens of a query, up to the place where none begins: a last one stands for it."""
    found: list[Token] = []
    try:
        for token in tokens(query):
            found.append(token)  # noqa: PERF402  # what came before the error is kept
    except Untokenisable as error:
        found.append(Token(_UNREADABLE, query[error.start], error.start))
    return found


def _first_mistake(
    query: str, query_tokens: Sequence[Token], known: Mapping[str, str]
) -> Finding | None:
    """Return the mistake that comes first in the text; of meaning only if there is no other."""
    wrong = misplaced([symbol(token) for token in query_tokens])
    found = [
        odd_character(query_tokens),
        _misplaced_token(query, query_tokens, wrong, known) if wrong else None,
        unknown_prefix(query_tokens, known),
    ]
    if any(found):
        return min((one for one in found if one), key=lambda one: one.start)
    return next((one for check in CHECKS if (one := check(query_tokens))), None)


def _misplaced_token(
    query: str, query_tokens: Sequence[Token], wrong: Misplaced, known: Mapping[str, str]
) -> Finding | None:
    expected = _listed(wrong.expected)
    if wrong.place == len(query_tokens):
        return unclosed(query, query_tokens) or _at_end(query, query_tokens, wrong)
    found = query_tokens[wrong.place]
    if found.kind == _UNREADABLE:
        return _behind_a_string(query_tokens, wrong.place) or unreadable(query, found.start)
    if symbol(found) == "word":
        return _behind_a_string(query_tokens, wrong.place) or _unknown_word(
            query_tokens, found, expected, known
        )
    return _behind_a_string(query_tokens, wrong.place) or _with_hint(
        query, query_tokens, wrong, expected
    )


def _with_hint(
    query: str, query_tokens: Sequence[Token], wrong: Misplaced, expected: str
) -> Finding:
    found, before = query_tokens[wrong.place], _before(query_tokens, wrong.place)
    texts = {"found": _shown(found.text), "before": _shown(before.text)}
    meant, at_previous = hint(_view(query_tokens, wrong.place), " ".join(wrong.expected), texts)
    if at_previous:
        start = before.start + len(before.text)
        detail = f"Something is missing behind '{_shown(before.text)}'"
        return Finding(start, detail, expected, meant)
    open_round = [one for one in open_brackets(query_tokens[: wrong.place]) if one.text == "("]
    if open_round and "')'" in wrong.expected and found.text.upper() in {"}", ".", "{", "WHERE"}:
        line, column = place(query, open_round[-1].start)
        meant = f"The '(' in line {line}, column {column} is still open: a ')' is missing."
    return Finding(found.start, f"'{_shown(found.text)}' cannot stand here", expected, meant)


def _at_end(query: str, query_tokens: Sequence[Token], wrong: Misplaced) -> Finding:
    last = query_tokens[-1]
    meant, _ = hint(
        _view(query_tokens, wrong.place),
        " ".join(wrong.expected),
        {"found": "the end", "before": _shown(last.text)},
    )
    start = last.start + len(last.text)
    return Finding(start, "The query ends too early", _listed(wrong.expected), meant)


def _unknown_word(
    query_tokens: Sequence[Token], found: Token, expected: str, known: Mapping[str, str]
) -> Finding:
    variables = frozenset(token.text[1:] for token in query_tokens if token.kind == "variable")
    detail = f"'{_shown(found.text)}' is no keyword and no function of SPARQL"
    meant = word_hint(found.text, expected, variables, found.text in known)
    return Finding(found.start, detail, expected, meant)


def _behind_a_string(query_tokens: Sequence[Token], index: int) -> Finding | None:
    """Return the finding for a string that ends too early, at a quote that belongs to its text."""
    before, found = _before(query_tokens, index), query_tokens[index]
    if before.kind != "string" or before.start + len(before.text) != found.start:
        return None
    if found.kind not in {"word", "variable", "number", "string"} and found.text not in "'\"":
        return None
    quote, other = before.text[-1], '"' if before.text[-1] == "'" else "'"
    return Finding(
        found.start - 1,
        "The string ends at this quote, and text follows",
        "an operator, or what comes after a string",
        f"A quote within a string is written \\{quote}, or the string stands in {other} quotes.",
    )


def _before(query_tokens: Sequence[Token], index: int) -> Token:
    return query_tokens[index - 1] if index else Token("", "", 0)


def _view(query_tokens: Sequence[Token], index: int) -> str:
    before = map(_seen, query_tokens[max(0, index - _VIEW_BEFORE) : index])
    behind = map(_seen, query_tokens[index : index + _VIEW_BEHIND])
    return " ".join(["START" if index == 0 else "", *before, "@", *behind]).strip() + " "


def _seen(token: Token) -> str:
    if token.kind == "word":
        return token.text.upper()
    return "<>" if token.text == "<>" else symbol(token)


def _listed(expected: Sequence[str]) -> str:
    more = " or something else" if len(expected) > _MOST_EXPECTED else ""
    return " or ".join(expected[:_MOST_EXPECTED]) + more


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "..."
