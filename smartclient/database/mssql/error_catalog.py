"""The causes of SQL Server's errors: how each is recognised, and its sentence.

Each cause has a sentence of its own; only being out of reach counts as being offline. Babelfish
reports most errors under one number, and they are recognised by their phrases.
"""

import re
from dataclasses import dataclass
from typing import Final

from smartclient.contract.web.gate import (
    CodeRefusedError,
    CredentialRefusedError,
    DeviceRevokedError,
    OtherLoginError,
    TooManyGuessesError,
    WipeRequestedError,
)
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
    UnknownLoginError,
)

OPEN_TRANSACTION: Final = 51000
UNKNOWN_LOGIN: Final = 51001
CLIENT_TOO_OLD: Final = 51002
WRONG_SCHEMA: Final = 51003
UNREADABLE: Final = 51004
TOO_MUCH: Final = 51005
CREDENTIAL_REFUSED: Final = 51006
DEVICE_REVOKED: Final = 51007
WIPE_REQUESTED: Final = 51008
NOT_TO_BE_WIPED: Final = 51009
CODE_REFUSED: Final = 51010
TOO_MANY_GUESSES: Final = 51011
OTHER_LOGIN: Final = 51012
"""What head office's own procedures throw."""

_NATIVE: Final = re.compile(r"\((-?\d+)\)(?= \(SQL|;|$)")


@dataclass(frozen=True, slots=True)
class DriverError:
    """A driver's error: SQLSTATE, SQL Server's numbers, and its whole text in lower case."""

    state: str
    numbers: frozenset[int]
    text: str

    @classmethod
    def of(cls, error: BaseException) -> "DriverError":
        """All that an exception of pyodbc holds."""
        state = str(error.args[0]) if error.args else ""
        text = " ".join(map(str, error.args[1:]))
        numbers = frozenset(int(number) for number in _NATIVE.findall(text)) - {0}
        return cls(state, numbers, text.casefold())


@dataclass(frozen=True, slots=True)
class ErrorCause:
    """One cause: how it is recognised, and its sentence."""

    kind: type[SmartClientError]
    sentence: str
    numbers: frozenset[int] = frozenset()
    states: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()

    def fits(self, error: DriverError) -> bool:
        """Whether an error has this cause."""
        return (
            bool(self.numbers & error.numbers)
            or error.state in self.states
            or any(phrase in error.text for phrase in self.phrases)
        )


def _cause(
    kind: type[SmartClientError],
    sentence: str,
    *numbers: int,
    states: tuple[str, ...] = (),
    phrases: tuple[str, ...] = (),
) -> ErrorCause:
    return ErrorCause(kind, sentence, frozenset(numbers), frozenset(states), phrases)


_UNOPENED: Final = (911, 4060, 4063, 4064, 40615)
_UNOPENED_PHRASES, _UNOPENED_STATES = ("cannot open database",), ("08004",)
"""How a database that can't be opened is recognised, whatever the reason."""

_OURS: Final = (
    _cause(
        UnknownLoginError,
        "Head office does not know the login {login}. Ask head office to run “smartclient "
        "headoffice grant” for it.",
        UNKNOWN_LOGIN,
    ),
    _cause(
        ClientTooOldError,
        "Head office no longer serves this version of Smart Client. Upgrade it; what you entered "
        "is kept.",
        CLIENT_TOO_OLD,
    ),
    _cause(
        ContendedError,
        "Head office could not take this in the middle of something else.",
        OPEN_TRANSACTION,
    ),
    _cause(
        RefusedError,
        "Head office could not read what was sent. It is kept; call support.",
        UNREADABLE,
    ),
    _cause(
        RefusedError,
        "This is too much to send at once. Send less at a time.",
        TOO_MUCH,
    ),
    _cause(
        CredentialRefusedError,
        "Head office does not know this device any more. Sign in again with a new code.",
        CREDENTIAL_REFUSED,
    ),
    _cause(
        DeviceRevokedError,
        "Head office revoked this device. What you entered is kept.",
        DEVICE_REVOKED,
    ),
    _cause(
        WipeRequestedError,
        "Head office revoked this device, and asks it to hand over its work and remove its data.",
        WIPE_REQUESTED,
    ),
    _cause(
        RefusedError,
        "Head office did not ask this device to hand over its work.",
        NOT_TO_BE_WIPED,
    ),
    _cause(
        CodeRefusedError,
        "This code is unknown, was used, or has expired.",
        CODE_REFUSED,
    ),
    _cause(
        TooManyGuessesError,
        "Too many wrong codes were tried. Try again in an hour at the latest.",
        TOO_MANY_GUESSES,
    ),
    _cause(
        OtherLoginError,
        "This code is for another login than this device's.",
        OTHER_LOGIN,
    ),
)

SCHEMA_MISMATCH: Final = (
    _cause(
        SchemaError,
        "Head office's database is newer than this Smart Client. Install the newer Smart Client; "
        "what you entered is kept.",
        phrases=("too new",),
    ),
    _cause(
        SchemaError,
        "Head office's database is older than this Smart Client. Ask head office to run "
        "“smartclient headoffice upgrade”; what you entered is kept.",
        phrases=("too old",),
    ),
    _cause(
        ContendedError,
        "Head office's database is being upgraded.",
        WRONG_SCHEMA,
    ),
)
"""What the wrong schema means, by the phrases that come with it."""

NOT_ACCEPTED: Final = _cause(
    PasswordRefusedError,
    "Head office's server did not accept {login} with this password. Check both, then sign in "
    "again.",
    18456,
    phrases=("login failed", "password authentication failed"),
    states=("28000",),
)

