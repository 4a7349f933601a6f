"""Lists of values in a statement, sent as one parameter, so that its text is always the same.

SQL Server keeps a plan for each text of a statement, so a marker for each value would have it
compile nearly every call again and fill the cache of its plans. It reads the list from JSON by
OPENJSON, SQLite by json_each.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    BINARY,
    Column,
    ColumnElement,
    Dialect,
    Integer,
    Select,
    String,
    TableValuedAlias,
    Text,
    bindparam,
    column,
    select,
    text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from smartclient.database.types import Identifier
from smartclient.domain.text.canonical import utf16_length

Value = TypeVar("Value", bound=int | str)

VALUE = "value"
"""The column of a list of single values, named as SQLite does."""


def in_json(value: object, type_: TypeEngine[Any], dialect: Dialect) -> object:
    """A value of a column's type as JSON holds it: bytes are hexadecimal digits, days are texts."""
    if value is None:
        return None
    if isinstance(type_, Identifier) and type_.process_bind_param(str(value), dialect) is None:
        return None
    process = type_.dialect_impl(dialect).bind_processor(dialect)
    stored = process(value) if process else value
    if isinstance(stored, bytes | bytearray):
        return bytes(stored).hex()
    return stored if isinstance(stored, str | int) else str(stored)


def openjson(
    parameter: str, columns: Mapping[str, tuple[TypeEngine[Any], str]], dialect: Dialect
) -> str:
    """What SQL Server reads from JSON: columns by name, each with its type and its path."""
    declared, read = [], []
    for name, (type_, path) in columns.items():
        stored = type_.type_engine(dialect) if isinstance(type_, TypeDecorator) else type_
        if isinstance(stored, BINARY):
            declared.append(f"{name} char({2 * (stored.length or 0)}) '{path}'")
            read.append(f"CONVERT(binary({stored.length}), {name}, 2) AS {name}")
        else:
            words = dialect.type_compiler_instance.process(type_)
            declared.append(f"{name} {words} '{path}'")
            read.append(name)
    rows = f"OPENJSON({parameter}) WITH ({', '.join(declared)})"
    if read == list(columns):
        return rows
    return f"(SELECT {', '.join(read)} FROM {rows} AS item)"  # noqa: S608 (our own words)


class JsonValues(TypeDecorator[Sequence[Any]]):
    """Values of a type as one ASCII text of JSON."""

    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def process_bind_param(self, value: Sequence[Any] | None, dialect: Dialect) -> str:
        """The values in JSON, without those that are too long to be in a column of the type."""
        stored = (in_json(item, self.item, dialect) for item in value or ())
        return json.dumps([item for item in stored if self._fits(item)])

    def _fits(self, item: Any) -> bool:  # noqa: ANN401 (whatever the type stores)
        """Whether the server would not cut a value, which could then be another."""
        longest = self.item.length if isinstance(self.item, String) else None
        return longest is None or not isinstance(item, str) or utf16_length(item) <= longest


class _ListedValues(FunctionElement[Any]):
    """The rows of a list: one column, ``value``."""

    name = "listed_values"
    inherit_cache = True


@compiles(_ListedValues, "sqlite")
def _for_sqlite(element: _ListedValues, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_ListedValues, "mssql")
def _for_sql_server(element: _ListedValues, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    (values,) = element.clauses
    assert isinstance(values.type, JsonValues)  # noqa: S101 (as value_list builds it)
    columns = {VALUE: (values.type.item, "$")}
    return openjson(compiler.process(values, **options), columns, compiler.dialect)


def value_list(item: TypeEngine[Value], values: Iterable[Value], name: str) -> TableValuedAlias:
    """The rows of a list of values of a column's type, each once, in their order: ``c.value``."""
    ordered = sorted(set(values))
    sent = bindparam(None, ordered, type_=JsonValues(item), unique=True)
    return _ListedValues(sent).table_valued(column(VALUE, item), name=name)


def in_list(of: ColumnElement[Any] | Column[Any], values: Collection[Value]) -> ColumnElement[bool]:
    """Whether a column has one of these values, in a statement that is the same for any number."""
    return of.in_(select(value_list(of.type, values, "listed").c.value))


def at_most(statement: Select[Any], rows: int) -> Select[Any]:
    """The first rows of ``statement``, whose number is a parameter, and no part of its text."""
    limit = bindparam("at_most", rows, type_=Integer())
    return statement.prefix_with(
        text("TOP (:at_most)").bindparams(limit), dialect="mssql"
    ).suffix_with(text("LIMIT :at_most").bindparams(limit), dialect="sqlite")
