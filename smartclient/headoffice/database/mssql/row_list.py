"""Rows in a statement for SQL Server, sent as one parameter: see ``database.value_list``."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Dialect, TableValuedAlias, Text, bindparam, column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator


class _JsonRows(TypeDecorator[Sequence[Sequence[Any]]]):
    """Rows of values of these columns as one ASCII text of JSON."""

    impl = Text
    cache_ok = True

    def __init__(self, columns: tuple[Column[Any], ...]) -> None:
        super().__init__()
        self.columns = columns

    def process_bind_param(self, value: Sequence[Sequence[Any]] | None, dialect: Dialect) -> str:
        """The rows in JSON, each an array of its values as they are stored."""
        processes = [key.type.dialect_impl(dialect).bind_processor(dialect) for key in self.columns]
        stored = [
            [
                process(item) if process else item
                for process, item in zip(processes, row, strict=True)
            ]
            for row in value or ()
        ]
        # days and amounts are texts that the server converts
        return json.dumps(stored, default=str)


class _ListedRows(FunctionElement[Any]):
    """The rows of a list, with a column ``c0``, ``c1``, … for each of its columns."""

    name = "listed_rows"
    inherit_cache = True


@compiles(_ListedRows, "mssql")
def _for_sql_server(element: _ListedRows, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    (rows,) = element.clauses
    assert isinstance(rows.type, _JsonRows)  # noqa: S101 (as row_list builds it)
    types = [compiler.dialect.type_compiler_instance.process(key.type) for key in rows.type.columns]
    declared = ", ".join(f"c{place} {name} '$[{place}]'" for place, name in enumerate(types))
    return f"OPENJSON({compiler.process(rows, **options)}) WITH ({declared})"


def row_list(
    columns: Sequence[Column[Any]], rows: Sequence[Sequence[Any]], name: str
) -> TableValuedAlias:
    """The rows of a list, with a column ``c0``, ``c1``, … of the type of each of ``columns``."""
    sent = bindparam(None, rows, type_=_JsonRows(tuple(columns)), unique=True)
    listed = (column(f"c{place}", key.type) for place, key in enumerate(columns))
    return _ListedRows(sent).table_valued(*listed, name=name)
