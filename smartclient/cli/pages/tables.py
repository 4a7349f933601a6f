"""Tables and lines of text for a terminal; the only place that knows how rich makes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from smartclient.cli.escaping import one_line
from smartclient.cli.paragraphs import Paragraph
from smartclient.domain.money import grouped_text

if TYPE_CHECKING:
    from rich.console import RenderableType

_NARROWEST = 6
_CUT: Literal["ellipsis"] = "ellipsis"

# rich is imported inside these functions: JSON, help and mistakes are told without it


class Room(StrEnum):
    """What a column does where the terminal is too narrow: it stays, is cut short, or wraps."""

    FIXED = "fixed"
    CUT = "cut"
    WRAPPED = "wrapped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; numbers stand at the right."""

    title: str
    right: bool = False
    room: Room = Room.FIXED


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells; ``style`` holds for all of them, ``sign_style`` for the first alone."""

    cells: tuple[str, ...]
    style: str = ""
    sign_style: str = ""


def table(columns: Sequence[Column], rows: Iterable[Row], *, empty: str) -> "RenderableType":
    """Return a table without lines; the sentence ``empty`` where there are no rows."""
    from rich.cells import cell_len  # noqa: PLC0415 (as said above)
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    shown = [replace(row, cells=tuple(one_line(cell) for cell in row.cells)) for row in rows]
    if not shown:
        return empty
    columns = [replace(column, title=one_line(column.title)) for column in columns]
    titled = any(column.title for column in columns)
    made = Table(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", show_header=titled
    )
    for place, column in enumerate(columns):
        widest = max(
            cell_len(text) for text in (column.title, *(row.cells[place] for row in shown))
        )
        fixed = column.room is Room.FIXED
        made.add_column(
            column.title,
            justify="right" if column.right else "left",
            no_wrap=fixed,
            min_width=widest if fixed else min(widest, _NARROWEST),
        )
    for row in shown:
        styles = (row.sign_style, *[""] * (len(columns) - 1))
        made.add_row(
            # of a column that may wrap, a cell that must not is cut short
            *(
                Text(cell, style=style, no_wrap=column.room is Room.CUT or None, overflow=_CUT)
                for cell, style, column in zip(row.cells, styles, columns, strict=True)
            ),
            style=row.style,
        )
    return made


def styled(text: str, style: str) -> Paragraph:
    """Return a paragraph in a style, as in ``bold`` or ``dim``."""
    return Paragraph(text=text, style=style)


def indented(text: str, columns: int) -> Paragraph:
    """Return a paragraph that begins ``columns`` further right."""
    return Paragraph(text=text, indent=columns)


def money(value: Decimal | None, currency: str) -> str:
    """Return an amount in ``currency`` as a person reads it, "" for none."""
    return "" if value is None else grouped_text(value, currency)


def percent(value: Decimal) -> str:
    """Return a discount as a person reads it, "" for none."""
    return f"{value.normalize():f} %" if value else ""


def moment(value: datetime | None) -> str:
    """Return an instant in the person's own time, "" for none."""
    return "" if value is None else value.astimezone().strftime("%Y-%m-%d %H:%M")


def count(number: int, one: str, many: str = "") -> str:
    """Return a number of things, as in ``1 order`` and ``3 orders``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


SHORT_ID = 8


def short(reference: str) -> str:
    """Return an id as people read it: its last characters, which differ the most."""
    return reference[-SHORT_ID:]