_CONNECTING: Final = (
    _cause(
        SetUpError,
        "There is no ODBC driver for SQL Server where the address or the settings say. Install "
        "Microsoft's ODBC Driver 18, or take the driver out of them. “smartclient doctor” tells "
        "which there is.",
        states=("IM002", "IM003"),
        phrases=("can't open lib", "data source name not found"),
    ),
    _cause(
        SetUpError,
        "The server {server} could not prove that it is head office's: its certificate is not "
        "trusted, so nothing was sent. Check the server's name in the address; if it is right, "
        "have the certificate of the company's authority installed on this computer.",
        -2146893019,
        -2146893022,
        phrases=(
            "certificate verify failed",
            "certificate chain",
            "principal name is incorrect",
            "certificate common name",
            "hostname mismatch",
            "subject name of the certificate",
            "server certificate",
        ),
    ),
    _cause(
        SetUpError,
        "The server {server} does not encrypt, so nothing was sent. Ask head office to set up a "
        "certificate there; on a network of your own, Encrypt=no in the address does without.",
        phrases=("encryption not supported on",),
    ),
    _cause(
        SignInError,
        "This computer has no sign-in that head office accepts. Sign in to the company's network, "
        "then try again.",
        18452,
        phrases=(
            "sspi provider",
            "cannot generate sspi context",
            "no kerberos credentials",
            "adalsql",
            "aadsts",
            "failed to authenticate the user",
        ),
    ),
    _cause(
        SignInError,
        "The password of {login} has expired. Ask your database administrator for a new one, then "
        "sign in again.",
        18487,
        18488,
    ),
    _cause(
        SignInError,
        "The login {login} is locked or switched off. Ask your database administrator.",
        18470,
        18486,
    ),
    _cause(
        SetUpError,
        "There is no database {database} on {server}, or it is not open to {login}. Check the "
        "address, and ask your database administrator.",
        *_UNOPENED,
        phrases=_UNOPENED_PHRASES,
        states=_UNOPENED_STATES,
    ),
    _cause(
        OutOfReachError,
        "Head office's server is starting or stopping.",
        *(233, 596, 6005, 17142, 17187, 18401, 18461, 40197, 40613, 42108, 42109),
        # the database is being recovered, restored, moved to another replica or taken offline
        *(921, 922, 924, 927, 942, 952, 976, 978, 983, 9001),
        phrases=(
            "administrator command",
            "is shutting down",
            "is starting up",
            "not yet accepting connections",
            "in recovery mode",
        ),
    ),
    NOT_ACCEPTED,
)

_WORKING: Final = (
    _cause(
        SetUpError,
        "The login {login} has no rights for this at head office. Ask head office to run "
        "“smartclient headoffice grant” for it.",
        *(229, 230, 262, 297, 300, 916, 6004, 15151, 15247, 15562, 21089),
        phrases=("permission denied", "permission was denied", "must be owner of"),
    ),
    # these two procedures exist since the first schema
    _cause(
        SchemaError,
        "There is no head office in the database {database} on {server}. Check the address; if it "
        "is right, ask head office to run “smartclient headoffice init”.",
        phrases=(
            "could not find stored procedure 'sync.pulse_v1'",
            "could not find stored procedure 'sync.submit_v1'",
            '_sync" does not exist',
        ),
    ),
    _cause(
        SchemaError,
        "Head office's database is not set up for this Smart Client. Ask head office to run "
        "“smartclient headoffice upgrade”; what you entered is kept.",
        *(207, 208, 2812, 8144, 8145),
        phrases=("does not exist", "could not find stored procedure"),
    ),
    _cause(
        ContendedError,
        "Something else is writing at head office at the moment.",
        *(1204, 1205, 1222, 3635, 3960, 3961, 5030, 8645, 41302, 41305, 41325),
        *(10928, 10929, 10936, 40501, 49918, 49919, 49920),
        # of memory, threads and locks there is too little for this at the moment
        *(701, 802, 8628, 8651, 8657, 41301, 41839, 40549, 40550, 40551, 40552, 40553),
        # a procedure that had begun before an upgrade meets the tables that this converted
        *(206, 257, 2801),
        phrases=(
            *("deadlock detected", "lock timeout", "could not serialize access"),
            *("implicit conversion from data type", "failed to convert from data type varbinary"),
        ),
        states=("40001",),
    ),
    _cause(
        NoRoomError,
        "Head office's database has no room at the moment. Tell your database administrator.",
        *(1101, 1105, 3619, 9002, 40544),
        phrases=("no space left on device",),
    ),
    _cause(
        ContendedError,
        "Head office's database takes no changes at the moment. Tell your database administrator.",
        3906,
    ),
    _cause(
        OutOfReachError,
        "Head office did not answer in time.",
        -2,
        258,
        states=("HYT00", "HYT01"),
        phrases=("timeout expired",),
    ),
    _cause(
        OutOfReachError,
        "The link to head office broke.",
        *(64, 121, 10053, 10054, 10060, 10061, 11001, -1),
        states=("08S01", "08001", "08003", "08007", "01002"),
        phrases=(
            "communication link failure",
            "protocol error in tds stream",
            "connection is closed",
            "tcp provider",
            "not connected",
            "the connection is broken",
        ),
    ),
)

DATABASE_UNAVAILABLE: Final = _cause(
    OutOfReachError,
    "Head office's database is not there at the moment.",
    *_UNOPENED,
    phrases=_UNOPENED_PHRASES,
    states=_UNOPENED_STATES,
)
"""What a database that can't be opened means to somebody who used it before: it is being moved,
restored or recovered, and the server reports no more than that."""

CAUSES: Final = (*_OURS, *_CONNECTING, *_WORKING)
"""Every cause but the wrong schema; the first that fits counts."""
