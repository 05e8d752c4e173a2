"""Names of known diseases, hormones and inheritance modes in the sentences of a page."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from pyoxigraph import NamedNode

from loaders.gard.records import GardPage, Section, Sentence, Span
from loaders.gard.sentences import quote_around
from loaders.known_names import KnownNames
from loaders.name_search import Match, NameIndex
from loaders.said_names import HP

# MedQuAD's text of GARD's phenotype tables: a row "Zollinger-Ellison syndrome" is the HPO term
# of that name, a feature of the condition, and not the disease.
PHENOTYPE_TABLE: Final = "Signs and Symptoms Approximate number of patients"


class Mention(NamedTuple):
    """A known entity in a sentence; `number` counts the sentences of the section from 1."""

    section: Section
    number: int
    entity: NamedNode
    rule: str
    quote: str
    span: Span


def mentions(page: GardPage, entity: NamedNode, known: KnownNames) -> Iterator[Mention]:
    """Yield what the page's sentences mention, each entity once a sentence.

    The condition's own names are no mention of it. Bullets that point to resources are passed
    over: a disease in the name of a foundation is not spoken of.
    """
    own = NameIndex()
    listed = {page.title, *(name.text for name in page.names)}
    for name in sorted(listed | known.names_of(entity)):
        own.add(name, entity)
    for section in page.sections:
        for number, sentence in enumerate(section.sentences, 1):
            found = known.find(sentence.text, entity, own)
            yield from _in_sentence(section, number, sentence, found)


def _in_sentence(
    section: Section, number: int, sentence: Sentence, found: Iterator[Match]
) -> Iterator[Mention]:
    seen: set[NamedNode] = set()
    only_modes = sentence.text.startswith(PHENOTYPE_TABLE)
    for match in found:
        new = {b for b in match.bearers - seen if not only_modes or b.value.startswith(HP)}
        seen |= new
        for bearer in sorted(new, key=str):
            quote, start = quote_around(sentence.text, match.start, match.end)
            span = sentence.span.part(start, start + len(quote))
            yield Mention(section, number, bearer, _rule(match), quote, span)


def _rule(match: Match) -> str:
    shared = f", borne by {len(match.bearers)} entities" if len(match.bearers) > 1 else ""
    return f"known name in sentence{shared}: {match.text}"
