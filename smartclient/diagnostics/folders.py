"""The doctor on folders, the laptop's and head office's: may they be written to, have they room."""

import os
import shutil
from pathlib import Path
from typing import Final

from smartclient.diagnostics.finding import Check, Finding
from smartclient.settings.places import embedded_file, is_file

_LEAST_FREE: Final = 10_000_000
"""Bytes: below this the next sync may not find room."""

_MEGABYTE: Final = 1_000_000


def folder_finding(home: Path) -> Finding:
    """Check the folder ``home`` and the files in it; nothing is written."""
    try:
        exists = home.is_dir()
    except OSError:
        return _closed(home)
    if not exists:
        return Finding(
            check=Check.FOLDER,
            ok=True,
            template="The folder {home} is not there yet; signing in makes it.",
            arguments={"home": str(home)},
        )
    closed = next((path for path in (home, *_files(home)) if not os.access(path, os.W_OK)), None)
    if closed is not None:
        return _closed(closed)
    free = shutil.disk_usage(home).free
    if free < _LEAST_FREE:
        return Finding(
            check=Check.FOLDER,
            ok=False,
            template="The disk is full or nearly full: {free} MB are free where {home} is.",
            arguments={"free": f"{free / _MEGABYTE:.1f}", "home": str(home)},
            advice="Make room on the disk, but delete nothing in this folder: what was not sent "
            "yet is in it. Until then you can look things up.",
        )
    return Finding(
        check=Check.FOLDER,
        ok=True,
        template="The folder {home} can be written to, and its disk has room.",
        arguments={"home": str(home)},
    )


def _closed(path: Path) -> Finding:
    return Finding(
        check=Check.FOLDER,
        ok=False,
        template="{path} may not be written to.",
        arguments={"path": str(path)},
        advice="Get the right to write there, or a disk that is not read-only. What was saved is "
        "not lost; leave the files as they are.",
    )


def office_disk_findings(url: str) -> tuple[Finding, ...]:
    """What is wrong with the folder of an embedded head office, or with its disk."""
    file = embedded_file(url)
    if file is None or not is_file(file):
        return ()
    closed = next((path for path in (file, file.parent) if not os.access(path, os.W_OK)), None)
    if closed is not None:
        return (
            Finding(
                check=Check.OFFICE_DISK,
                ok=False,
                template="{path} may not be written to, so head office can't answer.",
                arguments={"path": str(closed)},
                advice="Get the right to write there, or a disk that is not read-only.",
            ),
        )
    free = shutil.disk_usage(file.parent).free
    if free >= _LEAST_FREE:
        return ()
    return (
        Finding(
            check=Check.OFFICE_DISK,
            ok=False,
            template="The disk with the head office file is full or nearly full: {free} MB are "
            "free.",
            arguments={"free": f"{free / _MEGABYTE:.1f}"},
            advice="Make room there. Until then nothing is answered, and what was not sent yet "
            "waits safely on the laptops.",
        ),
    )


def _files(home: Path) -> list[Path]:
    try:
        return [path for path in sorted(home.iterdir()) if is_file(path)]
    except OSError:
        return []
