"""Check-outs: a rep's lock on a customer for a limited time, granted by head office.

A customer keeps its last check-out as one text, also after it ended: its counter goes on from
there, and everybody who sees the customer learns how it ended.
"""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from smartclient.domain.ages import later_by
from smartclient.domain.clock import ClockProof
from smartclient.domain.ids import Login

MARGIN: Final = timedelta(minutes=2)
"""By how much a device counts its own check-out shorter: its clock is learnt over a link."""

LONGEST_DEVICE: Final = 60
"""The longest name of a device that is shown with a check-out."""

LONGEST_DAYS: Final = 365
"""The most days that a policy may let a customer be checked out for."""

_LONGEST_COUNTER: Final = 18


class CheckOutEnd(StrEnum):
    """How a check-out ended before its time."""

    RETURNED = "returned"
    BROKEN = "broken"


class HeldImports(StrEnum):
    """What an import does with rows that would change a customer that is checked out.

    The setting of the policy ``checked_out_imports``. ``leave``: it reports them, and leaves the
    customer as it is; ``refuse``: they are bad rows.
    """

    LEAVE = "leave"
    REFUSE = "refuse"
    ALLOW = "allow"


class Hold(StrEnum):
    """What a check-out means for one login now. ``unsure``: its own, as far as can be known."""

    FREE = "free"
    OWN = "own"
    UNSURE = "unsure"
    OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOut:
    """A check-out as head office granted it; ``until`` is by head office's clock.

    ``epoch`` and ``counter`` are its fencing number: each later one of the customer has a greater
    counter, and those of another epoch hold nothing. ``device`` is the one that asked, as it calls
    itself. ``asked_at`` is when the holder last asked, which renewals are counted from. ``first``
    is the counter since which the customer was granted to nobody but the holder.
    ``ended_by`` is an admin's login, "" for the holder's own.
    """

    epoch: str
    counter: int
    holder: Login
    device: str
    since: datetime
    asked_at: datetime
    until: datetime
    days: int
    first: int
    end: CheckOutEnd | None = None
    ended_at: datetime | None = None
    ended_by: str = ""

    @property
    def number(self) -> str:
        """The fencing number as one text."""
        return f"{self.epoch}-{self.counter}"

    def is_held(self, *, now: datetime, epoch: str) -> bool:
        """Whether it locks the customer, by head office's clock and epoch."""
        return self.end is None and self.epoch == epoch and now < self.until

    def hold(self, login: Login, *, now: datetime, epoch: str, proof: ClockProof) -> Hold:
        """What it means for ``login``, by a device's clock and what proves it.

        Its holder counts it as shorter by ``MARGIN``, and as sure only by a proven clock.
        """
        if not self.is_held(now=now, epoch=epoch):
            return Hold.FREE
        if self.holder != login:
            return Hold.OTHERS
        sure = proof is ClockProof.PROVEN and later_by(MARGIN, now) < self.until
        return Hold.OWN if sure else Hold.UNSURE

    def covers(self, number: str) -> bool:
        """Whether work that its holder saved under ``number`` is work under it.

        So is what was saved under none. No earlier one counts where another held it in between, and
        none of another epoch: nobody knows what was granted since.
        """
        if not number:
            return True
        epoch, _, counter = number.rpartition("-")
        known = counter.isascii() and counter.isdecimal() and len(counter) <= _LONGEST_COUNTER
        return known and epoch == self.epoch and self.first <= int(counter) <= self.counter

    def left(self, *, now: datetime) -> timedelta:
        """How much of its time is left."""
        return max(self.until - now, timedelta(0))

    def ended(self, end: CheckOutEnd, *, at: datetime, by: str = "") -> "CheckOut":
        """It, ended before its time."""
        return replace(self, end=end, ended_at=at, ended_by=by)

    def renewed(self, *, now: datetime, most_days: int) -> "CheckOut":
        """It, with its days again from now on; all renewals together come to ``most_days``."""
        most = later_by(timedelta(days=most_days), self.asked_at)
        until = min(later_by(timedelta(days=self.days), now), most)
        return replace(self, until=max(until, self.until))

    def is_due(self, *, now: datetime, most_days: int) -> bool:
        """Whether a renewal is worth a request: it would add a tenth of its days."""
        added = self.renewed(now=now, most_days=most_days).until - self.until
        return added * 10 >= timedelta(days=self.days)

    def to_text(self) -> str:
        """It as a customer keeps it."""
        values: dict[str, Any] = {
            "epoch": self.epoch,
            "counter": self.counter,
            "holder": self.holder,
            "device": self.device,
            "since": _text(self.since),
            "asked_at": _text(self.asked_at),
            "until": _text(self.until),
            "days": self.days,
            "first": self.first,
        }
        if self.end is not None and self.ended_at is not None:
            values |= {"end": self.end, "ended_at": _text(self.ended_at)}
            values |= {"ended_by": self.ended_by} if self.ended_by else {}
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def grant(
    last: CheckOut | None,
    *,
    holder: Login,
    device: str,
    days: int,
    now: datetime,
    epoch: str,
) -> CheckOut | None:
    """The check-out for ``holder`` after the ``last`` one; None while another holds that.

    Its holder, who asks again, has it from now on for ``days`` at least, under the same number.
    """
    device, until = device[:LONGEST_DEVICE], later_by(timedelta(days=days), now)
    if last is not None and last.is_held(now=now, epoch=epoch):
        if last.holder != holder:
            return None
        # never shorter: another device of the holder may count on it
        until = max(until, last.until)
        return replace(last, device=device, days=days, asked_at=now, until=until)
    counter = 1 if last is None else last.counter + 1
    is_again = last is not None and last.holder == holder and last.epoch == epoch
    return CheckOut(
        epoch=epoch,
        counter=counter,
        first=last.first if last is not None and is_again else counter,
        holder=holder,
        device=device,
        since=now,
        asked_at=now,
        until=until,
        days=days,
    )


def check_out_from(text: str) -> CheckOut | None:
    """The check-out that a customer keeps as ``text``, None for none and for what can't be read."""
    try:
        return _from_values(json.loads(text)) if text else None
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        # a later version's, or damaged: it locks nothing here, and head office decides
        return None


def _from_values(values: dict[str, Any]) -> CheckOut:
    end, ended_at = values.get("end"), values.get("ended_at")
    return CheckOut(
        epoch=str(values["epoch"]),
        counter=int(values["counter"]),
        holder=Login(str(values["holder"])),
        device=str(values["device"]),
        since=_instant(values["since"]),
        asked_at=_instant(values["asked_at"]),
        until=_instant(values["until"]),
        days=int(values["days"]),
        first=int(values["first"]),
        end=None if end is None else CheckOutEnd(end),
        ended_at=None if ended_at is None else _instant(ended_at),
        ended_by=str(values.get("ended_by", "")),
    )


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC)
