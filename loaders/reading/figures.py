"""Numbers of sources in the lexical form that the release has for them."""

import re
from decimal import Decimal
from typing import Final

_NUMBER: Final = re.compile(r"[0-9]{1,15}(?:[.][0-9]{1,15})?(?:[Ee][+-]?[0-9]{1,2})?")


def decimal(written: str) -> str:
    """Return a number that is not negative as the canonical form of xsd:decimal (XSD 1.1).

    Raises ValueError.

    >>> decimal("3.0E-4"), decimal("21.0"), decimal("0.50")
    ('0.0003', '21', '0.5')
    """
    if _NUMBER.fullmatch(written) is None:
        raise ValueError(f"expected a number, found {written[:50]!r}")
    return f"{Decimal(written).normalize():f}"
