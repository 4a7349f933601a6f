"""A terminal: the real program as a process of its own, on a home of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from typing import IO, Any

ROOT = Path(__file__).parents[2]

# as every test has it in its environment
PASSPHRASE = "a passphrase for tests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401 (JSON)
        """The one JSON document that was printed."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """A terminal on one home; the head office is a file beside it, or on a server.

    ``password`` is what lets the laptop's login in there.
    """

    home: Path
    url: str
    password: str = ""

    def run(self, *words: str, stdout: IO[str] | int = PIPE, **environment: str) -> Ended:
        """Run the program with these words and wait for its end."""
        ended = subprocess.run(
            [sys.executable, "-m", "smartclient", *words],
            cwd=ROOT,
            env={
                **os.environ,
                "SMARTCLIENT_HOME": str(self.home),
                "PYTHONIOENCODING": "utf-8",
                "COLUMNS": "80",
                **({"SMARTCLIENT_PASSWORD": self.password} if self.password else {}),
                **environment,
            },
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=PIPE,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return Ended(status=ended.returncode, out=ended.stdout or "", err=ended.stderr)

    def says(self, *words: str) -> str:
        """Run a command that is to succeed, and return what it printed."""
        ended = self.run(*words)
        assert ended.status == 0, ended.err
        assert not ended.err
        return ended.out

    def gives(self, *words: str) -> Any:  # noqa: ANN401 (JSON)
        """Run a command that is to succeed with ``--json``, and return its document."""
        return json.loads(self.says(*words, "--json"))

    def refuses(self, *words: str) -> str:
        """Run a command that is to be refused, and return the one line that says why."""
        ended = self.run(*words)
        assert ended.status == 1, (ended.out, ended.err)
        assert len(ended.err.splitlines()) == 1
        assert "Traceback" not in ended.err
        return ended.err.strip()

    def at_head_office(self, *words: str) -> tuple[str, ...]:
        """Return the words of a head office command on this terminal's head office."""
        return ("headoffice", *words, "--url", self.url)
