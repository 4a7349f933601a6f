"""Rows in a statement for SQL Server, sent as one parameter: see ``database.value_list``."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Dialect, TableValuedAlias, Text, bindparam, column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from smartclient.database.value_list import in_json, openjson


class _JsonRows(TypeDecorator[Sequence[Sequence[Any]]]):
    """Rows of values of these columns as one ASCII text of JSON."""

    impl = Text
    cache_ok = True

    def __init__(self, columns: tuple[Column[Any], ...]) -> None:
        super().__init__()
        self.columns = columns

    def process_bind_param(self, value: Sequence[Sequence[Any]] | None, dialect: Dialect) -> str:
        """The rows in JSON, each an array of its values as they are stored."""
        types = [key.type for key in self.columns]
        return json.dumps(
            [
                [in_json(item, type_, dialect) for item, type_ in zip(row, types, strict=True)]
                for row in value or ()
            ]
        )


class _ListedRows(FunctionElement[Any]):
    """The rows of a list, with a column ``c0``, ``c1``, … for each of its columns."""

    name = "listed_rows"
    inherit_cache = True


@compiles(_ListedRows, "mssql")
def _for_sql_server(element: _ListedRows, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401
    (rows,) = element.clauses
    assert isinstance(rows.type, _JsonRows)  # noqa: S101 (as row_list builds it)
    columns = {f"c{n}": (key.type, f"$[{n}]") for n, key in enumerate(rows.type.columns)}
    return openjson(compiler.process(rows, **options), columns, compiler.dialect)


def row_list(
    columns: Sequence[Column[Any]], rows: Sequence[Sequence[Any]], name: str
) -> TableValuedAlias:
    """The rows of a list, with a column ``c0``, ``c1``, … of the type of each of ``columns``."""
    sent = bindparam(None, rows, type_=_JsonRows(tuple(columns)), unique=True)
    listed = (column(f"c{place}", key.type) for place, key in enumerate(columns))
    return _ListedRows(sent).table_valued(*listed, name=name)
