"""How parameters are declared to SQL Server: by the type of their column, never by a value.

The server keeps a plan for each text of a statement with the types of its parameters. The driver
would declare a text by its length, a number by its digits and nothing at all by a query, so that
nearly every call would be compiled again.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Connection,
    Date,
    DateTime,
    Dialect,
    Engine,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Text,
    Unicode,
    UnicodeText,
    event,
)
from sqlalchemy.dialects.mssql import BINARY, TIMESTAMP
from sqlalchemy.types import NULLTYPE, NullType, TypeDecorator, TypeEngine

from smartclient.database.mssql.drivers import load_pyodbc
from smartclient.domain.text.canonical import utf16_length

Size = tuple[int, int, int]
"""The driver's number of a type, its length or digits, and its decimals; 0 is any length."""

LONGEST_TEXT: Final = 4_000
"""How many UTF-16 units a text may have that is not declared as one of any length."""

_FIXED: Final = (
    (Boolean, ("BIT", 1, 0)),
    (BigInteger, ("BIGINT", 19, 0)),
    (Integer, ("INTEGER", 10, 0)),
    (DateTime, ("TYPE_TIMESTAMP", 26, 6)),
    (Date, ("TYPE_DATE", 10, 0)),
    (TIMESTAMP, ("VARBINARY", 8, 0)),
    (LargeBinary, ("VARBINARY", 0, 0)),
)
"""The types of one size, each before the wider one that it is an instance of, too."""

_TYPES: Final[Mapping[type, TypeEngine[Any]]] = {
    str: Unicode(LONGEST_TEXT),
    bool: Boolean(),
    int: BigInteger(),
}
"""What a parameter is of whose column we know nothing, by the class of its value."""


def declare_parameters(engine: Engine) -> None:
    """Declare the parameters of every statement that ``engine`` runs."""
    event.listen(engine, "do_setinputsizes", _declare_compiled)
    event.listen(engine, "before_cursor_execute", _declare_plain)


def size_of(type_: TypeEngine[Any], values: Iterable[object], dialect: Dialect) -> Size | None:
    """How a parameter of a type is declared; a text that no column of it holds is declared longer.

    None for a type that the driver declares the same whatever the value.
    """
    if isinstance(type_, NullType):
        type_ = next((_TYPES[type(value)] for value in values if type(value) in _TYPES), type_)
    stored = type_.type_engine(dialect) if isinstance(type_, TypeDecorator) else type_
    match stored:
        case Numeric(precision=int(precision), scale=int(scale)):
            return (_sql("DECIMAL"), precision, scale)
        case BINARY(length=int(length)):
            return (_sql("BINARY"), length, 0)
        case Text() if not isinstance(stored, UnicodeText):
            return (_sql("VARCHAR"), 0, 0)
        case Unicode() | UnicodeText():
            return (_sql("WVARCHAR"), _text_size(stored.length, values), 0)
        case String():
            # a constant of ours, in a statement
            return (_sql("WVARCHAR"), _text_size(LONGEST_TEXT, values), 0)
    found = (size for kind, size in _FIXED if isinstance(stored, kind))
    name, length, decimals = next(found, ("", 0, 0))
    return (_sql(name), length, decimals) if name else None


def _sql(name: str) -> int:
    number: int = getattr(load_pyodbc(), f"SQL_{name}")
    return number


def _text_size(length: int | None, values: Iterable[object]) -> int:
    if length is None:
        return 0
    units = max((utf16_length(value) for value in values if isinstance(value, str)), default=0)
    return next((size for size in (length, LONGEST_TEXT) if units <= size), 0)


def _declare_compiled(
    inputsizes: dict[Any, Any],
    _cursor: object,
    _statement: str,
    _parameters: object,
    context: Any,  # noqa: ANN401 (SQLAlchemy's)
) -> None:
    """Declare the parameters of a statement that SQLAlchemy composed."""
    names = context.compiled.bind_names
    for parameter in inputsizes:
        value = context.compiled_parameters[0].get(names[parameter])
        values = value if isinstance(value, list | tuple) else (value,)
        inputsizes[parameter] = size_of(parameter.type, values, context.dialect)


def _declare_plain(
    _connection: Connection,
    cursor: Any,  # noqa: ANN401 (pyodbc's)
    _statement: str,
    parameters: Any,  # noqa: ANN401 (whatever the driver takes)
    context: Any,  # noqa: ANN401 (SQLAlchemy's)
    many: bool,  # noqa: FBT001
) -> None:
    """Declare the parameters of a statement that we wrote; an array is declared by the server."""
    if many or not parameters or not context.is_text:
        return
    types: Sequence[TypeEngine[Any]] = (
        [NULLTYPE] * len(parameters)
        if context.compiled is None
        else [context.compiled.binds[name].type for name in context.compiled.positiontup]
    )
    cursor.setinputsizes(
        [
            size_of(type_, (value,), context.dialect)
            for type_, value in zip(types, parameters, strict=True)
        ]
    )
