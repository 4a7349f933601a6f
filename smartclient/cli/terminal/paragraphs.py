"""Paragraphs: texts of several lines, of which only the first begins where it was put.

Whatever a text says, what is wrapped can't be taken for a line of the program's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartclient.cli.terminal.escaping import one_line

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.text import Text

HANGING = 2
"""How many columns the lines that follow the first stand further right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A text in a style. It begins ``indent`` columns from the left, more by its own blanks."""

    text: str
    indent: int = 0
    style: str = ""

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "Iterator[Text]":
        """Yield its lines, as rich asks for them."""
        from rich.text import Text  # noqa: PLC0415 (JSON and help do without it)

        text = one_line(self.text)
        bare = text.lstrip(" ")
        indent = self.indent + len(text) - len(bare)
        room = max(1, options.max_width - indent - HANGING)
        for place, line in enumerate(Text(bare, style=self.style).wrap(console, room)):
            yield Text(" " * (indent + (HANGING if place else 0))).append_text(line)


def wrapped(text: str, width: int) -> list[str]:
    """A text as the lines of a paragraph on a terminal of ``width`` columns."""
    from rich.console import Console  # noqa: PLC0415 (as above)

    console = Console(width=width, markup=False, emoji=False, highlight=False)
    lines = console.render_lines(Paragraph(text=text), pad=False)
    return ["".join(segment.text for segment in line) for line in lines]
