from pathlib import Path

import pytest

from server.settings import SettingError, Settings, table


def test_a_setting_comes_from_its_variable_and_the_others_keep_their_defaults() -> None:
    settings = Settings.from_environment({"RAREGRAPH_RELEASE": "r", "RAREGRAPH_PORT": "81"})

    assert (settings.release, settings.port, settings.query_seconds) == (Path("r"), 81, 20.0)


def test_settings_survive_the_way_through_the_environment() -> None:
    settings = Settings(release=Path("/r"), port=81, query_seconds=0.5, queue_length=0)

    assert Settings.from_environment(settings.to_environment()) == settings


def test_other_variables_are_none_of_our_business() -> None:
    assert Settings.from_environment({"RAREGRAPH_RELEASE": "r", "RAREGRAPH_COLOUR": "red"})


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({}, "RAREGRAPH_RELEASE: not set, and there is no default"),
        ({"RAREGRAPH_PORT": "http"}, "RAREGRAPH_PORT: expected int, found 'http'"),
        ({"RAREGRAPH_QUERY_SECONDS": "1 s"}, "RAREGRAPH_QUERY_SECONDS: expected float"),
        ({"RAREGRAPH_WORKERS": "0"}, "workers: expected at least 1, found 0"),
        ({"RAREGRAPH_PORT": "65536"}, "port: expected at most 65535, found 65536"),
        ({"RAREGRAPH_WORKERS": "1" + "0" * 20}, "workers: expected at most 1000, found 1"),
        ({"RAREGRAPH_STOP_SECONDS": "1e300"}, "stop_seconds: expected at most 1000000, found"),
        ({"RAREGRAPH_WORKER_MEMORY_BYTES": "1" + "0" * 23}, "worker_memory_bytes: expected at mo"),
        ({"RAREGRAPH_QUEUE_LENGTH": "-1"}, "queue_length: expected at least 0, found -1"),
    ],
)
def test_a_wrong_setting_is_named_with_what_was_expected(
    environment: dict[str, str], message: str
) -> None:
    release = {} if not environment else {"RAREGRAPH_RELEASE": "r"}

    with pytest.raises(SettingError, match=message):
        Settings.from_environment(release | environment)


def test_every_setting_is_explained() -> None:
    assert all(len(one.help.split()) > 3 for one in table())


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), 0.0, -1.0])
def test_a_time_limit_is_a_number_that_ends(seconds: float) -> None:
    with pytest.raises(SettingError, match=r"query_seconds: expected at (least|most)"):
        Settings(release=Path("release"), query_seconds=seconds)


def test_every_number_has_bounds() -> None:
    numbers = [one for one in table() if one.parse in {int, float}]

    assert [one.name for one in numbers if one.least is None or one.most is None] == []
