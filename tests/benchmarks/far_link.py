"""A slow link in a process of its own: what it costs to carry bytes must not be the laptop's.

Run as a program with the far end's host and port and the delay one way, in seconds, it says the
port of its near end, then obeys one word a line: ``forget``, ``crossed``, ``hurry`` or ``close``.
"""

import json
import subprocess
import sys
from dataclasses import asdict

from tests.slow_link import Crossed, SlowLink


class FarLink:
    """A link to ``target`` that delays by ``delay`` seconds one way, and counts what crosses."""

    def __init__(self, target: tuple[str, int], *, delay: float) -> None:
        host, port = target
        command = [sys.executable, "-m", "tests.benchmarks.far_link", host, str(port), str(delay)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.port = int(self._heard())

    def forget(self) -> None:
        """Count from zero again."""
        self._told("forget")

    def crossed(self) -> Crossed:
        """Return what crossed since the last ``forget``."""
        return Crossed(**json.loads(self._told("crossed")))

    def hurry(self) -> None:
        """Delay nothing any more."""
        self._told("hurry")

    def close(self) -> None:
        """Cut everything, and end the process."""
        self._told("close")
        self._process.communicate(timeout=60)

    def _told(self, word: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        return self._heard()

    def _heard(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def main() -> None:
    """Carry bytes until told to close."""
    host, port, delay = sys.argv[1:]
    with SlowLink((host, int(port)), delay=float(delay)) as link:
        _say(str(link.port))
        for line in sys.stdin:
            word = line.strip()
            if word == "forget":
                link.forget()
            elif word == "hurry":
                link.delay = 0.0
            elif word == "close":
                break
            _say(json.dumps(asdict(link.crossed())))
    _say("")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
