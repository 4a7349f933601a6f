"""Hints: command lines that are printed to be copied, so each must run as it is printed."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = "smartclient"
_MODULE = (_PROGRAM, "__main__.py")


class CommandLine(str):
    """A command line to be copied: it is printed on one line, however narrow the terminal is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """Makes command lines that go on where this run is.

    ``home`` is the folder that this run was given in its arguments; None where the next one finds
    the same folder by itself.
    """

    home: Path | None = None

    def line(self, *arguments: str) -> CommandLine:
        """The command line of a command that has to do with this laptop."""
        return command_line(
            arguments if self.home is None else ("--home", str(self.home), *arguments)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHints:
    """Makes command lines for whoever looks after the head office at ``url``.

    ``admin`` is the login that decides there.
    """

    url: str
    admin: str

    def line(self, *arguments: str) -> CommandLine:
        """The command line of one of head office's own commands."""
        return command_line(("headoffice", *arguments, "--url", self.url))

    def admin_line(self, *arguments: str) -> CommandLine:
        """The command line of a command that an admin gives."""
        return command_line(("headoffice", *arguments, "--url", self.url, "--as", self.admin))


def command_line(arguments: Iterable[str]) -> CommandLine:
    """A command line as the terminal's own shell reads it."""
    command = [*_program(), *arguments]
    joined = subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)
    return CommandLine(joined)


def _program() -> tuple[str, ...]:
    """How the program is called: in a checkout there may be no command of its name."""
    if Path(sys.argv[0]).parts[-2:] == _MODULE and shutil.which(_PROGRAM) is None:
        return sys.executable, "-m", _PROGRAM
    return (_PROGRAM,)
