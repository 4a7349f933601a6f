"""A person at a real pseudo-terminal: reads what the program shows, and types answers."""

import os
import select
import subprocess
import sys
import time

from tests.cli.terminal import ROOT

_PATIENCE = 120.0

# the slave side becomes the controlling terminal, where secrets are asked for and read
_START = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "tests.cli.cheap_program", *sys.argv[1:]])
"""


class Person:
    """One run of the program in a terminal of its own; close it when done."""

    def __init__(self, *words: str, **environment: str) -> None:
        import pty  # noqa: PLC0415 (there is none on Windows)

        self._terminal, slave = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, *words],
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", **environment},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.shown = ""

    def reads(self, words: str) -> None:
        """Wait until ``words`` are shown after what was read before; else the test fails."""
        start, deadline = len(self.shown), time.monotonic() + _PATIENCE
        while words not in self.shown[start:]:
            assert time.monotonic() < deadline, self.shown
            assert self._read(), f"the program ended: {self.shown}"

    def types_unseen(self, secret: str) -> None:
        """Type a secret once the terminal has ceased to show what is typed."""
        deadline = time.monotonic() + _PATIENCE
        while self._shows_typing():
            assert time.monotonic() < deadline, self.shown
            self._read(seconds=0.05)
        os.write(self._terminal, f"{secret}\n".encode())

    def waits(self) -> int:
        """Read to the end and return the exit status."""
        while self._read():
            pass
        return self._process.wait(_PATIENCE)

    def close(self) -> None:
        """End the program if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._terminal)

    def _shows_typing(self) -> bool:
        import termios  # noqa: PLC0415 (as above)

        return bool(termios.tcgetattr(self._terminal)[3] & termios.ECHO)

    def _read(self, seconds: float = _PATIENCE) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        if not ready:
            return False
        try:
            more = os.read(self._terminal, 65_536)
        except OSError:  # the other side is closed
            return False
        self.shown += more.decode("utf-8", "replace")
        return bool(more)
