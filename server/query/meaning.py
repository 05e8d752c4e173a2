"""Why a query that keeps to the grammar means nothing all the same, each check one rule."""

from collections.abc import Callable, Sequence

from pyoxigraph import NamedNode

from server.query.columns import repeated_column, star_with_group, variable_without_value
from server.query.grammar import ARITIES
from server.query.selection import group_end, has_aggregate, name
from server.query.token_checks import Finding
from server.query.tokens import Token, unescape

Tokens = Sequence[Token]
Check = Callable[[Tokens], Finding | None]


def wrong_arity(query_tokens: Tokens) -> Finding | None:
    """Return a finding for the first function with too few or too many arguments."""
    for index, token in enumerate(query_tokens[:-1]):
        function = token.text.upper()
        if token.kind != "word" or function not in ARITIES or query_tokens[index + 1].text != "(":
            continue
        least, most = ARITIES[function]
        found = _argument_count(query_tokens, index + 1)
        if found < least or (most is not None and found > most):
            wanted = f"{least}" if least == most else f"{least} to {most}"
            hint = 'Write GROUP_CONCAT(?x; SEPARATOR=", ").' if function == "GROUP_CONCAT" else None
            detail = f"{token.text} has {found} argument{'' if found == 1 else 's'}"
            return Finding(
                token.start, detail, f"{wanted} argument{'' if wanted == '1' else 's'}", hint
            )
    return None


def _argument_count(query_tokens: Tokens, start: int) -> int:
    inner = query_tokens[start + 1 : group_end(query_tokens, start) - 1]
    at = commas = 0
    while at < len(inner) and inner[at].text != ";":
        commas += inner[at].text == ","
        at = group_end(inner, at) if inner[at].kind == "open" else at + 1
    return commas + 1 if inner else 0


def bound_before(query_tokens: Tokens) -> Finding | None:
    """Return a finding for the first BIND to a variable that its group has used before."""
    for index, token in enumerate(query_tokens):
        if token.kind != "word" or token.text.upper() != "BIND":
            continue
        variable = query_tokens[group_end(query_tokens, index + 1) - 2]
        if variable.kind == "variable" and name(variable) in _used_in_group(query_tokens, index):
            return Finding(
                variable.start,
                f"BIND gives {variable.text} a value, and it has been used before in this group",
                "a new variable after AS",
                f"Bind to a new name, such as {variable.text}2, or compare: FILTER(... ="
                f" {variable.text}).",
            )
    return None


def _used_in_group(query_tokens: Tokens, end: int) -> set[str]:
    """Return the variables that the group around a position binds before it."""
    found: set[str] = set()
    at = end - 1
    depth = 0
    while at >= 0 and (depth or query_tokens[at].text != "{"):
        token = query_tokens[at]
        depth += {"close": 1, "open": -1}.get(token.kind, 0)
        if token.kind == "variable":
            found.add(name(token))
        at -= 1
    return found - _only_tested(query_tokens[at + 1 : end])


def _only_tested(group: Tokens) -> set[str]:
    """Return the variables of a group that stand nowhere but in filters and negations."""
    tested: set[str] = set()
    binding: set[str] = set()
    at = 0
    while at < len(group):
        tests = group[at].text.upper() in {"FILTER", "MINUS"}
        following = (i for i in range(at, len(group)) if group[i].kind == "open")
        end = group_end(group, next(following, at)) if tests else at + 1
        names = {name(token) for token in group[at:end] if token.kind == "variable"}
        (tested if tests else binding).update(names)
        at = end
    return tested - binding


def uneven_row(query_tokens: Tokens) -> Finding | None:
    """Return a finding for the first row of VALUES that is not as long as its head."""
    for index, token in enumerate(query_tokens[:-1]):
        if token.text.upper() != "VALUES" or query_tokens[index + 1].text != "(":
            continue
        head_end = group_end(query_tokens, index + 1)
        width = head_end - index - 3
        at = head_end + 1
        while at < len(query_tokens) and query_tokens[at].text == "(":
            end = group_end(query_tokens, at)
            found = _value_count(query_tokens[at + 1 : end - 1])
            if found != width:
                detail = f"This row of VALUES is {found} long, and its head {width}"
                return Finding(query_tokens[at].start, detail, f"{width} values; UNDEF for none")
            at = end
    return None


def _value_count(row: Tokens) -> int:
    """Return how many values a row has; a datatype, a language and a sign are parts of one."""
    count = at = 0
    while at < len(row):
        is_part = row[at].kind == "language" or row[at].text in {"+", "-"}
        count += -1 if row[at].text == "^^" else not is_part
        at = group_end(row, at) if row[at].kind == "open" else at + 1
    return count


def broken_iri(query_tokens: Tokens) -> Finding | None:
    """Return a finding for the first IRI with a scheme that is none by RFC 3987."""
    for token in query_tokens:
        if token.kind == "iri" and ":" in token.text:
            try:
                NamedNode(unescape(token.text[1:-1]))
            except ValueError:
                detail = f"{token.text[:40]} is no IRI"
                hint = "Percent-encode what stands for itself, such as [ as %5B."
                return Finding(token.start, detail, "an IRI", hint)
    return None


def blank_in_two_groups(query_tokens: Tokens) -> Finding | None:
    """Return a finding for the first blank node label that two groups share."""
    groups: list[int] = [-1]
    group_of: dict[str, int] = {}
    for index, token in enumerate(query_tokens):
        if token.text == "{":
            groups.append(index)
        elif token.text == "}" and token.kind == "close":
            groups.pop()
        elif token.kind == "blank" and group_of.setdefault(token.text, groups[-1]) != groups[-1]:
            return Finding(
                token.start,
                f"The blank node {token.text} stands in another group already",
                "a blank node label in one group only",
                f"Use a variable: ?{token.text[2:]}",
            )
    return None


def aggregate_outside(query_tokens: Tokens) -> Finding | None:
    """Return a finding for the first aggregate in FILTER or BIND."""
    for index, token in enumerate(query_tokens):
        word = token.text.upper() if token.kind == "word" else ""
        if word in {"FILTER", "BIND"} and index + 1 < len(query_tokens):
            condition = query_tokens[index : group_end(query_tokens, index + 1)]
            if has_aggregate(condition):
                return Finding(
                    token.start,
                    f"An aggregate stands in {word}, before there are groups",
                    "aggregates in SELECT, HAVING or ORDER BY only",
                    "Write HAVING ( ... ) after GROUP BY.",
                )
    return None


CHECKS: tuple[Check, ...] = (
    broken_iri,
    wrong_arity,
    aggregate_outside,
    star_with_group,
    repeated_column,
    variable_without_value,
    bound_before,
    uneven_row,
    blank_in_two_groups,
)
