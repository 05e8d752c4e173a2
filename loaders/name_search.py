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
LONGEST_NAME: Final = 25  # words, as many as may be quoted


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
    _sizes: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, name: str, bearer: NamedNode, preferred: bool = False) -> None:
        """Take up a name, unless it is too short to tell anything or too long to be one."""
        spelt = tuple(word.text for word in words(name))
        short = len(name) < SHORTEST_NAME or not any(word[0].isalpha() for word in spelt)
        if short or len(spelt) > LONGEST_NAME:
            return
        key = tuple(map(folded, spelt))
        self._names[key].append(_Name(spelt, bearer, preferred))
        self._sizes[key[0]].add(len(key))
        if len(key) == 1:
            self._sizes[key[0] + "s"].add(1)

    def bearers(self, name: str) -> frozenset[NamedNode]:
        """Return who bears exactly this name, by preferred and by other names alike."""
        spelt = [word.text for word in words(name)]
        return frozenset(found.bearer for found in self._spelt(spelt, list(map(folded, spelt))))

    def matches(self, text: str) -> Iterator[Match]:
        """Yield every place where a name stands, overlapping ones too.

        If something bears a name as its preferred one, those are its bearers.
        """
        listed = list(words(text))
        spelt = [word.text for word in listed]
        keys = [folded(word) for word in spelt]
        for first, key in enumerate(keys):
            for size in sorted(self._sizes.get(key, ()), reverse=True):
                end = first + size
                found = list(self._in_text(spelt[first:end], keys[first:end]))
                if found and end <= len(listed):
                    start, stop = listed[first].start, listed[end - 1].end
                    yield Match(start, stop, text[start:stop], _most_preferred(found))

    def _in_text(self, spelt: list[str], key: list[str]) -> Iterator[_Name]:
        yield from self._spelt(spelt, key)
        singular = _singular(spelt[-1])
        if singular != spelt[-1]:
            yield from self._spelt([*spelt[:-1], singular], [*key[:-1], folded(singular)])

    def _spelt(self, spelt: list[str], key: list[str]) -> Iterator[_Name]:
        for name in self._names.get(tuple(key), ()):
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
    by_length = sorted(matches, key=lambda m: (m.start - m.end, m.start))
    taken = bytearray(max((match.end for match in by_length), default=0))
    kept: list[Match] = []
    for match in by_length:
        # Nothing kept is shorter, so what overlaps this one covers its first or its last character.
        if not taken[match.start] and not taken[match.end - 1]:
            taken[match.start : match.end] = b"\1" * (match.end - match.start)
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
