"""Which bracket is at fault where brackets do not pair."""

from collections.abc import Sequence

from server.query.token_checks import Finding
from server.query.tokens import Token, place

ENDS = {"(": ")", "[": "]", "{": "}", "{|": "|}", "<<": ">>", "<<(": ")>>"}


def open_brackets(query_tokens: Sequence[Token]) -> list[Token]:
    """Return the brackets that are open after the tokens, outermost first."""
    found: list[Token] = []
    for token in query_tokens:
        if token.kind == "open":
            found.append(token)
        elif token.kind == "close" and found and ENDS[found[-1].text] == token.text:
            found.pop()
    return found


def unclosed(query: str, query_tokens: Sequence[Token]) -> Finding | None:
    """Return the finding for a bracket that the end of the query leaves open.

    The innermost one that is open is at fault, unless the indentation tells of one further on:
    a '}' at the beginning of a line closes the line that begins as far to the left.
    """
    left_open = open_brackets(query_tokens)
    if not left_open:
        return None
    at_fault = _by_indentation(query, query_tokens) or left_open[-1]
    line, _ = place(query, at_fault.start)
    end = ENDS[at_fault.text]
    more = f" {len(left_open)} brackets are open at the end." if len(left_open) > 1 else ""
    hint = f"Add '{end}' where what begins in line {line} ends.{more}"
    return Finding(at_fault.start, f"'{at_fault.text}' is never closed", f"'{end}'", hint)


def _by_indentation(query: str, query_tokens: Sequence[Token]) -> Token | None:
    stack: list[Token] = []
    for token in query_tokens:
        if token.kind == "open":
            stack.append(token)
        elif token.kind == "close" and stack:
            opened = stack.pop()
            own = _indentation(query, token.start)
            begins_line = query[: token.start].rpartition("\n")[2].strip() == ""
            outer = {_indentation(query, one.start) for one in stack}
            if begins_line and own < _indentation(query, opened.start) and own in outer:
                return opened
    return None


def _indentation(query: str, start: int) -> int:
    line = query[query.rfind("\n", 0, start) + 1 :]
    return len(line) - len(line.lstrip(" \t"))
