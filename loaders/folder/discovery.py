"""What of a folder a release is built from: the newest file of each kind; and what not, and why."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from loaders.folder.files import NotTaken, files_below
from loaders.folder.official_names import MEDQUAD_PAGE, content_of, promised
from loaders.kind import Header, Kind
from loaders.loader import SourceError
from loaders.reading.archive import member_digests
from loaders.reading.source_file import SourceFile
from loaders.registry import KINDS

_PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<Document\b[^>]*\bsource=[\"']GARD[\"']"
)
_EXPECTED: Final = "expected files of Mondo, Orphanet, HPO, GARD or HGNC as they are published"


@dataclass(frozen=True)
class Chosen:
    """The files that make one graph, with what they say of their release."""

    kind: Kind
    files: tuple[tuple[SourceFile, Header], ...]


@dataclass
class Found:
    """What folders hold: files by the graph that they make, GARD pages, and what is not taken."""

    graphs: list[Chosen] = field(default_factory=list)
    pages: list[SourceFile] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)


Candidates = list[tuple[SourceFile, Header]]


def discovered(folders: Sequence[Path], kinds: Sequence[Kind] = KINDS) -> Found:
    """Return what is taken of the folders, and what is not.

    Of each kind and part the newest version is taken. Raises SourceError for a file that is not
    what its name says, for two different files that would make one graph, for what cannot be
    read, and if nothing is recognised.
    """
    found = Found()
    candidates: dict[tuple[str, str], Candidates] = defaultdict(list)
    by_name = {kind.name: kind for kind in kinds}
    for file in _files(folders):
        if isinstance(file, NotTaken):
            _refuse_promise(file, by_name)
            found.not_taken.append(file)
        elif (name := _recognised(file, by_name)) == MEDQUAD_PAGE:
            found.pages.append(file)
        elif name is None:
            found.not_taken.append(NotTaken(file.name, "not recognised", content_of(file)))
        else:
            header = by_name[name].header(file)
            candidates[name, header.part].append((file, header))
    for name, part in sorted(candidates):
        chosen = Chosen(by_name[name], tuple(_newest(candidates[name, part], found)))
        found.graphs.append(_without_twins(chosen, found))
    found.pages = _distinct(found.pages, found)
    _refuse_nothing(found, folders)
    found.not_taken.sort(key=lambda one: one.name)
    return found


def _files(folders: Sequence[Path]) -> Iterator[SourceFile | NotTaken]:
    """Yield the files of all folders; several folders are told apart in the files' names."""
    for folder in folders:
        yield from files_below(folder, f"{folder}/" if len(folders) > 1 else "")


def _recognised(file: SourceFile, kinds: Mapping[str, Kind]) -> str | None:
    """Return the name of the kind that a file is; what its name promises, it must be."""
    try:
        head = file.head()
        names = [name for name, kind in kinds.items() if kind.recognises(file, head)]
        names += [MEDQUAD_PAGE] if _PAGE.match(head) else []
        if len(names) > 1:
            raise SourceError(file.name, "beginning", f"is read as {' and as '.join(names)}")
        if (expected := _expected(file.name, kinds)) and names != [expected]:
            found = names[0] if names else content_of(file)
            problem = f"expected {expected}, as the file's name says, found {found}"
            raise SourceError(file.name, "beginning", problem)
    except OSError as error:
        raise SourceError(file.name, "file", f"cannot be read: {error.strerror}") from error
    return names[0] if names else None


def _expected(name: str, kinds: Mapping[str, Kind]) -> str | None:
    kind = promised(name)
    return kind if kind in kinds or kind == MEDQUAD_PAGE else None


def _refuse_promise(left: NotTaken, kinds: Mapping[str, Kind]) -> None:
    if expected := _expected(left.name, kinds):
        raise SourceError(
            left.name, "file", f"expected {expected}, found {left.reason}: {left.detail}"
        )


def _newest(candidates: Candidates, found: Found) -> Iterator[tuple[SourceFile, Header]]:
    newest = max((header.version for _, header in candidates), key=_in_order)
    for file, header in candidates:
        if header.version == newest:
            yield file, header
        else:
            detail = f"{header.version or 'without a version'}, where {newest} is taken"
            found.not_taken.append(NotTaken(file.name, "older release", detail))


def _in_order(version: str) -> list[tuple[int, int, str]]:
    """Return a key that sorts versions: numbers as numbers, whatever stands between them."""
    parts = re.findall(r"([0-9]+)|([^0-9]+)", version)
    return [(1, int(number), "") if number else (0, 0, text) for number, text in parts]


def _without_twins(chosen: Chosen, found: Found) -> Chosen:
    """Return the choice with each content once, and refuse two contents that are one source."""
    distinct = _distinct([file for file, _ in chosen.files], found)
    if chosen.kind.many_files:
        distinct = _outside_archives(distinct, found)
    files = [(file, header) for file, header in chosen.files if file in distinct]
    first: dict[str, SourceFile] = {}
    for file, header in files:
        if chosen.kind.many_files and not header.set_name:
            continue
        if (twin := first.setdefault(header.set_name, file)) is not file:
            release = header.version or "without a version"
            problem = f"another file than {twin.name} of the same {chosen.kind.title}, {release}"
            raise SourceError(file.name, "whole file", f"{problem}: keep one of them")
    return Chosen(chosen.kind, tuple(files))


def _outside_archives(files: Sequence[SourceFile], found: Found) -> list[SourceFile]:
    """Return the files without those that lie in an archive among them too."""
    inside = {digest: file for file in files for digest in member_digests(file)}
    for file in files:
        if file.sha256 in inside:
            detail = f"as a file in {inside[file.sha256].name}"
            found.not_taken.append(NotTaken(file.name, "same content", detail))
    return [file for file in files if file.sha256 not in inside]


def _distinct(files: Sequence[SourceFile], found: Found) -> list[SourceFile]:
    first: dict[str, SourceFile] = {}
    for file in files:
        if (twin := first.setdefault(file.sha256, file)) is not file:
            found.not_taken.append(NotTaken(file.name, "same content", f"as {twin.name}"))
    return list(first.values())


def _refuse_nothing(found: Found, folders: Sequence[Path]) -> None:
    if not found.graphs and not found.pages:
        where = ", ".join(str(folder) for folder in folders)
        count = len(found.not_taken)
        held = "no files" if not count else "1 file" if count == 1 else f"{count} files"
        raise SourceError(where, "folder", f"{_EXPECTED}, found {held}")
