"""raregraph serve: a release over HTTP."""

from pathlib import Path

import click

from raregraph.terminal import release_option


@click.command()
@release_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def serve(folder: Path | None, host: str, port: int) -> None:
    """Serve a release: pages at /, SPARQL at /sparql.

    \b
    Example:
      raregraph serve --port 8080
    """
    raise NotImplementedError
