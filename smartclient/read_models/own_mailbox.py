"""The rep's own mailbox as it is shown."""

from dataclasses import dataclass
from datetime import datetime

from smartclient.domain.mail import MailAccount, MailReadiness, MailSentBy


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMailboxStatus:
    """The mailbox of this device, None for none, and what is known of its server since ``at``.

    ``allowed`` is head office's policy; ``why`` is a sentence template, with ``arguments``, of why
    the server can't be used, "" where it can be.
    """

    account: MailAccount | None
    allowed: MailSentBy
    readiness: MailReadiness = MailReadiness.OFF
    why: str = ""
    arguments: dict[str, str] | None = None
    at: datetime | None = None

    @property
    def trouble(self) -> str:
        """Why the server can't be used, in English."""
        return self.why.format(**self.arguments) if self.arguments else self.why
