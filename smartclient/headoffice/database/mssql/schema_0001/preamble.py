"""The first schema on SQL Server, frozen: how every procedure of a rep's surface begins.

Whatever the caller has set, it holds no lock for long, leaves no transaction open and answers to
the caller's own login alone. An open transaction of one rep would hold back everybody's feeds.
"""

# ruff: noqa: S608 (a frozen script: its only parts are the names written in it)

OPEN_TRANSACTION = 51000
UNKNOWN_LOGIN = 51001
CLIENT_TOO_OLD = 51002
SCHEMA_MOVING = 51003
UNREADABLE = 51004
TOO_MUCH = 51005
"""The numbers of the errors that the procedures throw."""

BEGIN = f"""    SET NOCOUNT ON;
    SET XACT_ABORT ON;
    SET IMPLICIT_TRANSACTIONS OFF;
    SET ROWCOUNT 0;
    IF @@TRANCOUNT > 0
        THROW {OPEN_TRANSACTION}, N'open transaction', 1;
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
    SET LOCK_TIMEOUT 5000;"""

IDENTITY = f"""    DECLARE @rep nvarchar(128), @number nvarchar(20), @title nvarchar(100);
    DECLARE @role nvarchar(10);
    SELECT @rep = r.login, @number = r.number, @title = r.title, @role = r.role
    FROM sync.rep_identity AS a
    JOIN sales.reps AS r ON r.number = a.rep_number
    WHERE a.name = SUSER_SNAME() AND (a.sid IS NULL OR a.sid = SUSER_SID());
    IF @rep IS NULL
        THROW {UNKNOWN_LOGIN}, N'unknown login', 1;"""

AHEAD = """    -- after a restore row versions are told so much higher that none is told twice
    DECLARE @ahead bigint = COALESCE(
        (SELECT TRY_CAST(value AS bigint) FROM sync.info WHERE name = N'version_ahead'), 0);"""


def version(name: str, told: str) -> str:
    """Return the declaration of ``name``: a told row version as the server compares it."""
    return (
        f"    DECLARE {name} binary(8) = CAST(\n"
        f"        CASE WHEN {told} > @ahead THEN {told} - @ahead ELSE CAST(0 AS bigint) END "
        "AS binary(8));"
    )


def instant(expression: str) -> str:
    """Return an instant as ISO text in UTC, always with six digits of a second."""
    return f"STUFF(CONVERT(varchar(26), CAST({expression} AS datetime2(6)), 121), 11, 1, 'T') + 'Z'"
