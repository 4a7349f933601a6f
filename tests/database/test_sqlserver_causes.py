"""SQL Server's errors and the sentences for a person: one cause, one sentence."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from smartclient.database.mssql.errors import ErrorContext, native_numbers, translated
from smartclient.domain.errors import (
    ClientTooOldError,
    ContendedError,
    NoRoomError,
    OutOfReachError,
    PasswordRefusedError,
    RefusedError,
    SchemaError,
    SetUpError,
    SignInError,
    SmartClientError,
    UnforeseenError,
    UnknownLoginError,
)

PLACE = ErrorContext(server="db.example.test,1433", database="Sales", login="linda")
_DRIVER = "[Microsoft][ODBC Driver 18 for SQL Server]"


def _said(state: str, *parts: tuple[str, int], call: str = "SQLExecDirectW") -> Exception:
    text = "; ".join(
        f"[{state}] {_DRIVER}{'[SQL Server]' if number > 0 else ''}{phrase} ({number})"
        for phrase, number in parts
    )
    return Exception(state, f"{text} ({call})")


def _told(error: Exception) -> SmartClientError:
    return translated(error, PLACE)


# the texts are those of SQL Server 2022 and of driver 18.6
CAUSES: Sequence[tuple[str, Exception, type[SmartClientError], str]] = (
    (
        "login failed",
        _said("28000", ("Login failed for user 'linda'.", 18456)),
        PasswordRefusedError,
        "did not accept linda",
    ),
    (
        "password expired",
        _said("28000", ("Login failed for user 'linda'.  Reason: The password expired", 18487)),
        SignInError,
        "has expired",
    ),
    (
        "login locked",
        _said("28000", ("Login failed for user 'linda' because it is locked out.", 18486)),
        SignInError,
        "locked",
    ),
    (
        "unknown database",
        _said(
            "42000",
            ('Cannot open database "Sales" requested by the login. The login failed.', 4060),
            ("Login failed for user 'linda'.", 18456),
        ),
        SetUpError,
        "no database Sales",
    ),
    (
        "no driver",
        Exception("01000", "[01000] [unixODBC][Driver Manager]Can't open lib 'X' (0)"),
        SetUpError,
        "no ODBC driver",
    ),
    (
        "no driver of that name on Windows",
        Exception("IM002", "[IM002] [Microsoft][ODBC Driver Manager] Data source name not found"),
        SetUpError,
        "no ODBC driver",
    ),
    (
        "certificate refused",
        _said("08001", ("SSL Provider: [certificate verify failed:self-signed certificate]", -1)),
        SetUpError,
        "certificate is not trusted",
    ),
    (
        "certificate refused on Windows",
        _said(
            "08001",
            (
                "SSL Provider: The certificate chain was issued by an authority not trusted.",
                -2146893019,
            ),
            ("Client unable to establish connection", -2146893019),
        ),
        SetUpError,
        "certificate is not trusted",
    ),
    (
        "certificate of another",
        _said("08001", ("SSL Provider: The target principal name is incorrect.", -2146893022)),
        SetUpError,
        "certificate is not trusted",
    ),
    (
        "no encryption",
        _said("08001", ("Encryption not supported on SQL Server.", 20)),
        SetUpError,
        "does not encrypt",
    ),
    (
        "no Windows sign-in",
        _said("HY000", ("SSPI Provider: No Kerberos credentials available", 458752)),
        SignInError,
        "no sign-in that head office accepts",
    ),
    (
        "no rights",
        _said("42000", ("The EXECUTE permission was denied on the object 'pulse_v1'", 229)),
        SetUpError,
        "no rights",
    ),
    (
        "never set up",
        _said("42000", ("Could not find stored procedure 'sync.pulse_v1'.", 2812)),
        SchemaError,
        "headoffice init",
    ),
    (
        "set up before this procedure was made",
        _said("42000", ("Could not find stored procedure 'sync.fingerprints_v1'.", 2812)),
        SchemaError,
        "headoffice upgrade",
    ),
    (
        "schema too old",
        _said("42000", ("schema too old", 51003)),
        SchemaError,
        "older than this",
    ),
    (
        "schema too new",
        _said("42000", ("schema too new", 51003)),
        SchemaError,
        "newer than this",
    ),
    (
        "schema moving",
        _said("42000", ("schema moving", 51003)),
        ContendedError,
        "being upgraded",
    ),
    (
        "client too old",
        _said("42000", ("client too old", 51002)),
        ClientTooOldError,
        "no longer serves",
    ),
    (
        "unknown login",
        _said("42000", ("unknown login", 51001)),
        UnknownLoginError,
        "does not know the login linda",
    ),
    (
        "open transaction",
        _said("42000", ("open transaction", 51000)),
        ContendedError,
        "something else",
    ),
    (
        "too much",
        _said("42000", ("too much at once", 51005)),
        RefusedError,
        "too much to send at once",
    ),
    (
        "unreadable",
        _said("42000", ("no batch", 51004)),
        RefusedError,
        "could not read",
    ),
    (
        "deadlock",
        _said("40001", ("Transaction was deadlocked. Rerun the transaction.", 1205)),
        ContendedError,
        "else is writing",
    ),
    *(
        (
            f"upgraded meanwhile, {number}",
            _said("42000", (phrase, number)),
            ContendedError,
            "else is writing",
        )
        for number, phrase in (
            (206, "Operand type clash: uniqueidentifier is incompatible with binary"),
            (257, "Implicit conversion from data type nvarchar to binary is not allowed."),
            (2801, "The definition of object 'submit_v1' has changed since it was compiled."),
            (33557097, "Failed to convert from data type varbinary to varchar, character with"),
        )
    ),
    (
        "lock timeout",
        _said("42000", ("Lock request time out period exceeded.", 1222)),
        ContendedError,
        "else is writing",
    ),
    (
        "log full",
        _said("42000", ("The transaction log for database 'Sales' is full", 9002)),
        NoRoomError,
        "no room",
    ),
    (
        "server stopping",
        _said("42000", ("SHUTDOWN is in progress.", 6005)),
        OutOfReachError,
        "starting or stopping",
    ),
    (
        "no answer",
        _said("HYT00", ("Login timeout expired", 0), call="SQLDriverConnect"),
        OutOfReachError,
        "in time",
    ),
    (
        "link broken",
        _said("08S01", ("TCP Provider: Error code 0x68", 104)),
        OutOfReachError,
        "link to head office broke",
    ),
    (
        "nonsense on the wire",
        _said("HY000", ("Protocol error in TDS stream", 0)),
        OutOfReachError,
        "link to head office broke",
    ),
)


@pytest.mark.parametrize(
    ("error", "kind", "phrase"), [case[1:] for case in CAUSES], ids=[case[0] for case in CAUSES]
)
def test_each_cause_has_its_own_sentence(
    error: Exception, kind: type[SmartClientError], phrase: str
) -> None:
    reported = _told(error)
    assert type(reported) is kind
    assert phrase in reported.user_message
    assert str(error.args[1]) not in reported.user_message
    assert error.args[0] in reported.detail


def test_only_being_out_of_reach_counts_as_being_offline() -> None:
    offline = {case[0] for case in CAUSES if isinstance(_told(case[1]), OutOfReachError)}
    assert offline == {"server stopping", "no answer", "link broken", "nonsense on the wire"}


AWAY = (921, 922, 924, 927, 942, 952, 976, 978, 983, 9001)
"""A database that is being recovered, restored, moved to another replica or taken offline."""

NO_ROOM = (701, 802, 3906, 8628, 8651, 8657, 10928, 10936, 40501, 40549, 40550, 40551, 40552, 40553)
"""Too little memory, locks or log at the moment, or no changes taken; Azure's limits too."""


