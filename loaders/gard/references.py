"""One entry of a page's reference list: author, title, publisher, address and dates."""

import re
from typing import Final

from loaders.gard.dates import read_day, read_issue
from loaders.gard.records import Reference

URL: Final = re.compile(r"https?://\S+")
ACCESSED: Final = re.compile(r"\bAccessed:?\s+(?:on\s+)?([^.;]+)")
ISSUED: Final = re.compile(
    r"(?:^|\.\s+)((?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\. )?[^.;]*);"
)
YEAR: Final = re.compile(r"\b\d{4}\b")
AUTHOR: Final = r"[A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+)* [A-Z]{1,4}"
AUTHORS: Final = re.compile(rf"{AUTHOR}(?:, {AUTHOR})*(?:,? et al)?")


def reference(number: int, text: str) -> Reference:
    """Return the entry as its parts.

    The layout is "Author. Title. Publisher. Date; URL. Accessed date."; each part but the title
    may be missing, and the author is told from the title by its initials.
    """
    url = URL.search(text)
    rest = URL.sub(" ", text)
    accessed = ACCESSED.search(rest)
    head, date_text = _split_date(ACCESSED.sub(" ", rest))
    author, title, publisher = _split_names(head)
    day = read_day(accessed[1]) if accessed else None
    issued = read_issue(date_text) if date_text else None
    unread = [accessed[0].strip()] if accessed and not day else []
    unread += [date_text] if date_text and not issued else []
    return Reference(
        number=number,
        title=title or text.strip(),
        author=author,
        publisher=publisher,
        url=url[0].rstrip(".,;") if url else None,
        accessed=day,
        issued=issued,
        unread_dates=tuple(unread),
    )


def _split_date(text: str) -> tuple[str, str | None]:
    """Return what stands before the date of publication, and the date's own words."""
    for found in ISSUED.finditer(text):
        if YEAR.search(found[1]):
            return text[: found.start()], found[1].strip()
    parts = _parts(text)
    for place, part in enumerate(parts):
        if place and read_issue(part):
            return ". ".join(parts[:place]), part
    return text, None


def _split_names(head: str) -> tuple[str | None, str | None, str | None]:
    parts = _parts(head)
    author = parts.pop(0) + "." if len(parts) > 1 and AUTHORS.fullmatch(parts[0]) else None
    title, publisher = [*parts, None, None][:2]
    return author, title, publisher


def _parts(text: str) -> list[str]:
    return [part.strip(" .;") for part in re.split(r"\.\s+", text) if part.strip(" .;")]
