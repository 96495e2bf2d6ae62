"""Where a document comes from: a file, an upload, pasted text or the packaged sample.

A source has a uri, from which the document's id is made, and bytes, which are read once.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Protocol

from index.document import uri_name
from index.errors import SourceError

TEXT_SUFFIXES = (".txt", ".text")


class Source(Protocol):
    """Something that can become a document."""

    @property
    def uri(self) -> str: ...

    def read(self, max_bytes: int) -> bytes:
        """The source's bytes.

        Raises:
            SourceError: it is missing, unreadable, or longer than ``max_bytes``.
        """
        ...


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file on disk, known by its resolved path."""

    path: Path

    @property
    def uri(self) -> str:
        return os.path.realpath(self.path)  # unlike Path.resolve, it takes a loop of links

    def read(self, max_bytes: int) -> bytes:
        try:
            found = self.path.stat()
            if not stat.S_ISREG(found.st_mode):
                raise SourceError(f"{self.path} is not a file.")
            check_size(str(self.path), found.st_size, max_bytes)
            return self.path.read_bytes()
        except FileNotFoundError as error:
            raise SourceError(f"{self.path} does not exist; check the path.") from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise SourceError(f"{self.path} cannot be read ({reason}).") from error


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes handed over by a browser or another program, known by the name they came under."""

    name: str
    data: bytes

    @property
    def uri(self) -> str:
        return f"upload:{self.name}"

    def read(self, max_bytes: int) -> bytes:
        check_size(self.name, len(self.data), max_bytes)
        return self.data


@dataclass(frozen=True, slots=True)
class Paste:
    """Text given as a string, known by its title."""

    title: str
    text: str

    @property
    def uri(self) -> str:
        return f"paste:{self.title}"

    def read(self, max_bytes: int) -> bytes:
        try:
            data = self.text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise SourceError(f"“{self.title}” holds a character that is not valid Unicode text.") from error
        check_size(self.title, len(data), max_bytes)
        return data


@dataclass(frozen=True, slots=True)
class Revision:
    """Bytes that become the next version of the document at a uri, whatever name they came under."""

    uri: str
    data: bytes

    def read(self, max_bytes: int) -> bytes:
        check_size(uri_name(self.uri), len(self.data), max_bytes)
        return self.data


@dataclass(frozen=True, slots=True)
class Sample:
    """An article that ships inside the package ``index.samples``."""

    name: str = "reuters-2011-09-26-pakistan.txt"

    @property
    def uri(self) -> str:
        return f"sample:{self.name}"

    def read(self, max_bytes: int) -> bytes:
        return (resources.files("index.samples") / self.name).read_bytes()


def check_size(name: str, size: int, max_bytes: int) -> None:
    """Raise SourceError where ``size`` bytes are more than ``max_bytes``."""
    if size > max_bytes:
        raise SourceError(
            f"{name} is {size / 1e6:,.0f} MB; the limit is {max_bytes / 1e6:,.0f} MB. "
            "Split it, or raise the setting reading.max_bytes."
        )


def expand(source: str | Path | Source) -> Iterator[Source]:
    """The sources behind one argument of ``add``: a folder stands for its text files, sorted, at any depth.

    Raises:
        SourceError: the path does not exist, or the folder holds no text file.
    """
    if not isinstance(source, str | Path):
        yield source
        return
    if "\0" in str(source):
        raise SourceError(f"{str(source)!r} is not a path: it holds a null character.")
    path = Path(os.path.expanduser(source))
    if not path.is_dir():
        yield FileSource(path)
        return
    files = sorted(p for p in path.rglob("*") if p.suffix.lower() in TEXT_SUFFIXES and p.is_file())
    if not files:
        raise SourceError(f"{path} holds no text files ({', '.join(TEXT_SUFFIXES)}).")
    yield from (FileSource(file) for file in files)
