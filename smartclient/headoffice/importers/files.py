"""Files: which files of a folder may be read, and how much of each.

A folder to import is not trusted: a link in it could name any file of this machine, and a file
could be larger than the memory.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from smartclient.domain.errors import RefusedError

LARGEST_FILE = 200_000_000
"""The largest file that is read, in bytes."""

MOST_ROWS = 1_000_000
"""How many rows a file may have: all of them are in memory together."""

MOST_BAD = 100_000
"""How many mistakes of a file are reported; one with more is of another format."""

LONGEST_LINE = 1_000_000
"""The longest line, in characters: what is longer is no table."""

_TOO_LARGE = (
    "The file is too large. It may have at most {megabytes} MB and {rows} rows. Import it in parts."
)
_LINK = "It is a link that leads out of the folder, and was not read. Put the file itself there."


def inside(folder: Path, path: Path) -> Path | None:
    """Where ``path`` really is, None where there is no file.

    Raises RefusedError for a link, or a folder that is one, that leads out of ``folder``.
    """
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):  # not there, or a link that leads to itself
        return None
    if not real.is_relative_to(folder.resolve()):
        raise RefusedError(_LINK)
    return real if real.is_file() else None


def check_size(path: Path) -> None:
    """Raise RefusedError for a file that is too large to be read."""
    if path.stat().st_size > LARGEST_FILE:
        raise too_large()


def too_large() -> RefusedError:
    """Why a file with too many bytes or rows is not read."""
    megabytes = LARGEST_FILE // 1_000_000
    return RefusedError(_TOO_LARGE, megabytes=megabytes, rows=f"{MOST_ROWS:,}")


def lines_of(file: TextIO) -> Iterator[str]:
    """Yield the lines of a file, one at a time; RefusedError for one that is far too long."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise RefusedError("The file has a line that is far too long. It is no CSV file.")
        yield line
