"""Tables and lines of text for a terminal; the only place that knows how rich makes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from smartclient.domain.money import rounded

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

# rich is imported inside these functions: JSON, help and mistakes are told without it


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column. Of the flexible ones, the text is cut short where the terminal is narrow."""

    title: str
    right: bool = False
    flexible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells; ``style`` holds for all of them, ``sign_style`` for the first alone."""

    cells: tuple[str, ...]
    style: str = ""
    sign_style: str = ""


def table(columns: Sequence[Column], rows: Iterable[Row], *, empty: str) -> "RenderableType":
    """Return a table without lines; the sentence ``empty`` where there are no rows."""
    from rich.table import Table  # noqa: PLC0415 (as said above)
    from rich.text import Text  # noqa: PLC0415

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        made.add_column(
            column.title,
            justify="right" if column.right else "left",
            no_wrap=True,
            overflow="ellipsis" if column.flexible else "fold",
            ratio=None,
            min_width=8 if column.flexible else len(column.title),
        )
    for row in rows:
        first, *others = row.cells
        made.add_row(Text(first, style=row.sign_style), *map(Text, others), style=row.style)
    return made if made.row_count else empty


def styled(text: str, style: str) -> "Text":
    """Return a line in a style, as in ``bold`` or ``dim``."""
    from rich.text import Text  # noqa: PLC0415 (as said above)

    return Text(text, style=style)


def indented(text: str, columns: int) -> "RenderableType":
    """Return a sentence whose lines all begin ``columns`` further right."""
    from rich.padding import Padding  # noqa: PLC0415 (as said above)
    from rich.text import Text  # noqa: PLC0415

    return Padding(Text(text), (0, 0, 0, columns))


def money(value: Decimal | None) -> str:
    """Return an amount as a person reads it, "" for none."""
    return "" if value is None else f"{rounded(value):,.2f}"


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
    """Return the start of an id, by which a person may name it."""
    return reference[:SHORT_ID]
