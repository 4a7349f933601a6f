"""The fourth schema on SQL Server, frozen: a change log that no amount is too large for.

A trigger can't be missing for anybody: its table is locked until the upgrade is committed.
"""

import re

from smartclient.headoffice.database.mssql import schema_0001
from smartclient.headoffice.database.mssql.schema_0004.changing import released

_LOGGED = ("sales.customers", "sales.products", "sales.orders")
_AMOUNT = re.compile(r"CAST\(CAST\(([di]\.\w+) \* 10000 AS bigint\) AS nvarchar\(30\)\)")
_ANY_AMOUNT = r"CAST(CAST(\1 * 10000 AS decimal(23, 0)) AS nvarchar(30))"


def statements() -> list[str]:
    """Return what puts the new triggers in the place of the old ones."""
    made = []
    for table in _LOGGED:
        name = f"{table}_log"
        anew = _AMOUNT.sub(_ANY_AMOUNT, released(schema_0001.statements(), name))
        made += [f"DROP TRIGGER {name}", anew]
    return made
