"""/problems/: the documentation of each kind of error, at the address that its `type` is."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import Blueprint, Response, abort, jsonify, render_template, request

from server.explanations import EXPLANATIONS, Explanation
from server.problems import Problem

_STATUSES = {"bad-request": "400, 405, 413, 414 or 415", "http-error": "400 to 499"}
_STATUSES |= {"not-found": "404", "method-not-allowed": "405", "body-too-large": "413"}


class ExplainedProblem(NamedTuple):
    """One kind of error, as its page shows it."""

    type: str
    title: str
    statuses: str
    meaning: str
    example: str
    remedy: str
    settings: tuple[str, ...]


def problem_pages_blueprint() -> Blueprint:
    """Return the routes of the documentation of errors: a page each, or JSON by Accept."""
    blueprint = Blueprint("problem_pages", __name__, url_prefix="/problems")

    @blueprint.route("/")
    def all_problems() -> Response:
        explained = explained_problems()
        if _wants_json():
            return jsonify([one._asdict() for one in explained.values()])
        return Response(render_template("problems.html", explained=explained.values()))

    @blueprint.route("/<slug>")
    def one_problem(slug: str) -> Response:
        one = explained_problems().get(slug) or abort(404)
        if _wants_json():
            return jsonify(one._asdict())
        return Response(render_template("problem_page.html", one=one))

    @blueprint.after_request
    def vary(response: Response) -> Response:
        response.vary.add("Accept")
        return response

    return blueprint


def problem_kinds(kind: type[Problem] = Problem) -> Iterator[type[Problem]]:
    """Yield every class of problem that has a type of its own."""
    if "slug" in vars(kind):
        yield kind
    for narrower in kind.__subclasses__():
        yield from problem_kinds(narrower)


def explained_problems() -> dict[str, ExplainedProblem]:
    """Return what the pages show, by the last step of the type, in the order of the statuses."""
    kinds = {kind.slug: kind for kind in problem_kinds()}
    found = {
        slug: _explained(kinds[slug], one) for slug, one in EXPLANATIONS.items() if slug in kinds
    }
    return dict(sorted(found.items(), key=lambda item: (item[1].statuses, item[0])))


def _explained(kind: type[Problem], explanation: Explanation) -> ExplainedProblem:
    statuses = _STATUSES.get(kind.slug, str(kind.status))
    return ExplainedProblem(f"/problems/{kind.slug}", kind.title, statuses, *explanation)


def _wants_json() -> bool:
    offered = ["text/html", "application/json"]
    return request.accept_mimetypes.best_match(offered, "text/html") == "application/json"