@pytest.mark.parametrize("number", AWAY)
def test_a_database_that_is_being_moved_or_recovered_is_out_of_reach(number: int) -> None:
    assert type(_told(_said("42000", ("Database 'Sales' cannot be opened.", number)))) is (
        OutOfReachError
    )


@pytest.mark.parametrize("number", [*NO_ROOM, 41301, 41839])
def test_what_the_server_has_no_room_for_now_is_nobodys_fault(number: int) -> None:
    assert type(_told(_said("42000", ("There is not enough of something.", number)))) is (
        ContendedError
    )


def test_a_database_that_was_open_before_is_away_and_not_unknown() -> None:
    """While it is recovered or fails over, the server says no more than that it can't be opened."""
    (unknown,) = (case[1] for case in CAUSES if case[0] == "unknown database")
    known = replace(PLACE, known=True)
    assert type(translated(unknown, known)) is OutOfReachError
    assert type(translated(unknown, PLACE)) is SetUpError
    login = _said("28000", ("Login failed for user 'linda'.", 18456))
    assert type(translated(login, known)) is PasswordRefusedError


def test_distinct_causes_have_distinct_sentences() -> None:
    apart = {
        "login failed",
        "unknown database",
        "no driver",
        "certificate refused",
        "no rights",
        "schema too old",
        "schema too new",
        "client too old",
        "no answer",
    }
    sentences = {_told(case[1]).user_message for case in CAUSES if case[0] in apart}
    assert len(sentences) == len(apart)


def test_an_error_that_nobody_foresaw_says_so() -> None:
    reported = _told(_said("42000", ("Divide by zero error encountered.", 8134)))
    assert type(reported) is UnforeseenError
    assert "8134" in reported.detail


def test_every_number_is_read() -> None:
    error = _said("23000", ("Violation of PRIMARY KEY (x).", 2627), ("Terminated.", 3621))
    assert native_numbers(error) == {2627, 3621}
