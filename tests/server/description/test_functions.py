import pytest
from pyoxigraph import QuerySolutions, Store

from ontology.standard import XSD
from server.description.functions import candidates, extension_functions

LISTED = [function.value for function in extension_functions()]


@pytest.mark.parametrize("iri", LISTED)
def test_a_listed_function_gives_a_value(iri: str) -> None:
    rows = Store().query(f"SELECT ({candidates()[iri]} AS ?value) {{}}")

    assert isinstance(rows, QuerySolutions)
    assert [row["value"] is not None for row in rows] == [True]


@pytest.mark.parametrize("iri", sorted(set(candidates()) - set(LISTED)))
def test_a_function_that_is_not_listed_is_unknown_to_the_engine(iri: str) -> None:
    with pytest.raises(RuntimeError, match="not supported"):
        Store().query(f"SELECT ({candidates()[iri]} AS ?value) {{}}")


def test_the_constructors_of_durations_and_dates_are_listed() -> None:
    assert {XSD + "date", XSD + "duration", XSD + "time"} <= set(LISTED)
