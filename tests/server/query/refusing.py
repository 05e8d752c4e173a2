"""Queries that the engine refuses, explained."""

import pytest
from pyoxigraph import Store

from server.problems import QueryRefused
from server.query.syntax import explain

KNOWN = {"rg": "http://e/rg/", "MONDO": "http://e/m/", "rdf": "http://e/rdf/"}


def refused(query: str) -> QueryRefused:
    with pytest.raises(SyntaxError) as error:
        Store().query(query, prefixes=KNOWN)
    return explain(query, str(error.value), KNOWN)
