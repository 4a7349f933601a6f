"""What Babelfish is sent in other words; it runs without one."""

from sqlalchemy import select
from sqlalchemy.dialects import mssql

from smartclient.database.mssql.babelfish import to_babelfish
from smartclient.database.value_list import in_list
from smartclient.domain.ids import new_id
from smartclient.headoffice.database.mssql import definition
from smartclient.headoffice.database.mssql.schema_0010 import longer_settings
from smartclient.headoffice.database.tables import tables_for

DIALECT = mssql.dialect(paramstyle="qmark")  # type: ignore[no-untyped-call]


def test_a_list_of_identifiers_is_compared_as_what_can_be_hashed() -> None:
    """Else the whole list would be converted again for each row of the table."""
    orders = tables_for("mssql").orders
    for key in (orders.c.order_id, tables_for("mssql").conflicts.c.newest_request_id):
        asking = str(select(key).where(in_list(key, [new_id()])).compile(dialect=DIALECT))
        assert "CONVERT(binary(16), value, 2)" in asking
        other = to_babelfish(asking)
        assert f"CAST(CAST({key.table.fullname}.{key.name} AS varbinary(16)) AS" in other
        assert "CONVERT(" not in other


def test_a_list_of_texts_is_compared_as_it_is() -> None:
    number = tables_for("mssql").orders.c.number
    asking = str(select(number).where(in_list(number, ["1"])).compile(dialect=DIALECT))
    assert f"{number.table.fullname}.{number.name} IN (SELECT listed.value" in to_babelfish(asking)


def test_the_list_of_new_devices_is_put_into_a_pulse_as_a_list() -> None:
    """Else no pulse could be read there."""
    (pulse,) = (text for text in definition.procedures() if "PROCEDURE sync.pulse_v2\n" in text)
    assert "JSON_QUERY(@new_devices)" in pulse
    other = to_babelfish(pulse)
    assert "JSON_QUERY(@new_devices)" not in other
    assert "SET @facts = STUFF(" in other


def test_a_column_that_is_widened_stays_not_null_by_itself() -> None:
    [*_, statement] = longer_settings.statements()
    assert statement.endswith("NVARCHAR(100) NOT NULL")
    assert to_babelfish(statement) == statement.removesuffix(" NOT NULL")
