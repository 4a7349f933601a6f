"""Escaping: whatever is stored, what is printed neither steers a terminal nor forges a line of it.

Texts are escaped where lines and tables are put together, and once more on the console
itself, which sees every character of them.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from smartclient.domain.text.hidden_characters import HIDDEN, escaped

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

_HIDDEN_IN_JSON = re.compile(f"(?!\n){HIDDEN.pattern}")


def one_line(text: str) -> str:
    """A text that somebody entered as part of one line, with hidden characters escaped."""
    return escaped(text)


def json_escaped(document: str) -> str:
    """A JSON document with hidden characters escaped as JSON does; it says the same."""
    return _HIDDEN_IN_JSON.sub(_json_escape, document)


def _json_escape(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", errors="surrogatepass")
    return "".join(
        f"\\u{int.from_bytes(units[index : index + 2], 'big'):04x}"
        for index in range(0, len(units), 2)
    )


def escaping_console(width: int) -> "Console":
    """A console that prints no control character but its own."""
    from rich.console import Console  # noqa: PLC0415 (JSON and help do without it)

    class EscapingConsole(Console):
        """A console that escapes hidden characters in all that it is given to print."""

        def render(
            self, renderable: "RenderableType", options: "ConsoleOptions | None" = None
        ) -> "Iterable[Segment]":
            for segment in super().render(renderable, options):
                safe = segment.text if segment.control else escaped(segment.text, lines=True)
                yield segment if safe == segment.text else segment._replace(text=safe)

    return EscapingConsole(highlight=False, soft_wrap=False, width=width, emoji=False, markup=False)
