"""A terminal: the real program on a home of its own, in this process or as one of its own."""

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from typing import IO, Any

import pytest

from smartclient.cli import program

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

    def run(self, *words: str, **environment: str) -> Ended:
        """Run the program with these words in this process, as ``run_process`` does but faster."""
        out, err = _pipe(), _pipe()
        with _as_in_a_process(self._environment | environment, out=out, err=err):
            status = program.run(words)
        return Ended(status=status, out=_written(out), err=_written(err))

    def run_process(self, *words: str, stdout: IO[str] | int = PIPE, **environment: str) -> Ended:
        """Run the program with these words as a process and wait for its end."""
        ended = subprocess.run(
            [sys.executable, "-m", "smartclient", *words],
            cwd=ROOT,
            env=os.environ | self._environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=PIPE,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return Ended(status=ended.returncode, out=ended.stdout or "", err=ended.stderr)

    @property
    def _environment(self) -> dict[str, str]:
        return {
            "SMARTCLIENT_HOME": str(self.home),
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "80",
            **({"SMARTCLIENT_PASSWORD": self.password} if self.password else {}),
        }

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
        """The words of a head office command on this terminal's head office."""
        return ("headoffice", *words, "--url", self.url)


@contextmanager
def _as_in_a_process(
    environment: Mapping[str, str], *, out: io.TextIOWrapper, err: io.TextIOWrapper
) -> Iterator[None]:
    """Give a run its own environment, streams and log, and take them away when it ends."""
    logger = logging.getLogger("smartclient")
    before = list(logger.handlers)
    with pytest.MonkeyPatch.context() as patch, Path(os.devnull).open(encoding="utf-8") as nothing:
        for name, value in environment.items():
            patch.setenv(name, value)
        for name, stream in (("stdin", nothing), ("stdout", out), ("stderr", err)):
            patch.setattr(sys, name, stream)
        patch.setattr(logger, "propagate", logger.propagate)
        patch.chdir(ROOT)
        try:
            yield
        finally:
            for handler in set(logger.handlers) - set(before):
                logger.removeHandler(handler)
                handler.close()


def _pipe() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")


def _written(stream: io.TextIOWrapper) -> str:
    """What was written to a stream, and close it."""
    with closing(stream):
        stream.seek(0)
        return stream.read()
