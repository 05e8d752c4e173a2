"""The report of a build as a web page that needs nothing but itself."""

from jinja2 import Environment, PackageLoader

from raregraph.build_report import BuildReport, by_reason, counted, told
from raregraph.terminal import plain


def report_page(report: BuildReport) -> str:
    """Return the report as HTML: of each reason to skip a record the first 50."""
    environment = Environment(
        loader=PackageLoader("raregraph"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: plain(value) if isinstance(value, str) else value,
    )
    files = [file for graph in report.graphs for file in graph.files]
    template = environment.get_template("build_report.html")
    words = {"by_reason": by_reason, "counted": counted, "told": told}
    return template.render(report=report, files=files, **words)
