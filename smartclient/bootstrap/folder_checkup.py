"""The doctor on the laptop's folder: whether it can be written to, and its disk has room."""

import os
import shutil
from pathlib import Path
from typing import Final

from smartclient.bootstrap.findings import Finding

_LEAST_FREE: Final = 10_000_000
"""Bytes: below this the next sync may not find room."""

_MEGABYTE: Final = 1_000_000


def folder_finding(home: Path) -> Finding:
    """Look at the folder ``home`` and the files in it; nothing is written to find out."""
    if not home.is_dir():
        return Finding(
            check="folder",
            ok=True,
            template="The folder {home} is not there yet; signing in makes it.",
            arguments={"home": str(home)},
        )
    closed = next((path for path in (home, *_files(home)) if not os.access(path, os.W_OK)), None)
    if closed is not None:
        return Finding(
            check="folder",
            ok=False,
            template="{path} may not be written to.",
            arguments={"path": str(closed)},
            advice="Get the right to write there, or a disk that is not read-only. What was saved "
            "is not lost; leave the files as they are.",
        )
    free = shutil.disk_usage(home).free
    if free < _LEAST_FREE:
        return Finding(
            check="folder",
            ok=False,
            template="The disk is full: {free} MB are free where {home} is.",
            arguments={"free": f"{free / _MEGABYTE:.1f}", "home": str(home)},
            advice="Make room on the disk, but delete nothing in this folder: what was not sent "
            "yet is in it. Until then you can look things up.",
        )
    return Finding(
        check="folder",
        ok=True,
        template="The folder {home} can be written to, and its disk has room.",
        arguments={"home": str(home)},
    )


def _files(home: Path) -> list[Path]:
    try:
        return [path for path in sorted(home.iterdir()) if path.is_file()]
    except OSError:
        return []
