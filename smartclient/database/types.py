"""Column types that mean the same on SQL Server and on SQLite.

Amounts are ``decimal(19,4)`` on SQL Server and integers of 1/10,000 on SQLite, days ``date`` and
ISO text, instants ``datetime2(6)`` in UTC and ISO text in UTC (``2026-11-21T20:49:55.000000Z``,
so that text order is time order). Identifiers are ``binary(16)`` on SQL Server and text on SQLite,
JSON is ``varchar(max)`` of ASCII
characters and text.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Dialect,
    Numeric,
    Text,
    Unicode,
    UnicodeText,
    bindparam,
)
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine

from smartclient.contract.encoding import ascii_escaped
from smartclient.contract.stored_values import stored_amount, stored_day
from smartclient.domain.ids import ID_LENGTH
from smartclient.domain.money import to_scaled


def instant_text(instant: datetime) -> str:
    """An aware instant as the text that SQLite holds."""
    return f"{instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def instant_from_text(text: str) -> datetime:
    """The aware instant that SQLite holds as ``text``."""
    return datetime.fromisoformat(text)


class Amount(TypeDecorator[Decimal]):
    """An exact amount or percentage with four decimals."""

    impl = Numeric(19, 4)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Store integers where the database has no exact decimals."""
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else Numeric(19, 4))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """The stored value of an amount; RefusedError for one that would be cut."""
        if value is None:
            return None
        units = to_scaled(value)
        return units if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ANN401
        """The amount of a stored value."""
        if value is None or dialect.name != "sqlite":
            return value  # type: ignore[no-any-return]
        return stored_amount(value)


class Day(TypeDecorator[date]):
    """A calendar day."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Store ISO text on SQLite."""
        return dialect.type_descriptor(Unicode(10) if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """The stored value of a day."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:  # noqa: ANN401
        """The day of a stored value."""
        if value is None or dialect.name != "sqlite":
            return value  # type: ignore[no-any-return]
        return stored_day(value)


class Instant(TypeDecorator[datetime]):
    """A point in time, in UTC; only aware datetimes are accepted."""

    impl = Unicode(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Store ISO text on SQLite and datetime2(6) on SQL Server."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Unicode(27))
        from sqlalchemy.dialects.mssql import DATETIME2  # noqa: PLC0415 (SQLite does without it)

        return dialect.type_descriptor(DATETIME2(precision=6))  # type: ignore[no-untyped-call]

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """The stored value of an instant."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return instant_text(value)
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401
        """The aware instant of a stored value."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return instant_from_text(value)
        return value.replace(tzinfo=UTC)  # type: ignore[no-any-return]


class StateText(TypeDecorator[str]):
    """A text of a few known values: what it is compared with stands in the statement.

    An index of the rows in one state serves a statement only if that says which state it is.
    """

    impl = Unicode
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[str]):
        """Compares with values that are written into the statement."""

        def operate(
            self,
            op: OperatorType,
            *other: Any,  # noqa: ANN401 (SQLAlchemy's own)
            **kwargs: Any,  # noqa: ANN401 (as above)
        ) -> ColumnElement[Any]:
            """Compare; texts become literals, anything else stays as it is."""
            values = (self._written(value) for value in other)
            return super().operate(op, *values, **kwargs)

        def _written(self, value: Any) -> Any:  # noqa: ANN401 (SQLAlchemy's own)
            is_list = isinstance(value, (tuple, list, set, frozenset))
            if not is_list and not isinstance(value, str):
                return value
            return bindparam(
                None, value, type_=self.type, unique=True, expanding=is_list, literal_execute=True
            )

    comparator_factory = Comparator


class RowVersion(TypeDecorator[int]):
    """The version of a row, which rises with every write: SQL Server's ``rowversion``."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Store an integer where the database keeps no versions by itself."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        from sqlalchemy.dialects.mssql import ROWVERSION  # noqa: PLC0415 (as above)

        return dialect.type_descriptor(ROWVERSION())  # type: ignore[no-untyped-call]

    def process_bind_param(self, value: int | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """The stored value of a version: eight bytes, compared without a cast."""
        if value is None or dialect.name == "sqlite":
            return value
        return value.to_bytes(8, "big")

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:  # noqa: ANN401, ARG002
        """The version of a stored value."""
        # Babelfish returns the greatest of several as a number
        if value is None or isinstance(value, int):
            return value
        return int.from_bytes(value, "big")


def identifier_bytes(text: str) -> bytes | None:
    """The 16 bytes of an identifier, the most significant first; None for a text that is none."""
    try:
        return UUID(text).bytes
    except ValueError:
        return None


class Identifier(TypeDecorator[str]):
    """A UUID: in Python its canonical text.

    SQL Server stores its 16 bytes in the order of the text, so that identifiers that rise with
    time rise in every index. There a text that is no UUID is stored as NULL and equals nothing.
    """

    impl = Unicode(ID_LENGTH)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Store text on SQLite and binary(16) on SQL Server."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Unicode(ID_LENGTH))
        from sqlalchemy.dialects.mssql import BINARY  # noqa: PLC0415 (SQLite does without it)

        return dialect.type_descriptor(BINARY(16))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """The stored value of an identifier."""
        if value is None or dialect.name == "sqlite":
            return value
        return identifier_bytes(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401
        """The identifier of a stored value."""
        if value is None or dialect.name == "sqlite":
            return value  # type: ignore[no-any-return]
        return str(UUID(bytes=bytes(value)))


class AsciiJson(TypeDecorator[str]):
    """JSON text of any length, in which every character outside ASCII is escaped."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Store varchar(max) on SQL Server: half the bytes of a text of any character."""
        return dialect.type_descriptor(UnicodeText() if dialect.name == "sqlite" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The stored form of a text, or of what is looked for in one."""
        return None if value is None else ascii_escaped(value)


class Digest(TypeDecorator[bytes]):
    """A SHA-256, 32 bytes: hexadecimal digits on SQLite, ``binary(32)`` on SQL Server."""

    impl = Unicode(64)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Store text on SQLite and bytes on SQL Server."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Unicode(64))
        from sqlalchemy.dialects.mssql import BINARY  # noqa: PLC0415 (SQLite does without it)

        return dialect.type_descriptor(BINARY(32))

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """The stored value of a digest."""
        return value.hex() if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ANN401
        """The digest of a stored value."""
        if value is None:
            return None
        return bytes.fromhex(value) if dialect.name == "sqlite" else bytes(value)
