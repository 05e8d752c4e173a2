"""Which format an answer gets: by Accept header, by media type or by short name."""

from collections.abc import Sequence

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_options_header

from server.messages import MediaTypes
from server.protocol.formats import SOLUTIONS, TRIPLES, Format, not_acceptable


def media_types(format_name: str | None, accept: str) -> MediaTypes:
    """Return the media types that a request asks for; `format=` outdoes the Accept header.

    Raises NotAcceptable if neither kind of query can be answered.
    """
    if format_name is None:
        chosen = MediaTypes(choose(accept, SOLUTIONS), choose(accept, TRIPLES))
        asked = f"Accept: {accept}"
    else:
        chosen = MediaTypes(named(format_name, SOLUTIONS), named(format_name, TRIPLES))
        asked = f"format={format_name}"
    if chosen == (None, None):
        raise not_acceptable(asked, (*SOLUTIONS, *TRIPLES))
    return chosen


def choose(accept: str, offered: Sequence[Format]) -> str | None:
    """Return the offered media type that the header likes best, None if it likes none.

    A header that is absent, or has no media range in it, accepts anything: the first offer wins,
    as it does among equals.
    The most specific range decides, so q=0 excludes what a wildcard lets in. RFC 9110, 12.5.1.
    Parameters of a range, such as `version=1.2`, neither choose nor exclude a format.

    >>> choose("text/turtle;q=0.2, application/ld+json", TRIPLES)
    'application/ld+json'
    """
    ranges = _ranges(accept)
    if not ranges:
        return offered[0].media_type
    best = max(offered, key=lambda one: _quality(one, ranges))
    return best.media_type if _quality(best, ranges) > 0 else None


def named(format_name: str, offered: Sequence[Format]) -> str | None:
    """Return the offered media type that a value of `format=` means, None if it means none.

    >>> named("ttl", TRIPLES)
    'text/turtle'
    """
    wanted = format_name.strip().lower()
    for one in offered:
        if wanted in {one.media_type, *one.names, *one.aliases}:
            return one.media_type
    return None


def _ranges(accept: str) -> dict[str, float]:
    """Return the quality of each media range; what is none, such as `json`, is passed over."""
    ranges: dict[str, float] = {}
    for one, quality in parse_accept_header(accept, MIMEAccept):
        media_range = parse_options_header(one)[0].lower()
        if "/" in media_range:
            ranges[media_range] = max(quality, ranges.get(media_range, 0))
    return ranges


def _quality(offer: Format, ranges: dict[str, float]) -> float:
    spelt_out = [ranges[one] for one in (offer.media_type, *offer.aliases) if one in ranges]
    if spelt_out:
        return max(spelt_out)
    return ranges.get(offer.media_type.partition("/")[0] + "/*", ranges.get("*/*", 0))
