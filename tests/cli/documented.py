"""Commands as documents have them: read out of their blocks, and run where a reader would."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import typer

from smartclient.cli.program import app, run
from smartclient.documents.manual import ENGLISH, parts_of
from smartclient.settings.resources import resource_folder

LANGUAGES = (
    ENGLISH,
    *sorted(folder.name for folder in resource_folder("manual").iterdir() if folder.is_dir()),
)
"""The languages of the manual."""

CONSOLE = "console"
ONLY_PARSED = frozenset({"sqlserver", "service", "windows"})
"""What a block may be marked with that can't be run on any machine."""

OTHER_PROGRAMS = frozenset({"pip", "systemctl", "journalctl"})
"""Programs of the system that marked blocks name."""

_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"\[[^][]+\]\(([^()\s]+)\)")
_ASSIGNED = re.compile(r"(?:export )?(?P<name>[A-Z_]+)=(?P<value>.*)")
_SUBSTITUTED = re.compile(r"\$\((?P<command>.*)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command of a block, and the lines that are shown below it."""

    line: str
    shown: tuple[str, ...]
    marks: frozenset[str]

    @property
    def is_only_parsed(self) -> bool:
        """Whether it needs what this machine may not have."""
        return bool(self.marks & ONLY_PARSED)


def headings(text: str) -> list[str]:
    """The headings of a document, in their order."""
    return _HEADING.findall(prose(text))


def links(text: str) -> list[str]:
    """Where the links of a document lead, in their order."""
    return _LINK.findall(prose(text))


def prose(text: str) -> str:
    """A document without its blocks of code."""
    return "".join(part.text for part in parts_of(text) if not part.is_code)


def steps_of(text: str) -> Iterator[Step]:
    """Yield every command of a document, in its order."""
    for part in parts_of(text):
        kind, *marks = part.info.split() or [""]
        if not part.is_code or kind != CONSOLE:
            continue
        assert set(marks) <= ONLY_PARSED, f"unknown mark: {part.info}"
        for step in re.split(r"^\$ ", part.text, flags=re.MULTILINE)[1:]:
            line, *shown = step.splitlines()
            yield Step(line=line, shown=tuple(shown), marks=frozenset(marks))


def run_line(line: str, own: Callable[[list[str]], list[str]] = list) -> None:
    """Run a line of a document as a shell would; ``own`` puts the reader's own values into it.

    A variable that the line sets stays set.
    """
    assigned = _ASSIGNED.fullmatch(line)
    if assigned is not None:
        os.environ[assigned["name"]] = _value(assigned["value"])
        return
    program, *words = map(os.path.expandvars, shlex.split(line))
    if program == "python":
        subprocess.run([sys.executable, *words], check=True, capture_output=True, timeout=60)
        return
    assert program == "smartclient", line
    assert run(own(words)) == 0, line


def _value(text: str) -> str:
    found = _SUBSTITUTED.fullmatch(text)
    if found is None:
        return os.path.expandvars("".join(shlex.split(text)))
    program, *words = shlex.split(found["command"])
    assert program == "python", text
    ended = subprocess.run(
        [sys.executable, *words], check=True, capture_output=True, encoding="utf-8", timeout=60
    )
    return ended.stdout.strip()


def check_parsed(line: str) -> None:
    """Check that the command of a line exists with its options; typer.TyperException otherwise."""
    program, *words = shlex.split(line)
    if program in OTHER_PROGRAMS:
        return
    assert program == "smartclient", line
    command, name = typer.main.get_command(app), program
    rest = words
    while True:
        context = command.make_context(name, list(rest))
        if not hasattr(command, "resolve_command"):
            return
        left = [*context._protected_args, *context.args]
        name, command, rest = command.resolve_command(context, left)
