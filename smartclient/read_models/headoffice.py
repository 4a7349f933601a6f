"""Head office as an admin sees it: the reps, the stopped requests, and the changes of policies."""

from dataclasses import dataclass
from datetime import datetime

from smartclient.domain.failures import in_short
from smartclient.domain.ids import CustomerNumber, Login, RequestId
from smartclient.read_models.records import PolicySetting


@dataclass(frozen=True, slots=True, kw_only=True)
class RepStatus:
    """One rep with the laptop's last contact; ``seen_at`` None means never.

    ``waiting`` is how many requests the laptop held unanswered then. ``clock_offset_seconds`` is
    the laptop's clock less head office's.
    """

    login: Login
    number: str
    title: str
    territory: str
    is_admin: bool
    seen_at: datetime | None = None
    waiting: int = 0
    client_version: int = 0
    clock_offset_seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedRequest:
    """A rep's request that head office tried in vain and stopped. ``error`` is for support.

    ``kind`` is the request's, ``retrying`` whether an admin's request to retry it is on its way,
    ``label`` the number or name of what it is about, "" where that is not known; ``provisional``
    whether that is a number head office has not given.
    """

    request_id: RequestId
    sender: Login
    kind: str
    customer: CustomerNumber
    attempts: int
    error: str
    received_at: datetime
    stopped_at: datetime
    retrying: bool = False
    label: str = ""
    provisional: bool = False

    @property
    def short_error(self) -> str:
        """What failed and how, in one sentence: the whole error fills lines with SQL."""
        return in_short(self.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRequest:
    """A request that waits for head office's worker, and what holds its customer's requests.

    They are leased by the worker ``leased_by`` ("" where that is not known) until ``leased_until``,
    or deferred until ``deferred_until``; where both are None, any worker may take them. ``error``
    is the last one, for support; ``label`` and ``provisional`` are as those of a StoppedRequest.
    """

    request_id: RequestId
    sender: Login
    kind: str
    customer: CustomerNumber
    attempts: int
    error: str
    received_at: datetime
    label: str = ""
    provisional: bool = False
    leased_by: str = ""
    leased_until: datetime | None = None
    deferred_until: datetime | None = None

    @property
    def is_free(self) -> bool:
        """Whether any worker may take it."""
        return self.leased_until is None and self.deferred_until is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange:
    """One change of a policy; ``was`` is "" when nothing was set before."""

    id: int
    key: str
    was: str
    setting: str
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyStatus:
    """A policy with its last change, and the setting requested by an admin here, "" for none."""

    policy: PolicySetting
    last: PolicyChange | None = None
    wanted: str = ""
