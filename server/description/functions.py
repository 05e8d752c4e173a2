"""The functions beyond SPARQL 1.1 that the engine has: found by asking it."""

from functools import cache
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions, Store

from ontology.standard import GEOF, XSD

_POINT: Final = '"POINT(1 1)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'
_LINE: Final = '"LINESTRING(0 0,2 2)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'
_AREA: Final = '"POLYGON((0 0,2 0,2 2,0 0))"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'
_METRE: Final = "<http://www.opengis.net/def/uom/OGC/1.0/metre>"

_SQUARE_METRE: Final = "<http://www.opengis.net/def/uom/OGC/1.0/square_metre>"

# XML Schema datatypes whose constructors SPARQL 1.1 (section 17.5) does not demand -> a value.
_CONSTRUCTED: Final = {
    "date": "2026-01-31",
    "dayTimeDuration": "P1D",
    "duration": "P1Y2M3D",
    "gDay": "---31",
    "gMonth": "--01",
    "gMonthDay": "--01-31",
    "gYear": "2026",
    "gYearMonth": "2026-01",
    "time": "12:00:00",
    "yearMonthDuration": "P1Y",
}

_RELATIONS: Final = tuple(
    family + name
    for family, names in {
        "sf": "Contains Crosses Disjoint Equals Intersects Overlaps Touches Within",
        "eh": "Contains CoveredBy Covers Disjoint Equals Inside Meet Overlap",
        "rcc8": "dc ec eq ntpp ntppi po tpp tppi",
    }.items()
    for name in names.split()
)
# Functions of GeoSPARQL 1.1 (OGC 22-047r1) that are no relations -> arguments.
_GEOMETRIC: Final = {
    "area": f"{_AREA}, {_SQUARE_METRE}",
    "asGeoJSON": _POINT,
    "asWKT": _POINT,
    "boundary": _AREA,
    "buffer": f"{_POINT}, 1, {_METRE}",
    "centroid": _AREA,
    "convexHull": _AREA,
    "coordinateDimension": _POINT,
    "difference": f"{_AREA}, {_AREA}",
    "dimension": _POINT,
    "distance": f"{_POINT}, {_POINT}, {_METRE}",
    "envelope": _LINE,
    "getSRID": _POINT,
    "intersection": f"{_AREA}, {_AREA}",
    "is3D": _POINT,
    "isEmpty": _POINT,
    "isMeasured": _POINT,
    "isSimple": _POINT,
    "length": f"{_LINE}, {_METRE}",
    "perimeter": f"{_AREA}, {_METRE}",
    "relate": f'{_POINT}, {_POINT}, "T********"',
    "spatialDimension": _POINT,
    "symDifference": f"{_AREA}, {_AREA}",
    "union": f"{_AREA}, {_AREA}",
}


@cache
def extension_functions() -> tuple[NamedNode, ...]:
    """Return the functions beyond SPARQL 1.1 that answer in the engine that runs here, by IRI."""
    return tuple(NamedNode(iri) for iri, example in sorted(candidates().items()) if _value(example))


def candidates() -> dict[str, str]:
    """Return a call, by the IRI of its function, of everything that an engine might have."""
    arguments = {XSD + name: f'"{value}"' for name, value in _CONSTRUCTED.items()}
    arguments |= {GEOF + name: f"{_AREA}, {_AREA}" for name in _RELATIONS}
    arguments |= {GEOF + name: found for name, found in _GEOMETRIC.items()}
    return {iri: f"<{iri}>({found})" for iri, found in arguments.items()}


def _value(call: str) -> object:
    """Return what a call gives; None where the engine does not know its function or fails."""
    try:
        rows = Store().query(f"SELECT ({call} AS ?value) {{}}")
        assert isinstance(rows, QuerySolutions)
        return next(rows)["value"]
    except RuntimeError:
        return None
