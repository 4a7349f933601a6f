"""Head office as its admins see it: cases, reps, what was set aside, and policies."""

from __future__ import annotations

from smartclient.contract.cases import Case
from smartclient.contract.messages import POLICY_LANE
from smartclient.contract.versions import CLIENT_VERSION
from smartclient.domain.clock import Clock
from smartclient.read_models.headoffice import PolicyChange, PolicyStatus, RepStatus, StoppedRequest
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.models.conflicts import what
from smartclient.ui.models.snapshot import Column, SnapshotModel, translate
from smartclient.ui.text import formats, wording

CLOCK_IS_OFF = 60
"""From how many seconds on a laptop's clock is worth a word."""


def case_about(case: Case) -> str:
    """What a case is about: an order by its number, provisional ones with a star."""
    if case.order is not None:
        return formats.label(case.label.text, provisional=case.label.provisional)
    return translate("Cases", "Customer data")


def case_customer(case: Case) -> str:
    """The name of the customer a case is about."""
    if case.customer is not None:
        return case.customer.name
    return case.conflict.subject.label if case.order is None else case.order.customer


def case_model(clock: Clock) -> SnapshotModel[Case]:
    """The model of the cases an admin is asked to decide."""
    columns = (
        Column[Case](
            title=translate("Cases", "State"),
            text=lambda _row: _to_decide().label,
            is_state=True,
        ),
        Column[Case](title=translate("Cases", "Rep"), text=lambda row: row.rep),
        Column[Case](title=translate("Cases", "About"), text=case_about),
        Column[Case](
            title=translate("Cases", "Customer"),
            text=case_customer,
            width=160,
            tip=case_customer,
            elides=True,
        ),
        Column[Case](
            title=translate("Cases", "What is wrong"),
            text=lambda row: what(row.conflict),
            width=0,
            tip=lambda row: what(row.conflict),
            elides=True,
        ),
        Column[Case](
            title=translate("Cases", "Value"),
            text=lambda row: formats.money(row.value),
            is_money=True,
        ),
        Column[Case](
            title=translate("Cases", "Asked"),
            text=lambda row: formats.age(row.opened_at, clock.now()),
            spare=1,
        ),
        Column[Case](
            title=translate("Cases", "Rep's note"),
            text=lambda row: row.note,
            width=170,
            spare=3,
            tip=lambda row: row.note,
            elides=True,
        ),
    )
    return SnapshotModel(
        columns,
        key=lambda row: row.conflict.id,
        shown=lambda _row: _to_decide(),
    )


def _to_decide() -> status_badges.BadgeLabel:
    """The badge of a case as whoever decides it sees it."""
    return status_badges.shown(StatusBadge.AWAITING_DECISION, translate("Cases", "To decide"))


def decided_model(clock: Clock) -> SnapshotModel[Case]:
    """The model of the cases that were decided: by whom, when and how."""
    columns = (
        Column[Case](
            title=translate("Cases", "Decided"),
            text=lambda row: formats.moment(row.decided_at, clock.now()),
        ),
        Column[Case](title=translate("Cases", "By"), text=lambda row: row.decided_by),
        Column[Case](
            title=translate("Cases", "Decision"),
            text=lambda row: wording.decision_text(row.decision),
            width=190,
            tip=lambda row: wording.decision_text(row.decision),
            elides=True,
        ),
        Column[Case](title=translate("Cases", "Rep"), text=lambda row: row.rep),
        Column[Case](title=translate("Cases", "About"), text=case_about),
        Column[Case](
            title=translate("Cases", "Customer"),
            text=case_customer,
            width=160,
            spare=1,
            tip=case_customer,
            elides=True,
        ),
        Column[Case](
            title=translate("Cases", "Value"),
            text=lambda row: formats.money(row.value),
            spare=2,
            is_money=True,
        ),
        Column[Case](
            title=translate("Cases", "Note"),
            text=lambda row: row.decision_note,
            width=0,
            tip=lambda row: row.decision_note,
            elides=True,
        ),
    )
    return SnapshotModel(columns, key=lambda row: row.conflict.id)


def rep_model(clock: Clock) -> SnapshotModel[RepStatus]:
    """The model of the reps and how each one's laptop was last heard of."""

    def waits(rep: RepStatus) -> str:
        return formats.count(rep.waiting) if rep.seen_at else ""

    def role(rep: RepStatus) -> str:
        return translate("Reps", "Admin") if rep.is_admin else translate("Reps", "Rep")

    columns = (
        Column[RepStatus](title=translate("Reps", "Rep"), text=lambda row: row.login),
        Column[RepStatus](title=translate("Reps", "Number"), text=lambda row: row.number, spare=3),
        Column[RepStatus](title=translate("Reps", "Role"), text=role),
        Column[RepStatus](
            title=translate("Reps", "Territory"),
            text=lambda row: row.territory,
            width=150,
            spare=2,
            elides=True,
        ),
        Column[RepStatus](
            title=translate("Reps", "Last contact"),
            text=lambda row: formats.age(row.seen_at, clock.now()),
        ),
        Column[RepStatus](title=translate("Reps", "Waiting there"), text=waits, is_number=True),
        Column[RepStatus](title=translate("Reps", "Smart Client"), text=_version, spare=1),
        Column[RepStatus](title=translate("Reps", "Clock"), text=_clock, width=0, tip=_clock),
    )
    return SnapshotModel(columns, key=lambda row: row.login)


