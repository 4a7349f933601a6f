"""Hints: command lines that are printed to be copied, so each must run as it is printed."""

import shlex
import subprocess
import sys
from collections.abc import Iterable


class CommandLine(str):
    """A command line to be copied: it is printed on one line, however narrow the terminal is."""

    __slots__ = ()


def command_line(words: Iterable[str]) -> CommandLine:
    """Return the words of a command as the terminal's own shell takes them."""
    every = ["smartclient", *words]
    joined = subprocess.list2cmdline(every) if sys.platform == "win32" else shlex.join(every)
    return CommandLine(joined)
