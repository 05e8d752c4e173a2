"""Which coding an answer is sent in: by Accept-Encoding, without any I/O."""

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from server.problems import NotAcceptable

IDENTITY = "identity"
# Among equals the first wins: zstd packs a graph tighter than gzip, and several times as fast.
CODINGS = ("zstd", "gzip")
_SAME = {"x-gzip": "gzip"}  # RFC 9110, 8.4.1.3


def choose_coding(accept_encoding: str) -> str:
    """Return the coding that the header likes best: one of CODINGS, or IDENTITY.

    A coding is used only where the client names it, zstd only by its own name; a wildcard alone
    means gzip. RFC 9110, 12.5.3. Raises NotAcceptable if even IDENTITY is excluded.

    >>> choose_coding("gzip, deflate, br"), choose_coding("gzip;q=0.5, zstd"), choose_coding("")
    ('gzip', 'zstd', 'identity')
    """
    wanted: dict[str, float] = {}
    for name, quality in parse_accept_header(accept_encoding, Accept):
        coding = _SAME.get(name.lower(), name.lower())
        wanted[coding] = max(quality, wanted.get(coding, 0))
    wildcard = wanted.get("*", 0)
    qualities = {"zstd": wanted.get("zstd", 0), "gzip": wanted.get("gzip", wildcard)}
    best = max(CODINGS, key=qualities.__getitem__)
    if qualities[best] > 0 and qualities[best] >= wanted.get(IDENTITY, 0):
        return best
    if wanted.get(IDENTITY, wildcard if "*" in wanted else 1) > 0:
        return IDENTITY
    if qualities[best] > 0:
        return best
    raise NotAcceptable(
        f"Nothing fits Accept-Encoding: {accept_encoding}.", expected=[*CODINGS, IDENTITY]
    )
