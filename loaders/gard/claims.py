"""What a GARD page claims, by its list of names and by the names in its sentences."""

from collections.abc import Iterator

from pyoxigraph import Quad

from loaders.claims import EXTRACTED, Claim, Node, Property, evidence, integer, quote
from loaders.gard.identity import Identity
from loaders.gard.mentions import Mention
from loaders.gard.parts import english, place, section_iri
from loaders.gard.records import GardPage
from loaders.gard.sentences import first_words
from loaders.known_names import KnownNames
from loaders.name_search import folded
from ontology import terms as rg
from ontology.standard import dcterms_isPartOf, skos_altLabel


def name_quads(about: Identity, page: GardPage, known: KnownNames) -> Iterator[Quad]:
    """Yield a claim for each other name, of no scope: the page gives none.

    The title is one of them where the condition is known by another name.
    """
    titles = set(map(folded, known.titles_of(about.entity)))
    names = set(map(folded, known.names_of(about.entity)))
    if titles and folded(page.title) not in names:
        where = evidence(about.source, quote(first_words(page.title)))
        yield from _name(about, page.title, where, known, ())
    for number, name in enumerate(page.names, 1):
        if folded(name.text) not in titles:
            where = place(about, name.span, name.words)
            notes = ((rg.position, integer(number)),)
            yield from _name(about, name.text, where, known, notes)


def mention_quads(about: Identity, mention: Mention) -> Iterator[Quad]:
    """Yield the claim that a sentence contains a name of a known entity, and no more."""
    claim = Claim(
        kind=rg.ExtractedClaim,
        subject=about.entity,
        predicate=rg.mentions,
        object=mention.entity,
        source=about.source,
        evidence=(place(about, mention.span, mention.quote),),
        qualifiers=(
            (rg.extractionRule, english(mention.rule)),
            (dcterms_isPartOf, section_iri(about, mention.section)),
            (rg.position, integer(mention.number)),
        ),
        origin=EXTRACTED,
    )
    yield from claim.quads(about.graph)


def _name(
    about: Identity, name: str, where: Node, known: KnownNames, notes: tuple[Property, ...]
) -> Iterator[Quad]:
    others = known.others_named(name, about.entity)
    claim = Claim(
        kind=rg.SynonymClaim,
        subject=about.entity,
        predicate=skos_altLabel,
        object=english(name),
        source=about.source,
        evidence=(where,),
        notes=(*notes, *((rg.alsoNames, other) for other in others)),
        origin=EXTRACTED,
    )
    yield from claim.quads(about.graph)
