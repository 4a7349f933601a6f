"""Administration: cases, reps' conflicts, dead letters and policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartclient.reconcile.conflict import Resolution
from smartclient.use_cases.commands.admin import (
    answer_restore,
    change_policy,
    close_stopped,
    decide,
    decided_cases,
    open_conflicts,
    policies,
    policy_history,
    policy_statuses,
    preview_case,
    reps,
    retry_stopped,
    stopped_requests,
    take_over,
)
from smartclient.use_cases.commands.devices import (
    device_list,
    drop_handed_over,
    enrol_device,
    release_handed_over,
    revoke_device,
)
from smartclient.use_cases.queries.enrolments import answered_code
from smartclient.use_cases.queries.lookup import open_cases

if TYPE_CHECKING:
    from datetime import timedelta

    from smartclient.contract.cases import Case, OpenConflict
    from smartclient.contract.listed_devices import DeviceList
    from smartclient.contract.web.codes import EnrolmentCode
    from smartclient.domain.clock import Clock
    from smartclient.domain.ids import ConflictId, Login
    from smartclient.domain.rules.problems import Action
    from smartclient.domain.sales.orders import Order
    from smartclient.read_models.enrolment import AnsweredCode
    from smartclient.read_models.headoffice import (
        PolicyChange,
        PolicyStatus,
        RepStatus,
        StoppedRequest,
    )
    from smartclient.read_models.records import PolicySetting
    from smartclient.store.unit_of_work import Store


class AdminUseCases:
    """What an admin can do; RefusedError for somebody who is none."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def cases(self) -> tuple[Case, ...]:
        """The open cases, oldest first; empty for someone who is no admin."""
        with self._store.view() as view:
            return open_cases(view)

    def decide(
        self,
        conflict_id: ConflictId,
        action: Action,
        *,
        resolution: Resolution = Resolution(),
        note: str = "",
    ) -> None:
        """Queue an admin's decision. RefusedError for someone who is no admin."""
        decide(conflict_id, action, resolution, note, work=self._store.work(), clock=self._clock)

    def policies(self) -> tuple[PolicySetting, ...]:
        """The policies, as head office last sent them."""
        with self._store.view() as view:
            return policies(view=view)

    def change_policy(self, key: str, setting: str) -> None:
        """Queue a change of policy. RefusedError for no admin, no such key or setting."""
        change_policy(key, setting, work=self._store.work(), clock=self._clock)

    def preview_case(self, conflict_id: ConflictId, resolution: Resolution) -> Order | None:
        """A case's order as these answers would make it; None when they cancel it."""
        with self._store.view() as view:
            return preview_case(conflict_id, resolution, view=view, clock=self._clock)

    def decided_cases(self) -> tuple[Case, ...]:
        """The decided cases, the latest first."""
        with self._store.view() as view:
            return decided_cases(view=view)

    def reps(self) -> tuple[RepStatus, ...]:
        """Every rep with the last sign of the rep's laptop."""
        with self._store.view() as view:
            return reps(view=view)

    def stopped_requests(self) -> tuple[StoppedRequest, ...]:
        """Every rep's requests that head office has stopped."""
        with self._store.view() as view:
            return stopped_requests(view=view)

    def close_stopped(self, stopped: StoppedRequest, note: str = "") -> None:
        """Have head office refuse a stopped request. Admins only."""
        close_stopped(stopped, note, work=self._store.work(), clock=self._clock)

    def take_over(self, open_conflict: OpenConflict, note: str = "") -> None:
        """Decide a rep's open conflict instead of the rep: it becomes a case. Admins only."""
        take_over(open_conflict, note, work=self._store.work(), clock=self._clock)

    def answer_restore(self, *, restored: bool) -> None:
        """Answer whether head office was restored from a backup, as laptops report. Admins only."""
        answer_restore(restored=restored, work=self._store.work(), clock=self._clock)

    def open_conflicts(self) -> tuple[OpenConflict, ...]:
        """Every rep's open conflicts, oldest first; empty for someone who is no admin."""
        with self._store.view() as view:
            return open_conflicts(view=view)

    def retry_stopped(self, stopped: StoppedRequest) -> None:
        """Queue an admin's request to retry a stopped request."""
        retry_stopped(stopped, work=self._store.work(), clock=self._clock)

    def enrol_device(self, login: str, valid: timedelta) -> EnrolmentCode:
        """Make a code for a rep's login; it counts once head office has answered. Admins only."""
        return enrol_device(login, valid, work=self._store.work(), clock=self._clock)

    def answered_code(self, login: Login, code: EnrolmentCode) -> AnsweredCode | None:
        """What head office answered about a code made here; None while it has not."""
        with self._store.view() as view:
            return answered_code(login, code, view=view)

    def revoke_device(self, device: str, name: str, *, wipe: bool) -> None:
        """Have head office revoke a device, and have it wiped. Admins only."""
        revoke_device(device, name, wipe=wipe, work=self._store.work(), clock=self._clock)

    def devices(self) -> DeviceList:
        """The enrolled devices as they are known here; none for someone who is no admin."""
        with self._store.view() as view:
            return device_list(view=view)

    def release_handed_over(self, device: str, name: str) -> None:
        """Have head office carry out what a device handed over. Admins only."""
        release_handed_over(device, name, work=self._store.work(), clock=self._clock)

    def drop_handed_over(self, device: str, name: str) -> None:
        """Have head office never carry out what a device handed over. Admins only."""
        drop_handed_over(device, name, work=self._store.work(), clock=self._clock)

    def policy_statuses(self) -> tuple[PolicyStatus, ...]:
        """Every policy with its last change, and the setting requested here meanwhile."""
        with self._store.view() as view:
            return policy_statuses(view=view)

    def policy_history(self) -> tuple[PolicyChange, ...]:
        """Every change of a policy, newest first."""
        with self._store.view() as view:
            return policy_history(view=view)