def _version(rep: RepStatus) -> str:
    if rep.seen_at is None:
        return ""
    if rep.client_version < CLIENT_VERSION:
        return translate("Reps", "Version {version}, old").format(version=rep.client_version)
    return translate("Reps", "Version {version}").format(version=rep.client_version)


def _clock(rep: RepStatus) -> str:
    if rep.seen_at is None:
        return ""
    seconds = rep.clock_offset_seconds
    if abs(seconds) < CLOCK_IS_OFF:
        return translate("Reps", "Right")
    minutes = formats.count(round(abs(seconds) / 60))
    if seconds > 0:
        return translate("Reps", "{minutes} min fast").format(minutes=minutes)
    return translate("Reps", "{minutes} min slow").format(minutes=minutes)


def stopped_model(clock: Clock) -> SnapshotModel[StoppedRequest]:
    """The model of the requests that head office has set aside."""

    def shown(row: StoppedRequest) -> status_badges.BadgeLabel:
        return status_badges.shown(
            StatusBadge.QUEUED if row.retrying else StatusBadge.PARKED, _status_text(row)
        )

    columns = (
        Column[StoppedRequest](
            title=translate("Stopped", "State"), text=_status_text, is_state=True
        ),
        Column[StoppedRequest](title=translate("Stopped", "Rep"), text=lambda row: row.sender),
        Column[StoppedRequest](
            title=translate("Stopped", "What"),
            text=lambda row: wording.request_label(row.kind),
        ),
        Column[StoppedRequest](
            title=translate("Stopped", "About"),
            text=stopped_about,
            width=120,
            tip=stopped_about,
            elides=True,
        ),
        Column[StoppedRequest](
            title=translate("Stopped", "Customer"),
            text=lambda row: "" if row.customer == POLICY_LANE else row.customer,
            width=90,
            elides=True,
        ),
        Column[StoppedRequest](
            title=translate("Stopped", "Since"),
            text=lambda row: formats.moment(row.stopped_at, clock.now()),
            spare=2,
        ),
        Column[StoppedRequest](
            title=translate("Stopped", "Tries"),
            text=lambda row: str(row.attempts),
            spare=1,
            is_number=True,
        ),
        Column[StoppedRequest](
            title=translate("Stopped", "For support"),
            text=_short_error,
            width=0,
            tip=_error,
            elides=True,
        ),
    )
    return SnapshotModel(columns, key=lambda row: (row.sender, row.request_id), shown=shown)


def stopped_about(row: StoppedRequest) -> str:
    """The number or name of what a stopped request is about."""
    return formats.label(row.label, provisional=row.provisional)


def _short_error(row: StoppedRequest) -> str:
    return row.short_error or _error(row)


def _error(row: StoppedRequest) -> str:
    return row.error or translate("Stopped", "It could not be read.")


def _status_text(row: StoppedRequest) -> str:
    if row.retrying:
        return translate("Stopped", "Will be tried again")
    return status_badges.badge_label(StatusBadge.PARKED)


def policy_model(clock: Clock) -> SnapshotModel[PolicyStatus]:
    """The model of the policies: who decides what, and who set that."""

    def setting(row: PolicyStatus) -> str:
        now = wording.setting_label(row.policy.key, row.policy.setting)
        if not row.wanted or row.wanted == row.policy.setting:
            return now
        return translate("Policies", "{now}, becomes: {wanted}").format(
            now=now, wanted=wording.setting_label(row.policy.key, row.wanted)
        )

    def shown(row: PolicyStatus) -> status_badges.BadgeLabel | None:
        return status_badges.shown(StatusBadge.QUEUED) if row.wanted else None

    columns = (
        Column[PolicyStatus](
            title=translate("Policies", "About"),
            text=lambda row: wording.policy_label(row.policy.key),
            width=0,
            tip=lambda row: wording.policy_label(row.policy.key),
            elides=True,
        ),
        Column[PolicyStatus](
            title=translate("Policies", "Setting"),
            text=setting,
            width=230,
            tip=setting,
            elides=True,
        ),
        Column[PolicyStatus](
            title=translate("Policies", "Changed by"),
            text=lambda row: row.last.changed_by if row.last else "",
            spare=1,
        ),
        Column[PolicyStatus](
            title=translate("Policies", "When"),
            text=lambda row: formats.moment(row.last.changed_at, clock.now()) if row.last else "",
            spare=2,
        ),
    )
    return SnapshotModel(columns, key=lambda row: row.policy.key, shown=shown)


def history_model(clock: Clock) -> SnapshotModel[PolicyChange]:
    """The model of what became of policies, newest first."""

    def step(row: PolicyChange) -> str:
        return wording.setting_label(row.key, row.setting)

    columns = (
        Column[PolicyChange](
            title=translate("Policies", "When"),
            text=lambda row: formats.moment(row.changed_at, clock.now()),
        ),
        Column[PolicyChange](
            title=translate("Policies", "Set to"), text=step, width=150, tip=step, elides=True
        ),
        Column[PolicyChange](
            title=translate("Policies", "By"),
            text=lambda row: row.changed_by,
            width=0,
            tip=lambda row: row.changed_by,
            elides=True,
        ),
    )
    return SnapshotModel(columns, key=lambda row: row.id)
