"""The first schema on SQL Server, frozen: three roles, each with just what it needs.

``smartclient_rep`` may execute the procedures and nothing else. ``smartclient_admin`` is for
head office's people: they send like a rep, read everything and change business data.
``smartclient_worker`` is for the service that answers requests; who a login is, it may only read.
"""

from smartclient.headoffice.database.mssql.schema_0001.procedures import NAMES

REP, ADMIN, WORKER = "smartclient_rep", "smartclient_admin", "smartclient_worker"

_SALES = (
    *("addresses", "customers", "offer_products", "offers", "order_lines", "orders", "photos"),
    *("prices", "products", "reps", "ship_methods", "stock", "tax_rates", "territories"),
)
_SYNC = (
    *("cases", "change_log", "conflicts", "counters", "customer_aliases", "inbox", "info"),
    *("lanes", "laptops", "membership", "policies", "policy_history", "replies", "stopped"),
    *("tombstones", "workers"),
)
_ALL = "SELECT, INSERT, UPDATE, DELETE"


def statements() -> list[str]:
    """Return what makes the roles and gives them their rights."""
    made = [
        f"IF DATABASE_PRINCIPAL_ID(N'{role}') IS NULL EXEC(N'CREATE ROLE {role}')"
        for role in (REP, ADMIN, WORKER)
    ]
    for name in NAMES:
        made += [f"GRANT EXECUTE ON OBJECT::sync.{name} TO {role}" for role in (REP, ADMIN)]
    made += [f"GRANT {_ALL} ON OBJECT::sales.{table} TO {WORKER}" for table in _SALES]
    made += [f"GRANT {_ALL} ON OBJECT::sync.{table} TO {WORKER}" for table in _SYNC]
    made += [f"GRANT {_ALL} ON OBJECT::sales.{table} TO {ADMIN}" for table in _SALES]
    made += [f"GRANT SELECT ON OBJECT::sync.{table} TO {ADMIN}" for table in _SYNC]
    made.append(f"GRANT INSERT, UPDATE ON OBJECT::sync.policies TO {ADMIN}")
    made += [f"GRANT SELECT ON OBJECT::sync.rep_identity TO {role}" for role in (ADMIN, WORKER)]
    return made
