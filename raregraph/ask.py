"""raregraph query, export and resolve: what a release says."""

import sys
from pathlib import Path

import click
from pyoxigraph import RdfFormat

from graph_data import export, resolution
from graph_data.dumps import dump
from graph_data.release import STORE, current
from graph_data.store import open_store
from ontology import identifiers
from ontology.base import GRAPH
from raregraph.results import answer_of, print_results
from raregraph.terminal import (
    iri_below,
    output_option,
    release_option,
    short,
    table,
    text_of,
    write,
)
from server.formats import SOLUTIONS

RDF_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


@click.command()
@click.argument("query")
@release_option
@output_option
@click.option("--format", "form", help="csv, tsv, json, xml, turtle, nt, rdf or jsonld.")
@click.option("--seconds", default=60.0, show_default=True, help="Longest time it may take.")
def query(
    query: str, folder: Path | None, output: Path | None, form: str | None, seconds: float
) -> None:
    """Ask QUERY, a SPARQL text or a file that holds one (- reads it from standard input).

    Without --format and --output a SELECT prints a table, and CONSTRUCT prints Turtle. The
    prefixes of the release need no PREFIX line.

    \b
    Examples:
      raregraph query 'SELECT ?name { d:gard-0013034 skos:altLabel ?name }'
      raregraph query names.rq --format csv --output names.csv
    """
    answer = answer_of(_text(query), current(folder), form, seconds)
    content = answer.content if isinstance(answer.content, bytes) else answer.content.read()
    if form is None and output is None and answer.media_type == SOLUTIONS[0].media_type:
        print_results(content)
    else:
        write(output, content)


@click.command("export")
@release_option
@output_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(RDF_FORMATS)),
    default="turtle",
    show_default=True,
    help="turtle, ntriples and rdfxml hold the union of the graphs, each triple once.",
)
@click.option("--graph", help="Only this named graph, by IRI or by its name, such as curated.")
@click.option("--condition", help="Only this condition and all that is said of it, by identifier.")
def export_command(
    folder: Path | None,
    output: Path | None,
    form: str,
    graph: str | None,
    condition: str | None,
) -> None:
    """Write a release, one graph of it, or one condition with all its claims.

    \b
    Examples:
      raregraph export --output raregraph.ttl
      raregraph export --condition GARD:0003829 --format jsonld
    """
    if graph and condition:
        raise click.UsageError("--graph and --condition exclude each other")
    store = open_store(current(folder) / STORE)
    if graph:
        quads = export.one_graph(store, iri_below(GRAPH, graph))
    elif condition:
        quads = export.condition(store, identifiers.parse(condition))
    else:
        quads = export.whole(store)
    write(output, dump(quads, RDF_FORMATS[form], identifiers.output_prefixes()))


@click.command()
@click.argument("identifier")
@release_option
@click.option("--hops", default=3, show_default=True, type=click.IntRange(1, 9))
def resolve(identifier: str, folder: Path | None, hops: int) -> None:
    """List what IDENTIFIER, in any spelling, is mapped to, with predicate, source and route.

    \b
    Example:
      raregraph resolve ORPHA:97253
    """
    start = identifiers.parse(identifier)
    store = open_store(current(folder) / STORE)
    rows = [
        (
            short(found.entity),
            found.label,
            short(found.route[-1].predicate),
            short(found.route[-1].source),
            " > ".join(short(step.start) for step in found.route),
        )
        for found in resolution.equivalents(store, start, hops)
    ]
    if not rows:
        raise click.ClickException(f"{short(start)} is in no mapping of this release")
    table(("identifier", "label", "predicate", "source", "route"), rows)


def _text(query: str) -> str:
    if query == "-":
        return text_of(Path("standard input"), sys.stdin.buffer.read())
    is_file = "{" not in query and Path(query).is_file()
    return text_of(Path(query), Path(query).read_bytes()) if is_file else query
