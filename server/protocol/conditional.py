"""Entity tags and the requests that name them, without any I/O."""

import hashlib
import re
from collections.abc import Collection

_TAG = re.compile(r'(?:W/)?("[^"\x00-\x20\x7f]*")')
ANY = "*"


def entity_tag(*parts: object) -> str:
    """Return a strong entity tag, in its quotes, that changes with any of the parts.

    The parts are told apart by their `repr`, so only values whose `repr` says all belong here.
    """
    digest = hashlib.sha256(repr(parts).encode(errors="surrogatepass"))
    return f'"{digest.hexdigest()[:32]}"'


def coded_tag(tag: str, coding: str) -> str:
    """Return the entity tag of the same content in another coding. RFC 9110, 8.8.3.3.

    >>> coded_tag('"ab"', "gzip"), coded_tag('"ab"', "identity")
    ('"ab-gzip"', '"ab"')
    """
    return tag if coding == "identity" else f'{tag[:-1]}-{coding}"'


def matching_tag(if_none_match: str, tags: Collection[str]) -> str | None:
    """Return the first of the tags that the header lists, None if it lists none of them.

    Weak and strong tags compare as equals. RFC 9110, 13.1.2. `*` is left to the caller, since it
    means any answer that there is, and none is there before the query has been found to be good.

    >>> matching_tag('W/"a", "b"', ['"b"', '"c"'])
    '"b"'
    """
    listed = set(_TAG.findall(if_none_match))
    return next((tag for tag in tags if tag.removeprefix("W/") in listed), None)
