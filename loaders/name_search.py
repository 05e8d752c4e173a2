"""Names found in a text: whole words, longest name first."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

WORD: Final = re.compile(r"\w+(?:[-\u2010\u2011\u2013]\w+)*|[^\w\s,]")
HYPHENS: Final = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2019": "'"})
SHORTEST_NAME: Final = 3  # "AD" and "ND" stand for too many things
LONGEST_ABBREVIATION: Final = 8


class Word(NamedTuple):
    """One word, or one punctuation mark other than a comma, of a text."""

    text: str
    start: int
    end: int


class Match(NamedTuple):
    """A name in a text: where, as it stands there, and who bears it."""

    start: int
    end: int
    text: str
    bearers: frozenset[NamedNode]


@dataclass(frozen=True)
class _Name:
    words: tuple[str, ...]
    bearer: NamedNode
    preferred: bool


@dataclass
class NameIndex:
    """Names and their bearers, ready to be looked for.

    An abbreviation matches in its own letter case only, any other word in each. A text may have
    a name in the plural with "s", and with a comma more or less ("neoplasia, type 1"). A hyphen
    joins words: "insulin-like" does not hold "insulin".
    """

    _names: dict[tuple[str, ...], list[_Name]] = field(default_factory=lambda: defaultdict(list))
    _longest: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, name: str, bearer: NamedNode, preferred: bool = False) -> None:
        """Take up a name, unless it is too short to tell anything."""
        spelt = tuple(word.text for word in words(name))
        if len(name) < SHORTEST_NAME or not any(word[0].isalpha() for word in spelt):
            return
        key = tuple(map(folded, spelt))
        self._names[key].append(_Name(spelt, bearer, preferred))
        self._longest[key[0]] = max(self._longest[key[0]], len(key))

    def bearers(self, name: str) -> frozenset[NamedNode]:
        """Return who bears exactly this name, by preferred and by other names alike."""
        spelt = [word.text for word in words(name)]
        return frozenset(found.bearer for found in self._spelt(spelt))

    def matches(self, text: str) -> Iterator[Match]:
        """Yield every place where a name stands, overlapping ones too.

        If something bears a name as its preferred one, those are its bearers.
        """
        listed = list(words(text))
        for first in range(len(listed)):
            for size in range(self._reach(listed[first].text), 0, -1):
                part = listed[first : first + size]
                found = list(self._in_text([word.text for word in part]))
                if len(part) == size and found:
                    start, end = part[0].start, part[-1].end
                    yield Match(start, end, text[start:end], _most_preferred(found))

    def _reach(self, word: str) -> int:
        return max(self._longest.get(folded(form), 0) for form in (word, _singular(word)))

    def _in_text(self, spelt: list[str]) -> Iterator[_Name]:
        yield from self._spelt(spelt)
        singular = _singular(spelt[-1])
        if singular != spelt[-1]:
            yield from self._spelt([*spelt[:-1], singular])

    def _spelt(self, spelt: list[str]) -> Iterator[_Name]:
        for name in self._names.get(tuple(map(folded, spelt)), ()):
            if all(
                word == said or not _is_abbreviation(word)
                for word, said in zip(name.words, spelt, strict=True)
            ):
                yield name


def words(text: str) -> Iterator[Word]:
    """Yield the words and the punctuation marks of a text, commas left out."""
    for found in WORD.finditer(text):
        yield Word(found[0], found.start(), found.end())


def folded(text: str) -> str:
    """Return the text without differences of case, hyphen and apostrophe."""
    return text.translate(HYPHENS).casefold()


def longest_first(matches: Iterable[Match]) -> list[Match]:
    """Return the matches that do not overlap a longer one, in the order of the text.

    Of two in the same place the one that came first stays.
    """
    kept: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start)):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return sorted(kept)


def _is_abbreviation(word: str) -> bool:
    capitals = sum(letter.isupper() for letter in word)
    return word.isupper() and capitals > 1 and len(word) <= LONGEST_ABBREVIATION


def _singular(word: str) -> str:
    return word[:-1] if len(word) > SHORTEST_NAME and word.endswith("s") else word


def _most_preferred(names: list[_Name]) -> frozenset[NamedNode]:
    preferred = frozenset(name.bearer for name in names if name.preferred)
    return preferred or frozenset(name.bearer for name in names)
