"""What the text of a setting says: a truth value, a list, an address; the reader of each kind."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_TRUTH = {"true": True, "yes": True, "on": True, "1": True}
_TRUTH |= {"false": False, "no": False, "off": False, "0": False}


_SAFE_WITHOUT_TLS = frozenset(("http", host) for host in ("localhost", "127.0.0.1", "::1"))
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]+\Z")


def truth(text: str) -> bool:
    """Return what true, yes, on, 1 or false, no, off, 0 say. Raises ValueError."""
    try:
        return _TRUTH[text.strip().lower()]
    except KeyError:
        raise ValueError(text) from None


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list: white space or commas stand between them."""
    return tuple(text.replace(",", " ").split())


def endpoints(text: str) -> tuple[str, ...]:
    """Return the addresses of a list of endpoints, each as a query has to write it.

    Raises ValueError for one that is not https (http for a loopback host), that holds a password
    or a fragment, or that two readers might take for different addresses.
    """
    found = words(text)
    for address in found:
        url = urlsplit(address)
        is_safe = url.scheme == "https" or (url.scheme, url.hostname) in _SAFE_WITHOUT_TLS
        has_more = url.username is not None or "#" in address or not _PLAIN_ADDRESS.match(address)
        if not is_safe or not url.hostname or has_more or "/." in url.path:
            raise ValueError(address)
    return found


def web_address(text: str) -> str:
    """Return an http or https address of a folder, ending in a slash; "" stays. ValueError."""
    url = urlsplit(text)
    is_folder = url.scheme in {"http", "https"} and url.hostname and not url.query + url.fragment
    if text and (not is_folder or url.username is not None or not _PLAIN_ADDRESS.match(text)):
        raise ValueError(text)
    return text if text.endswith("/") or not text else f"{text}/"


# How an error names what was expected.
KINDS: dict[Callable[[str], Any], str] = {
    truth: "true or false",
    words: "a list of words",
    web_address: "an http or https address without password, query and fragment",
    endpoints: "https addresses without password, fragment and dot segments",
    int: "int",
    float: "float",
    str: "text",
    Path: "a path",
}
