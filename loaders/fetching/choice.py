"""Which files a user asks for, and from which addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from urllib.parse import urlsplit

from loaders.fetching.downloads import DOWNLOADS
from loaders.fetching.remote import Remote


class NoSuchSource(ValueError):
    """A name that is neither a source's nor one of its files'."""


class BadAddress(ValueError):
    """An address that nothing can be downloaded from, or that does not say for which file."""


def remotes(names: Iterable[str], addresses: Mapping[str, str] | None = None) -> list[Remote]:
    """Return the files of the named sources, each once; of all sources if none is named.

    A name is a source's or that of one of its files. `addresses` replaces addresses by these
    names; one that ends in "/" is a folder of files under their names.
    Raises NoSuchSource and BadAddress.
    """
    by_name = _by_name()
    chosen: dict[str, Remote] = {}
    for name in list(names) or [download.name for download in DOWNLOADS]:
        chosen.update((remote.name, remote) for remote in _known(name, by_name))
    for name, address in (addresses or {}).items():
        moved = _known(name, by_name)
        if len(moved) > 1 and not address.endswith("/"):
            raise BadAddress(
                f"{name} has {len(moved)} files: expected the address of a folder,"
                f" with / at its end, found {address}"
            )
        for remote in moved:
            if remote.name in chosen:
                chosen[remote.name] = replace(remote, address=_at(address, remote.name))
    return list(chosen.values())


def _by_name() -> dict[str, tuple[Remote, ...]]:
    files = {remote.name: (remote,) for download in DOWNLOADS for remote in download.remotes}
    return files | {download.name: download.remotes for download in DOWNLOADS}


def _known(name: str, by_name: Mapping[str, tuple[Remote, ...]]) -> tuple[Remote, ...]:
    if name in by_name:
        return by_name[name]
    near = get_close_matches(name, by_name, 1)
    hint = f"did you mean {near[0]}?" if near else "`raregraph fetch --list` shows the sources"
    raise NoSuchSource(f"there is no source {name!r}: {hint}")


def _at(address: str, name: str) -> str:
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or "@" in parts.netloc:
        raise BadAddress(f"{address!r}: expected http://host/… or https://host/… without a user")
    return address + name if address.endswith("/") else address
