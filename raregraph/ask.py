"""raregraph query and export: what a release says."""

import math
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from pyoxigraph import Quad, RdfFormat

from graph_data import export
from graph_data.release import current, opened
from graph_data.store import named_quads
from ontology import identifiers
from ontology.base import GRAPH
from raregraph.query_text import ANSWERS, format_by_ending, query_text
from raregraph.results import answer_of, print_results
from raregraph.terminal import (
    iri_below,
    output_option,
    release_option,
    write,
)
from server.protocol.formats import SOLUTIONS

RDF_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
DUMPS = {f".{form.file_extension}": name for name, form in RDF_FORMATS.items()}


def _number(_: click.Context, __: click.Parameter, seconds: float) -> float:
    if math.isnan(seconds):
        raise click.BadParameter("nan is no number of seconds")
    return seconds


@click.command()
@click.argument("query")
@release_option
@output_option
@click.option(
    "--format",
    "form",
    help="csv, tsv, json, xml, turtle, nt, rdf or jsonld; without it what the output's name says.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0.01, 86_400),
    callback=_number,
    default=60.0,
    show_default=True,
    help="Longest time it may take.",
)
def query(
    query: str, folder: Path | None, output: Path | None, form: str | None, seconds: float
) -> None:
    """Ask QUERY, a SPARQL text or a file that holds one (- reads it from standard input).

    What has white space in it is a text; without any it is the name of a file.

    Without --format and --output a SELECT prints a table, and CONSTRUCT prints Turtle. The
    prefixes of the release need no PREFIX line.

    \b
    Examples:
      raregraph query 'SELECT ?name { d:gard-0013034 skos:altLabel ?name }'
      raregraph query names.rq --output names.csv
    """
    if form is None and output is not None:
        form = format_by_ending(output, ANSWERS)
    answer = answer_of(query_text(query), current(folder), form, seconds)
    content = answer.content if isinstance(answer.content, bytes) else answer.content.read()
    if form is None and answer.media_type.partition(";")[0] == SOLUTIONS[0].media_type:
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
    help="turtle, ntriples and rdfxml hold the union of the graphs, each triple once."
    " Without it what the output's name says, and Turtle on standard output.",
)
@click.option("--graph", help="Only this named graph, by IRI or by its name, such as curated.")
@click.option("--condition", help="Only this condition and all that is said of it, by identifier.")
def export_command(
    folder: Path | None,
    output: Path | None,
    form: str | None,
    graph: str | None,
    condition: str | None,
) -> None:
    """Write a release, one graph of it, or one condition with all its claims.

    \b
    Examples:
      raregraph export --output raregraph.ttl
      raregraph export --condition GARD:0003829 --format jsonld
    """
    if graph is not None and condition is not None:
        raise click.UsageError("--graph and --condition exclude each other")
    form = form or (format_by_ending(output, DUMPS) if output is not None else "turtle")
    store = opened(current(folder))
    quads: Iterable[Quad]
    if graph is not None:
        quads = export.one_graph(store, iri_below(GRAPH, graph))
    elif condition is not None:
        quads = export.condition(store, identifiers.parse(condition))
    else:
        quads = named_quads(store)
    with TemporaryDirectory(prefix="raregraph-") as work:
        prefixes = identifiers.output_prefixes()
        with export.write_export(quads, Path(work), RDF_FORMATS[form], prefixes).open("rb") as file:
            write(output, file)
