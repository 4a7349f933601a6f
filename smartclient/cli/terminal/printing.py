"""Printing: one JSON document, tables and sentences for a person, and complaints on stderr."""

import json
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from smartclient.cli.terminal.escaping import escaping_console, json_escaped, one_line
from smartclient.cli.terminal.hints import CommandLine
from smartclient.cli.terminal.output import write_document
from smartclient.cli.terminal.paragraphs import Paragraph, wrapped

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

NARROW = 80
"""The width that output has when nothing says how wide the terminal is."""


def print_json(document: object) -> None:
    """Print ``document`` as JSON in UTF-8, whatever the terminal's own encoding is."""
    text = json_escaped(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"
    # a character that has no UTF-8 can't come from the store; should one, it must not stop support
    write_document(text.encode("utf-8", errors="backslashreplace"))


def console() -> "Console":
    """The console that tables and sentences are printed on."""
    return escaping_console(_width())


def print_for_people(*parts: "RenderableType") -> None:
    """Print tables and sentences one under the other."""
    on = console()
    for part in parts:
        if isinstance(part, CommandLine):
            # one that is broken into lines can't be copied
            on.print(f"  {one_line(part)}", soft_wrap=True)
        else:
            on.print(Paragraph(text=part) if isinstance(part, str) else part)


def complain(sentence: str) -> None:
    """Say on stderr what is wrong: one line, of which a terminal shows a paragraph."""
    if sys.stderr is not None:
        sys.stderr.write(as_printed_line(sentence, sys.stderr))
        sys.stderr.flush()


def as_printed_line(sentence: str, stream: TextIO) -> str:
    """A sentence as one line of ``stream``, wrapped where that is a terminal."""
    line = one_line(" ".join(sentence.split()))
    if not stream.isatty():
        return f"{line}\n"
    return "".join(f"{part}\n" for part in wrapped(line, _width()))


def _width() -> int:
    return shutil.get_terminal_size((NARROW, 24)).columns


def can_print(signs: str) -> bool:
    """Whether the terminal's encoding has these signs."""
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
