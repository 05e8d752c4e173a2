import pytest

from server.setting_values import endpoints


def test_endpoints_are_listed_with_spaces_or_commas() -> None:
    listed = "https://q.example/sparql, http://localhost:81/a http://[::1]:82/ http://127.0.0.1/x"

    assert endpoints(listed) == (
        "https://q.example/sparql",
        "http://localhost:81/a",
        "http://[::1]:82/",
        "http://127.0.0.1/x",
    )


def test_no_endpoint_is_allowed_by_default() -> None:
    assert endpoints("") == ()


@pytest.mark.parametrize(
    "address",
    [
        "http://q.example/sparql",
        "http://127.0.0.1.example/",
        "http://localhost@q.example/",
        "https://user:password@q.example/",
        "https://@q.example/",
        "https://q.example/a/../b",
        "https://q.example/./b",
        "https://q.example/#a",
        "https://q.example\\@e/",
        "https:///sparql",
        "https://[q/",
        "https://ä.example/",
        "ftp://q.example/",
        "file:///etc/passwd",
        "q.example",
        "*",
    ],
)
def test_what_is_no_safe_and_exact_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        endpoints(f"https://good.example/ {address}")
