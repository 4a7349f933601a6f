"""Head office's database on SQL Server in its final state: what a new one is created from.

Every table, index, procedure, trigger and right stands here once, in files of SQL that ``source``
describes. Migrations change tables and data; procedures, triggers and rights are always these.
"""

from collections.abc import Iterable

from smartclient.contract.customer_columns import ADDED_CUSTOMER_COLUMNS
from smartclient.contract.feeds import FeedKind
from smartclient.contract.fingerprints import NOT_HELD
from smartclient.contract.versions import LINK_VERSION
from smartclient.headoffice.database.feeds import table_of
from smartclient.headoffice.database.mssql.definition import change_log, feeds, web
from smartclient.headoffice.database.mssql.definition.source import (
    statement,
)
from smartclient.headoffice.database.mssql.definition.source import (
    statements as statements_of,
)
from smartclient.headoffice.database.tables import tables_for

_TABLES = (
    *("catalog", "customers", "requests", "devices", "enrolment"),
    *("data_sets", "mail", "keeping", "imports"),
)
_PROCEDURES = ("submit_v1", "pulse_v1", "pulse_v2", "replies_v1", "purge_v1", "advance_order_v1")
_TRIGGERS = (
    *("customers_membership", "inbox_stopped", "inbox_open_work", "policies_history"),
    *("enrolments_log", "enrolled_devices_log", "handed_over_log"),
)

_OF_LAPTOPS = {
    "PREFIX": "",
    "CALLER": "",
    "BESIDES": "",
    "ENROLLED": "NULL",
    "RELEASED": "",
    "NAME": "submit_v1",
    "FIRST_ATTEMPT": "1",
    "PARAMETERS": "@batch varchar(max)",
}
"""What fills in the procedures that laptops call: their login is who they are."""

ROLES = ("smartclient_rep", "smartclient_admin", "smartclient_worker", "smartclient_web")
"""The roles whose rights are defined here."""

RETIRED: tuple[tuple[str, str], ...] = (
    ("PROCEDURE", "sync.web_fingerprints_v2"),
    ("PROCEDURE", "sync.web_fingerprints_v5"),
    ("PROCEDURE", "sync.web_fingerprints_v6"),
    ("PROCEDURE", "sync.web_feed_customers_v1"),
    ("PROCEDURE", "sync.web_feed_customers_v6"),
)
"""Each PROCEDURE and TRIGGER that an earlier version had, by its name: an upgrade drops it."""


def statements() -> list[str]:
    """The statements that create everything in an empty database, in the order they are run."""
    return [*tables(), *triggers(), *procedures(), *rows(), *grants()]


def tables() -> list[str]:
    """The statements that create the schemas, the tables and their indexes."""
    files = ("schemas", *(f"tables/{name}" for name in _TABLES))
    return [item for file in files for item in statements_of(file)]


def procedures() -> list[str]:
    """The statements that create the procedures."""
    return [
        *(_procedure(name) for name in _PROCEDURES),
        *feeds.procedures(),
        *web.procedures(),
        *web.procedures_for_admins(),
        *web.procedures_for_owners(),
        *web.procedures_for_workers(),
    ]


def triggers() -> list[str]:
    """The statements that create the triggers."""
    return [
        *(statement(f"triggers/{name}") for name in _TRIGGERS),
        *(_tombstone(kind) for kind in FeedKind if kind not in NOT_HELD),
        *change_log.triggers(),
    ]


def rows() -> list[str]:
    """The statements that insert the rows with which head office begins."""
    return statements_of("rows")


def grants() -> list[str]:
    """The statements that create the roles and grant them their rights."""
    rep, admin, worker, service = ROLES
    added = "".join(f", {column.name}" for column in ADDED_CUSTOMER_COLUMNS)
    granted = [(f"sync.{name}", role) for name in feeds.names() for role in (rep, admin)]
    return statements_of(
        "grants",
        added_customer_columns=added,
        grants_of_feeds=_execution(granted),
        grants_of_web=_execution((name, service) for name in _names(web.procedures())),
        grants_of_devices=_execution((name, admin) for name in _names(web.procedures_for_admins())),
        grants_of_worker=_execution(
            (name, worker) for name in _names(web.procedures_for_workers())
        ),
    )


def _execution(granted: Iterable[tuple[str, str]]) -> str:
    """What grants execution of procedures, each to a role."""
    return "\n".join(f"GRANT EXECUTE ON OBJECT::{name} TO {role};" for name, role in granted)


def _names(procedures: Iterable[str]) -> list[str]:
    """The names of the procedures that these statements create."""
    return [procedure.split(maxsplit=3)[2] for procedure in procedures]


def _procedure(name: str) -> str:
    link_version = {"pulse_v1": 1}.get(name, LINK_VERSION)
    return statement(f"procedures/{name}", heads=feeds.heads(link_version), **_OF_LAPTOPS)


def _tombstone(kind: FeedKind) -> str:
    table = table_of(kind, tables_for("mssql")).fullname
    return statement("triggers/tombstone", TABLE=table, KIND=kind)
