"""Tables and lines of text for a terminal; the only place that knows how rich makes them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from smartclient.cli.terminal.escaping import one_line
from smartclient.cli.terminal.paragraphs import Paragraph
from smartclient.domain.money import grouped_text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.table import Table

_GAP = 2
_NARROWEST = 6
_COMFORTABLE = 12
_LONGEST_WORD = 24
_BELOW = 4
_KILOBYTE, _MEGABYTE = 1_000, 1_000_000

# rich is imported inside these functions: JSON, help and mistakes are printed without it


class Room(StrEnum):
    """What a column does where the terminal is too narrow: it stays, is cut short, or wraps.

    What is compared or copied stays whole (numbers, ids, money, days); only names are cut short.
    """

    FIXED = "fixed"
    CUT = "cut"
    WRAPPED = "wrapped"


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalColumn:
    """A column of a table; numbers stand at the right."""

    title: str
    right: bool = False
    room: Room = Room.FIXED


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells; ``style`` holds for all of them, ``sign_style`` for the first alone.

    ``below`` is a sentence that stands whole under the row.
    """

    cells: tuple[str, ...]
    style: str = ""
    sign_style: str = ""
    below: str = ""


def table(
    columns: Sequence[TerminalColumn], rows: Iterable[Row], *, empty: str
) -> "RenderableType":
    """A table without lines; the sentence ``empty`` where there are no rows."""
    shown = tuple(replace(row, cells=tuple(one_line(cell) for cell in row.cells)) for row in rows)
    if not shown:
        return empty
    titled = tuple(replace(column, title=one_line(column.title)) for column in columns)
    return _Table(columns=titled, rows=shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A table that is laid out for the terminal it is printed on.

    Where not even its narrowest layout fits, each row is a paragraph.
    """

    columns: tuple[TerminalColumn, ...]
    rows: tuple[Row, ...]

    def __rich_console__(
        self, console: "Console", options: "ConsoleOptions"
    ) -> "Iterator[RenderableType]":
        """Yield its rows, as rich asks for them."""
        room = options.max_width - _GAP * (len(self.columns) - 1)
        widths = _widths(self.columns, self.rows, room)
        if widths is None:
            yield from self._paragraphs()
            return
        titled = any(column.title for column in self.columns)
        for place, rows in enumerate(_up_to_what_stands_below(self.rows)):
            yield _grid(self.columns, widths, rows, titled=titled and place == 0)
            if rows[-1].below:
                yield _below(rows[-1])

    def _paragraphs(self) -> "Iterator[RenderableType]":
        for row in self.rows:
            text = "  ".join(cell for cell in (cell.strip() for cell in row.cells) if cell)
            yield Paragraph(text=text, style=row.style)
            if row.below:
                yield _below(row)


def _below(row: Row) -> Paragraph:
    return Paragraph(text=row.below, indent=_BELOW, style=row.style)


def _up_to_what_stands_below(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the rows in parts, of which only the last row has something below it."""
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if row.below:
            yield part
            part = []
    if part:
        yield part


def _grid(
    columns: Sequence[TerminalColumn], widths: Sequence[int], rows: Sequence[Row], *, titled: bool
) -> "Table":
    from rich.table import Table  # noqa: PLC0415 (as explained above)
    from rich.text import Text  # noqa: PLC0415

    table = Table(
        box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold", show_header=titled
    )
    for column, width in zip(columns, widths, strict=True):
        table.add_column(
            Text(column.title, overflow="fold"),
            justify="right" if column.right else "left",
            width=width,
        )
    for row in rows:
        styles = (row.sign_style, *[""] * (len(columns) - 1))
        table.add_row(
            *(
                Text(cell, style=style, no_wrap=cut or None, overflow="ellipsis" if cut else "fold")
                for cell, style, column in zip(row.cells, styles, columns, strict=True)
                for cut in (column.room is Room.CUT,)
            ),
            style=row.style,
        )
    return table


def _widths(columns: Sequence[TerminalColumn], rows: Sequence[Row], room: int) -> list[int] | None:
    """How wide each column is where all have ``room``, None where they can't fit.

    Names are cut first, down to a comfortable width; then sentences wrap; then names are cut more.
    """
    widths = [
        max(1, *map(_cells, (column.title, *(row.cells[place] for row in rows))))
        for place, column in enumerate(columns)
    ]
    cut = [place for place, column in enumerate(columns) if column.room is Room.CUT]
    wrapped = [place for place, column in enumerate(columns) if column.room is Room.WRAPPED]
    words = {
        place: _longest_word(columns[place], [row.cells[place] for row in rows])
        for place in wrapped
    }
    for floors in (dict.fromkeys(cut, _COMFORTABLE), words, dict.fromkeys(cut, _NARROWEST)):
        _narrow(widths, floors, room)
    return widths if sum(widths) <= room else None


def _narrow(widths: list[int], floors: Mapping[int, int], room: int) -> None:
    """Narrow the widest of some columns, one by one, until all fit or each is at its floor."""
    while sum(widths) > room:
        wider = [place for place, floor in floors.items() if widths[place] > floor]
        if not wider:
            return
        widths[max(wider, key=widths.__getitem__)] -= 1


def _longest_word(column: TerminalColumn, cells: Sequence[str]) -> int:
    words = (word for text in (column.title, *cells) for word in text.split())
    return min(_LONGEST_WORD, max(map(_cells, words), default=1))


def _cells(text: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415 (as explained above)

    return cell_len(text)


def styled(text: str, style: str) -> Paragraph:
    """A paragraph in a style, as in ``bold`` or ``dim``."""
    return Paragraph(text=text, style=style)


def indented(text: str, columns: int) -> Paragraph:
    """A paragraph that begins ``columns`` further right."""
    return Paragraph(text=text, indent=columns)


def money(value: Decimal | None, currency: str) -> str:
    """An amount in ``currency`` as a person reads it, "" for none."""
    return "" if value is None else grouped_text(value, currency)


def percent(value: Decimal) -> str:
    """A discount as a person reads it, "" for none."""
    return f"{value.normalize():f} %" if value else ""


def moment(value: datetime | None) -> str:
    """An instant in the person's own time, "" for none."""
    return "" if value is None else value.astimezone().strftime("%Y-%m-%d %H:%M")


def count(number: int, one: str, many: str = "") -> str:
    """A number of things, as in ``1 order`` and ``3 orders``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def file_size(number: int) -> str:
    """A number of bytes, as in ``7 kB`` and ``1.2 MB``; what is begun counts as a whole kB."""
    if number < _MEGABYTE:
        return f"{-(-number // _KILOBYTE)} kB"
    return f"{number / _MEGABYTE:,.1f} MB"


def span(seconds: int) -> str:
    """How long something takes or took, in the largest two units."""
    hours, minutes = divmod(seconds // 60, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{count(days, 'day')} and {count(hours, 'hour')}"
    if hours:
        return f"{count(hours, 'hour')} and {count(minutes, 'minute')}"
    return count(minutes, "minute") if minutes else count(seconds, "second")


SHORT_ID = 8


def short(reference: str) -> str:
    """An id as people read it: its last characters, which differ the most."""
    return reference[-SHORT_ID:]
