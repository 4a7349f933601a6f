"""The fifth schema on SQL Server, frozen: which device sends a request, and by what clock.

A client that is older says neither.
"""

# ruff: noqa: ISC004 (a frozen script: its only parts are the names written in it)

from smartclient.headoffice.database.mssql.schema_0004.changing import changed
from smartclient.headoffice.database.mssql.schema_0005.withdrawals import SUBMIT as BEFORE

_UUID = "-".join("[0-9A-Fa-f]" * length for length in (8, 4, 4, 4, 12))
_OF_A_DEVICE = f"j.device COLLATE Latin1_General_BIN2 LIKE '{_UUID}'"

SUBMIT = changed(
    BEFORE,
    ("        withdraws nvarchar(max) NULL,\n", "        withdraws nvarchar(max) NULL,\n"
     "        device varchar(36) NOT NULL,\n        clock_offset int NULL,\n"),
    ("body, digest, replaces,\n        withdraws, given_number, made_at, refusal, is_first)",
     "body, digest, replaces,\n        withdraws, device, clock_offset, given_number, made_at, "
     "refusal,\n        is_first)"),
    ("        j.withdraws,\n",
     f"        j.withdraws,\n        CASE WHEN {_OF_A_DEVICE} THEN LOWER(j.device) ELSE '' END,\n"
     "        TRY_CAST(j.clock_offset AS int),\n"),
    ("        withdraws nvarchar(max) '$.withdraws' AS JSON,\n",
     "        withdraws nvarchar(max) '$.withdraws' AS JSON,\n"
     "        device varchar(max) '$.device',\n"
     "        clock_offset varchar(max) '$.clock_offset',\n"),
    ("made_at, received_at, withdrawable)", "made_at, received_at, withdrawable, device,\n"
     "                clock_offset_seconds)"),
    ("CASE WHEN a.withdraws IS NULL THEN 0 ELSE 1 END\n",
     "CASE WHEN a.withdraws IS NULL THEN 0 ELSE 1 END, a.device, a.clock_offset\n"),
)  # fmt: skip


def statements() -> list[str]:
    """Return what changes the procedure by which a laptop sends."""
    return [SUBMIT]
