"""A small disk of a test's own, that can be filled to its last byte."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

SIZE = 20_000_000
_BLOCK = bytes(4_096)


class SmallDisk:
    """A file system in memory, mounted on ``path``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._filler = path / "filler"

    def fill(self) -> None:
        """Leave no room at all."""
        with self._filler.open("ab", buffering=0) as file, suppress(OSError):
            while True:
                file.write(_BLOCK)
        assert shutil.disk_usage(self.path).free < len(_BLOCK)

    def make_read_only(self) -> None:
        """Let nothing be written any more, by anybody."""
        subprocess.run(["/usr/bin/mount", "-o", "remount,ro", self.path], check=True)

    def make_room(self) -> None:
        """Give back what was filled."""
        self._filler.unlink()


@contextmanager
def small_disk(path: Path) -> Iterator[SmallDisk]:
    """Mount a small disk on ``path``; the test is skipped where this user may not do that."""
    path.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a small disk")
    options = ["-t", "tmpfs", "-o", f"size={SIZE}"]
    if subprocess.run(["/usr/bin/mount", *options, "tmpfs", path], check=False).returncode:
        pytest.skip("a small disk can't be mounted here")
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["/usr/bin/umount", "-l", path], check=True)
