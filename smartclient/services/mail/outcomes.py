"""What a rep is answered by each outcome of a mail."""

from typing import Final

from smartclient.contract.messages import Answer, AnswerStatus

NOBODY_KNOWS: Final = (
    "Nobody knows whether this mail arrived. Ask the customer, then say that it arrived, or have "
    "it sent again."
)
BEFORE_RESTORE: Final = (
    "Head office was restored from a backup and no longer knows whether it sent this mail. Ask the "
    "customer, then say that it arrived, or have it sent again."
)
NOT_DELIVERED: Final = "This mail could not be delivered for days. It was not sent."

SENT: Final = Answer(status=AnswerStatus.CONFIRMED)
UNKNOWN: Final = Answer(status=AnswerStatus.PARKED, why=NOBODY_KNOWS, mail_unknown=True)
UNKNOWN_SINCE_RESTORE: Final = Answer(
    status=AnswerStatus.PARKED, why=BEFORE_RESTORE, mail_unknown=True
)


def refused(why: str, arguments: dict[str, str] | None = None) -> Answer:
    """The answer of a mail that no server takes."""
    return Answer(status=AnswerStatus.REJECTED, why=why, arguments=arguments or {})
