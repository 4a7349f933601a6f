"""What head office's tables are made of: columns that many have, and names by dialect."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, Table, Unicode

from smartclient.contract.feeds import FEED_COLUMNS, ColumnType, FeedColumn, FeedKind
from smartclient.database.types import Amount, Day, RowVersion
from smartclient.domain.fields import (
    CHARGE,
    COUNT,
    ORDER_DAY,
    AmountField,
    DayField,
    TextField,
    WholeNumberField,
)


@dataclass(frozen=True, slots=True)
class TableMaker:
    """Builds tables as one dialect names them."""

    dialect: str
    metadata: MetaData

    def table(self, schema: str, name: str, *parts: Any) -> Table:  # noqa: ANN401 (SQLAlchemy's own)
        """Build a table of a schema; on SQLite the schema is a part of its name."""
        if self.dialect == "sqlite":
            return Table(f"{schema}_{name}", self.metadata, *parts, sqlite_autoincrement=True)
        # OUTPUT without INTO is an error on a table with triggers
        return Table(name, self.metadata, *parts, schema=schema, implicit_returning=False)


def row_id() -> Column[int]:
    """The key of a table that feeds a laptop."""
    return Column(
        "id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )


def row_version() -> Column[int]:
    """What changes with every write of a row."""
    return Column("row_version", RowVersion, nullable=False, server_default="0", index=True)


def row_version_of_some() -> Column[int]:
    """What changes with every write of a row that only some are given.

    It is found by whose the row is first: an index on it alone would lead through everybody's.
    """
    return Column("row_version", RowVersion, nullable=False, server_default="0")


def text(name: str, length: int, **options: Any) -> Column[str]:  # noqa: ANN401 (SQLAlchemy's own)
    """A text that is "" where there is none."""
    return Column(name, Unicode(length), nullable=False, server_default="", **options)


def added_columns(kind: FeedKind, texts: Mapping[str, TextField]) -> tuple[Column[Any], ...]:
    """The columns that were added to a feed of schema ``sales``; ``texts`` have lengths."""
    return tuple(_added(column, texts) for column in FEED_COLUMNS[kind] if column.since > 1)


def _added(column: FeedColumn, texts: Mapping[str, TextField]) -> Column[Any]:
    match column.type:
        case ColumnType.AMOUNT:
            return Column(column.name, Amount)
        case ColumnType.DAY:
            return Column(column.name, Day)
        case ColumnType.INTEGER:
            return Column(column.name, Integer)
        case ColumnType.FLAG:
            return Column(column.name, Boolean, nullable=False, server_default="0")
    return text(column.name, text_field(column, texts).longest)


def entry_field(
    column: FeedColumn, texts: Mapping[str, TextField]
) -> TextField | AmountField | DayField | WholeNumberField | None:
    """The range of an added column's values wherever they are entered, None for a flag."""
    match column.type:
        case ColumnType.AMOUNT:
            return CHARGE
        case ColumnType.DAY:
            return ORDER_DAY
        case ColumnType.INTEGER:
            return COUNT
        case ColumnType.FLAG:
            return None
    return text_field(column, texts)


def text_field(column: FeedColumn, texts: Mapping[str, TextField]) -> TextField:
    """The values of a column of text; LookupError where its length is not written down."""
    if column.name not in texts:
        message = f"add the length of {column.name} to the texts in smartclient/domain/fields.py"
        raise LookupError(message)
    return texts[column.name]
