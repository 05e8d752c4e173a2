"""raregraph match: diseases by how well findings fit their phenotypes."""

from pathlib import Path

import click
from pyoxigraph import Store

from graph_data.matching import Hit, ranked
from graph_data.matching_data import SOURCES, Annotated, annotated
from graph_data.matching_terms import Hpo, MatchingError
from graph_data.release import current, opened
from ontology import identifiers
from raregraph.match_output import FORMATS, Matched
from raregraph.terminal import output_option, release_option, short, write


@click.command()
@click.argument("terms", nargs=-1)
@release_option
@output_option
@click.option("--top", default=10, show_default=True, type=click.IntRange(1))
@click.option("--source", type=click.Choice(SOURCES), help="Whose annotations; else the first.")
@click.option(
    "--disease", "only", multiple=True, help="Only this disease; may be given several times."
)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="table")
def match(
    terms: tuple[str, ...],
    folder: Path | None,
    output: Path | None,
    top: int,
    source: str | None,
    only: tuple[str, ...],
    form: str,
) -> None:
    """Rank diseases by how well TERMS of HPO fit the phenotypes that they are annotated with.

    The score is the average, over the terms asked for, of the information content (Resnik 1995)
    of what each has in common with the disease's best match. Beside it: the symmetric score
    (Köhler et al. 2009). What a disease is said not to have counts as absent, and is shown where
    it was asked for. It is not a diagnosis.

    \b
    Examples:
      raregraph match HP:0001943 HP:0000975 HP:0001289
      raregraph match --disease ORPHA:97253
    """
    if not terms and not only:
        raise click.UsageError("name at least one term of HPO, or a --disease")
    store = opened(current(folder))
    diseases = [_disease(store, one) for one in dict.fromkeys(only)]
    hpo = Hpo.of(store)
    asked = {term: hpo.finding(term) for term in map(_term, terms)}
    found = annotated(store, hpo, source)
    hits = _hits(found, list(asked.values()), diseases or None)[:top]
    matched = Matched.of(store, hpo, found, asked, hits, diseases)
    write(output, FORMATS[form](matched).encode())


def _hits(found: Annotated, asked: list[str], diseases: list[str] | None) -> list[Hit]:
    return ranked(found.annotations, asked, diseases) if asked else []


def _term(text: str) -> str:
    node = identifiers.parse(text)
    if not short(node).startswith("HP:"):
        raise MatchingError(f"{text} is no term of HPO: expected one such as HP:0001943")
    return node.value


def _disease(store: Store, text: str) -> str:
    node = identifiers.parse(text)
    places = ((node, None), (None, node))
    found = (store.quads_for_pattern(subject, None, value) for subject, value in places)
    if not any(next(quads, None) for quads in found):
        raise MatchingError(f"{text}: the release says nothing of {short(node)}")
    return node.value
