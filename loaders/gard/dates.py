"""Dates as GARD pages write them. What cannot be read is None, never a guess."""

import re
from datetime import date
from typing import Final

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
NUMBERS: Final = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")
WORDS: Final = re.compile(r"(?P<month>[A-Za-z]{3,9})\.? (?:(?P<day>\d{1,2}), )?(?P<year>\d{4})")
YEAR: Final = re.compile(r"(?:19|20)\d\d")


def read_day(text: str) -> date | None:
    """Return the day that a US date such as "5/18/2018" names.

    >>> read_day("5/18/2018")
    datetime.date(2018, 5, 18)
    >>> read_day("18/5/2018") is None
    True
    """
    found = NUMBERS.fullmatch(text.strip())
    return _day(int(found["year"]), int(found["month"]), int(found["day"])) if found else None


def read_issue(text: str) -> str | None:
    """Return a date of publication in ISO form, as precise as it is written.

    >>> [read_issue(t) for t in ("March 22, 2018", "November 2014", "2014", "Winter 2014")]
    ['2018-03-22', '2014-11', '2014', None]
    """
    text = text.strip()
    if YEAR.fullmatch(text):
        return text
    if day := read_day(text):
        return day.isoformat()
    found = WORDS.fullmatch(text)
    month = _month(found["month"]) if found else None
    if not found or not month:
        return None
    if not found["day"]:
        return f"{found['year']}-{month:02}"
    day = _day(int(found["year"]), month, int(found["day"]))
    return day.isoformat() if day else None


def _month(name: str) -> int | None:
    name = name.casefold().replace("sept", "sep") if len(name) == 4 else name.casefold()
    numbers = [n for n, month in enumerate(MONTHS, 1) if name in (month, month[:3])]
    return numbers[0] if numbers else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
