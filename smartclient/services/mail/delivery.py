"""Deliveries: what became of handing a message to a mail server."""

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What is known after an attempt.

    ``service_away``: the server can't be used now, whatever the message. ``later``: it does not
    take this message now. ``unknown``: it may have taken it, and did not say so (RFC 1047).
    """

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    SERVICE_AWAY = "service_away"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The outcome of an attempt; ``why`` is a sentence's template with ``arguments``."""

    outcome: Outcome
    why: str = ""
    arguments: dict[str, str] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """Why, in English."""
        return self.why.format(**self.arguments) if self.arguments else self.why
