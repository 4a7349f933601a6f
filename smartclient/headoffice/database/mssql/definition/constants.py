"""The constants that the SQL of the definition shares with the rest of the program."""

from collections.abc import Mapping
from datetime import timedelta

from smartclient.contract import refusals
from smartclient.contract.devices import MOST_DEVICES
from smartclient.contract.fingerprints import SMALLEST_PART
from smartclient.contract.messages import STANDS_ALONE, RequestKind
from smartclient.contract.operations import (
    MAX_BATCH_BYTES,
    MAX_BATCH_REQUESTS,
    MAX_BODY_BYTES,
    MAX_UNANSWERED,
    MOST_WITHDRAWN,
)
from smartclient.contract.versions import LINK_VERSION
from smartclient.contract.web.limits import (
    CODE_VALID_LONGEST,
    CREDENTIAL_OLD,
    CREDENTIAL_UNSEEN,
    GUESS_WINDOW,
    GUESSES_OF_ADDRESS,
    GUESSES_OVERALL,
    SEEN_AGAIN_AFTER,
    SHOWN_AFTER_ENROLMENT,
)
from smartclient.domain.devices import CODE_LENGTH, SYMBOLS
from smartclient.domain.ids import ID_LENGTH
from smartclient.domain.money import DEFAULT_CURRENCY
from smartclient.domain.retention import SHORTEST_DAYS
from smartclient.domain.sales.orders import Fulfilment
from smartclient.headoffice.database.mssql.principals import OWNS

_HEX = "[0-9A-Fa-f]"
_UUID = "-".join(_HEX * length for length in (8, 4, 4, 4, 12))
_INSTANT = "[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]%Z"

_ANY_SYMBOL = (
    f"SUBSTRING(N'{SYMBOLS}', 1 + ABS(CAST(CRYPT_GEN_RANDOM(4) AS int) % {len(SYMBOLS)}), 1)"
)


def _further() -> str:
    """Where ``@fulfilment`` is a later step of an order than the one that is stored."""
    steps = [f"N'{step}'" for step in Fulfilment]
    return " OR ".join(
        [
            f"(fulfilment IS NULL AND @fulfilment IN ({', '.join(steps)}))",
            *(
                f"(fulfilment = {step} AND @fulfilment IN ({', '.join(steps[number:])}))"
                for number, step in enumerate(steps[:-1], start=1)
            ),
        ]
    )


def _seconds(duration: timedelta) -> int:
    return int(duration.total_seconds())


_ERRORS = {
    "OPEN_TRANSACTION": 51000,
    "UNKNOWN_LOGIN": 51001,
    "CLIENT_TOO_OLD": 51002,
    "SCHEMA_MOVING": 51003,
    "UNREADABLE": 51004,
    "TOO_MUCH": 51005,
    "CREDENTIAL_REFUSED": 51006,
    "DEVICE_REVOKED": 51007,
    "WIPE_REQUESTED": 51008,
    "NOT_TO_BE_WIPED": 51009,
    "CODE_REFUSED": 51010,
    "TOO_MANY_GUESSES": 51011,
    "OTHER_LOGIN": 51012,
}
"""The numbers of the errors that procedures throw."""

_LIMITS = {
    "MAX_BATCH_BYTES": MAX_BATCH_BYTES,
    "MAX_BATCH_REQUESTS": MAX_BATCH_REQUESTS,
    "MAX_BODY_BYTES": MAX_BODY_BYTES,
    "MAX_UNANSWERED": MAX_UNANSWERED,
    "MOST_DEVICES": MOST_DEVICES,
    # characters of a JSON list of ids, with room for blanks
    "LONGEST_WITHDRAWS": MOST_WITHDRAWN * (ID_LENGTH + len('"", ')) + 2_000,
    # rows that a move of customers writes again at once; an import moves up to a thousand of them
    # in a transaction
    "HISTORY_AT_ONCE": 10,
    "SMALLEST_PART": SMALLEST_PART,
    "SHORTEST_DAYS": SHORTEST_DAYS,
    "UNSEEN_DAYS": CREDENTIAL_UNSEEN.days,
    "OLD_DAYS": CREDENTIAL_OLD.days,
    "SEEN_AGAIN_SECONDS": _seconds(SEEN_AGAIN_AFTER),
    "GUESS_SECONDS": _seconds(GUESS_WINDOW),
    "GUESSES_OF_ADDRESS": GUESSES_OF_ADDRESS,
    "GUESSES_OVERALL": GUESSES_OVERALL,
    "LONGEST_CODE_SECONDS": _seconds(CODE_VALID_LONGEST),
    "SHOWN_DAYS": SHOWN_AFTER_ENROLMENT.days,
}

CONSTANTS: Mapping[str, str] = {
    "UUID": _UUID,
    "HASH": _HEX * 64,
    "OWNS": OWNS,
    "INSTANT": _INSTANT,
    "CODE": f"[{SYMBOLS}]" * CODE_LENGTH,
    "ANY_CODE": f"CONCAT({', '.join([_ANY_SYMBOL] * CODE_LENGTH)})",
    "FURTHER": _further(),
    "STANDS_ALONE": ", ".join(f"N'{kind}'" for kind in RequestKind if kind in STANDS_ALONE),
    "LINK_VERSION": str(LINK_VERSION),
    "DEFAULT_CURRENCY": DEFAULT_CURRENCY,
    "TOO_LARGE": refusals.TOO_LARGE,
    "DAMAGED": refusals.DAMAGED,
    "UNREADABLE_REQUEST": refusals.UNREADABLE,
    "OTHER_CONTENT": refusals.OTHER_CONTENT,
    "TOO_MANY": refusals.TOO_MANY,
    **{name: str(number) for name, number in (_ERRORS | _LIMITS).items()},
}
"""Placeholder → its value. Patterns are for LIKE, sentences stand within quotes."""
