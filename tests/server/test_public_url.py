import pytest

from server.settings import SettingError, Settings


def setting(text: str) -> str:
    environment = {"RAREGRAPH_RELEASE": "r", "RAREGRAPH_PUBLIC_URL": text}
    return Settings.from_environment(environment).public_url


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://e.org/kg/", "https://e.org/kg/"),
        ("https://e.org/kg", "https://e.org/kg/"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("", ""),
    ],
)
def test_a_public_address_is_a_folder(given: str, address: str) -> None:
    assert setting(given) == address


@pytest.mark.parametrize(
    "given",
    [
        "e.org",
        "ftp://e.org/",
        "https://",
        "https://e.org/?a",
        "https://u:p@e.org/",
        "https://e/<x>",
    ],
)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(SettingError, match="RAREGRAPH_PUBLIC_URL: expected an http or https"):
        setting(given)
