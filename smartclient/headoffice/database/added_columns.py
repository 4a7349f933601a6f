"""Columns that a migration adds to tables of feeds: what they are, and how SQLite gets them.

Released migrations call this: its results for their arguments stay as they are, which a test
compares with the released schema.
"""

from dataclasses import dataclass

_NOW = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')"
_NAMED_BY = {
    "customers": ("customer", "number"),
    "products": ("product", "sku"),
    "stock": ("stock", "sku"),
}
"""Table whose added columns are logged → its name in the change log, and the column that names a
row there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedColumn:
    """A column for the table, and the feed, ``table`` of schema ``sales``.

    ``type`` is a ``ColumnType`` of the contract. A text is "" where nothing is known, a flag 0,
    anything else NULL; ``longest`` is a text's length.
    """

    table: str
    name: str
    type: str = "text"
    longest: int = 0

    @property
    def is_logged(self) -> bool:
        """Whether its changes are written to the change log: those of these tables always are."""
        return self.table in _NAMED_BY

    @property
    def named_by(self) -> tuple[str, str]:
        """What the change log calls a row: the kind of thing, and the column with its name."""
        return _NAMED_BY[self.table]


def sqlite_statements(*columns: AddedColumn) -> list[str]:
    """The statements that add the columns, and log the changes of customers, products and stock."""
    added = [
        f"ALTER TABLE sales_{column.table} ADD COLUMN {column.name} {_declared(column)}"
        for column in columns
    ]
    return [*added, *(_log_trigger(column) for column in columns if column.is_logged)]


def _declared(column: AddedColumn) -> str:
    return {
        "text": f"VARCHAR({column.longest}) DEFAULT '' NOT NULL",
        "amount": "BIGINT",
        "day": "VARCHAR(10)",
        "integer": "INTEGER",
        "flag": "BOOLEAN DEFAULT '0' NOT NULL",
    }[column.type]


def _log_trigger(column: AddedColumn) -> str:
    table, name = f"sales_{column.table}", column.name
    entity, key = column.named_by
    return (
        f"CREATE TRIGGER {table}_{name}_log AFTER UPDATE OF {name} ON {table} "  # noqa: S608 (names)
        f"WHEN OLD.{name} IS NOT NEW.{name} BEGIN "
        'INSERT INTO sync_change_log (entity, "key", field, "before", "after", "by", at) '
        f"SELECT '{entity}', NEW.{key}, '{name}', OLD.{name}, NEW.{name}, actor, "
        f"coalesce(at, {_NOW}) FROM sync_session; END"
    )
