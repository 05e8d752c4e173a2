"""raregraph check, check-quotes and info: whether a release is what it should be."""

import html
import sys
from pathlib import Path

import click
from pyoxigraph import NamedNode

from graph_data import quotes, release, release_folder
from ontology import identifiers
from ontology.base import SOURCE
from raregraph.terminal import NotText, iri_below, plain, release_option, table, text_of


@click.command()
@release_option
def check(folder: Path | None) -> None:
    """Validate a release: its shapes, its check queries, its manifest and its dumps.

    \b
    Example:
      raregraph check
    """
    from graph_data.release_checks import release_violations  # rdflib takes 0.2 s to import

    path = release.current(folder)
    with release_folder.stored(path) as there:
        found = [*release_folder.faults(path, there)]
        bulk = {NamedNode(g.iri) for g in release.read_manifest(path).graphs if g.bulk}
        store, prefixes = release.opened(path), identifiers.query_prefixes()
        found += map(str, release_violations(store, there.lines, bulk, prefixes))
    for line in found or [f"{path.name}: valid, as its manifest says"]:
        click.echo(plain(line))
    sys.exit(1 if found else 0)


@click.command("check-quotes")
@click.argument("page", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@release_option
@click.option("--source", help="The source that the page is, by IRI or by its name.")
def check_quotes(page: Path, folder: Path | None, source: str | None) -> None:
    """Tell whether every quote from PAGE is verbatim in it; list those that are not.

    \b
    Example:
      raregraph check-quotes page.txt --source gard-0013034-2018-05-18
    """
    store = release.opened(release.current(folder))
    content = page.read_bytes()
    text = _page_text(page, content)
    named = iri_below(SOURCE, source) if source is not None else None
    found = quotes.source_of_page(store, content, named)
    wrong = quotes.misquotes(store, found, text)
    for quote in wrong:
        click.echo(
            plain(f'{" ".join(quote.claims) or "no claim"}: not in the page: "{quote.text}"')
        )
    if not quotes.is_page_of(store, content, found):
        click.echo(f"the page's SHA-256 is not that of {found.value}")
    count = len(list(quotes.quotes(store, found)))
    click.echo(f"{count - len(wrong)} of {count} quotes from {found.value} are verbatim in {page}")
    sys.exit(1 if wrong else 0)


def _page_text(page: Path, content: bytes) -> str:
    text = text_of(page, content)
    if not text.strip() or "\0" in text:
        kind = "a NUL character" if "\0" in text else "nothing"
        raise NotText(f"{page}: expected the text of a page, found {kind}")
    if text.lstrip("\ufeff \r\n\t").startswith("<"):
        return html.unescape(text)  # quotes of an XML page are of its text, not of its mark-up
    return text


@click.command()
@release_option
@click.option("--json", "as_json", is_flag=True, help="Print the manifest.")
def info(folder: Path | None, as_json: bool) -> None:
    """Tell what a release holds: graphs, versions, licences, counts, files.

    \b
    Example:
      raregraph info --json
    """
    path = release.current(folder)
    manifest = release.read_manifest(path)
    if as_json:
        click.echo(manifest.to_json(), nl=False)
        return
    click.echo(f"{manifest.release} in {path}\ncanonical hash {manifest.canonical_hash}")
    click.echo(", ".join(f"{count:,} {what}" for what, count in manifest.counts.items()) + "\n")
    rows = [(g.iri, g.version, f"{g.triples:,}", g.licence) for g in manifest.graphs]
    table(("graph", "version", "triples", "licence"), rows)
    click.echo()
    table(("file", "bytes", "sha256"), [(f.name, f"{f.bytes:,}", f.sha256) for f in manifest.files])
