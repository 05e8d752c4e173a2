"""Tables whose cells are folded, so that they are no wider than a page."""

import shutil
import sys
from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap

from raregraph.terminal import is_terminal, plain

_NARROWEST = 12
_GAP = "  "


def lines(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return a table's lines: folded for a terminal, with tabs between the cells elsewhere."""
    told = [tuple(plain(cell) for cell in row) for row in (header, *rows)]
    if not is_terminal(sys.stdout):
        return ["\t".join(row) for row in told]
    return folded(told, max(shutil.get_terminal_size((100, 24)).columns, 60))


def folded(rows: Sequence[tuple[str, ...]], width: int) -> list[str]:
    """Return aligned lines of at most `width` characters; what is too long for it goes on below.

    Widths are taken from the widest columns, none becomes narrower than twelve characters.
    """
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return [line for row in rows for line in _folded_row(row, widths)]


def _folded_row(row: tuple[str, ...], widths: list[int]) -> list[str]:
    cells = [wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    return [
        _GAP.join(f"{part:{width}}" for part, width in zip(parts, widths, strict=True)).rstrip()
        for parts in zip_longest(*cells, fillvalue="")
    ]
